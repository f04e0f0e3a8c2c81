"""Commands of ``manage.py`` whose help and errors are in the language of the terminal."""

import re
import sys
from typing import Any

from django.core.management.base import (
    BaseCommand,
    CommandError,
    CommandParser,
    DjangoHelpFormatter,
    SystemCheckError,
)
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from climate_pathways.commands.parser import Parser
from climate_pathways.core.wording import lower_start
from tamyr.shared.languages import language

# What Django says of the options that every command has, and of its own that one of ours goes on from, word for word.
WORDS_OF_DJANGO = (
    gettext_noop("Show program's version number and exit."),
    gettext_noop(
        "Verbosity level; 0=minimal output, 1=normal output, 2=verbose output, 3=very verbose output"
    ),
    gettext_noop(
        'The Python path to a settings module, e.g. "myproject.settings.main". If this isn\'t provided, the '
        "DJANGO_SETTINGS_MODULE environment variable will be used."
    ),
    gettext_noop('A directory to add to the Python path, e.g. "/home/djangoprojects/myproject".'),
    gettext_noop("Display a full stack trace on CommandError exceptions."),
    gettext_noop("Don't colorize the command output."),
    gettext_noop("Force colorization of the command output."),
    gettext_noop("Skip system checks."),
    gettext_noop("Updates database schema. Manages both apps with migrations and those without."),
    gettext_noop("App label of an application to synchronize the state."),
    gettext_noop(
        "Database state will be brought to the state after that migration. Use the name "
        '"zero" to unapply all migrations.'
    ),
    gettext_noop("Tells Django to NOT prompt the user for input of any kind."),
    gettext_noop('Nominates a database to synchronize. Defaults to the "default" database.'),
    gettext_noop("Mark migrations as run without actually running them."),
    gettext_noop(
        "Detect if tables already exist and fake-apply initial migrations if so. Make sure that the current "
        "database schema matches your initial migration before using this flag. Django will only check for an "
        "existing table name."
    ),
    gettext_noop("Shows a list of the migration actions that will be performed."),
    gettext_noop("Creates tables for apps without migrations."),
    gettext_noop(
        "Exits with a non-zero status if unapplied migrations exist and does not actually apply migrations."
    ),
    gettext_noop("Delete nonexistent migrations from the django_migrations table."),
    gettext_noop("Shows all available migrations for the current project"),
    gettext_noop("App labels of applications to limit the output to."),
    gettext_noop('Nominates a database to show migrations for. Defaults to the "default" database.'),
    gettext_noop(
        "Shows a list of all migrations and which are applied. With a verbosity level of 2 or above, the applied "
        "datetimes will be included."
    ),
    gettext_noop(
        "Shows all migrations in the order they will be applied. With a verbosity level of 2 or above all direct "
        "migration dependencies and reverse dependencies (run_before) will be included."
    ),
)

# What Django's own command says that ours goes on from, where it is asked for what there is not.
REFUSALS_OF_DJANGO = (
    gettext_noop("No installed app with label '%(app)s'."),
    gettext_noop("No installed app with label '%(app)s'. Did you mean '%(meant)s'?"),
    gettext_noop("App '%(app)s' does not have migrations."),
    gettext_noop("Can't use run_syncdb with app '%(app)s' as it has migrations."),
    gettext_noop("More than one migration matches '%(name)s' in app '%(app)s'. Please be more specific."),
    gettext_noop("Cannot find a migration matching '%(name)s' from app '%(app)s'."),
    gettext_noop("Migrations can be pruned only when an app is specified."),
    gettext_noop(
        "Conflicting migrations detected; multiple leaf nodes in the migration graph: (%(names)s).\n"
        "To fix them run 'python manage.py makemigrations --merge'"
    ),
)

# What stands for the value of an option or argument of Django's own, by the name that argparse would show.
NAMES_OF_DJANGO = {
    "settings": gettext_noop("MODULE"),
    "pythonpath": gettext_noop("FOLDER"),
    "app_label": gettext_noop("APPLICATION"),
    "migration_name": gettext_noop("MIGRATION"),
    "database": gettext_noop("DATABASE"),
}


class TerminalParser(CommandParser, Parser):
    """Ends as Django wants it to, in the words of the science's commands."""


class TerminalCommand(BaseCommand):
    def create_parser(self, prog_name: str, subcommand: str, **given: Any) -> CommandParser:
        """Return Django's parser in the reader's language; Django and argparse have English alone."""
        made = super().create_parser(prog_name, subcommand, add_help=False, **given)
        # What is a command's own stands before what all have, as with Django.
        made._actions.sort(
            key=lambda action: not DjangoHelpFormatter.show_last.isdisjoint(action.option_strings)
        )
        told = {words: _(words) for words in WORDS_OF_DJANGO}
        for action in made._actions:
            action.help = told.get(str(action.help), action.help)
            if action.metavar is None and not action.choices and action.dest in NAMES_OF_DJANGO:
                action.metavar = _(NAMES_OF_DJANGO[action.dest])
        return TerminalParser(
            language=language(),
            prog=made.prog,
            description=_(str(made.description)),
            parents=[made],
            called_from_command_line=made.called_from_command_line,
        )

    def execute(self, *given: Any, **options: Any) -> str | None:
        """Do it; who typed it is told in their language what stood against it, where Django puts a class before it."""
        try:
            said: str | None = super().execute(*given, **options)
        except CommandError as refused:
            # Checks of the system say all in lines of their own, and whoever asks for a traceback gets it.
            is_typed = getattr(self, "_called_from_command_line", False)
            is_ours = is_typed and not isinstance(refused, SystemCheckError)
            if not is_ours or options.get("traceback"):
                raise
            self.stderr.write(_("Not done: %(why)s") % {"why": within(in_words(str(refused)))})
            sys.exit(refused.returncode)
        return said


def in_words(refusal: str) -> str:
    """Return what Django says in the reader's language; what a command of ours says is in it already."""
    for words in REFUSALS_OF_DJANGO:
        pattern = re.sub(r"%\\\((\w+)\\\)s", r"(?P<\1>.+)", re.escape(words))
        if found := re.fullmatch(pattern, refusal):
            return _(words) % found.groupdict()
    return refusal


def within(said: str) -> str:
    """Return a sentence as it goes on after a colon; an abbreviation or a file's name keeps its letters."""
    return lower_start(said) if said[:1].isalpha() and said.split(" ")[0][1:].islower() else said

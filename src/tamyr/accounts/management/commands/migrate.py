from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections
from django.utils.translation import gettext as _

from tamyr.accounts.services.carrying_over import InBetween, carry_over
from tamyr.accounts.services.making_tables import make_tables
from tamyr.ui.pages.terminal import TerminalCommand

# Whoever asks for one of these wants something else than all tables.
OF_A_PART = ("app_label", "migration_name", "plan", "check_unapplied", "fake", "fake_initial", "prune")


class Command(TerminalCommand, migrate.Command):
    """Django's own command; a database of the version before is carried over first, and tables are made with less work.

    It has to happen here: Django refuses such a database before it runs any migration.
    """

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            carry_over(connections[options["database"]])
        except InBetween as error:
            raise CommandError(
                _(
                    "This database is of a version that cannot be carried over directly; it lacks %(missing)s. "
                    "Nothing was changed. Start it once with the version before this one, then again with this."
                )
                % {"missing": error}
            ) from error
        if not any(options[name] for name in OF_A_PART):
            self.verbosity = options["verbosity"]
            make_tables(connections[options["database"]], self.migration_progress_callback)
        super().handle(*args, **options)

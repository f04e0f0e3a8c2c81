from typing import Any

from django.core.management.base import CommandParser
from django.db import DEFAULT_DB_ALIAS, connections
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tamyr.accounts.services.carrying_over import bring_back
from tamyr.ui.pages.terminal import TerminalCommand


class Command(TerminalCommand):
    help = gettext_noop(
        "Make the database ready for the version before this one: docs/how-to/move-a-model.md."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, metavar=_("DATABASE"))

    def handle(self, *, database: str, **_options: Any) -> None:
        was_to_do = bring_back(connections[database])
        ready = _("The database is ready for the version before this one.")
        self.stdout.write(
            ready if was_to_do else _("The database is of the version before this one already.")
        )

from typing import Any

from django.apps import apps
from django.core.management.base import CommandError
from django.core.management.commands import showmigrations

from tamyr.ui.pages.terminal import TerminalCommand


class Command(TerminalCommand, showmigrations.Command):
    """Django's own command; an application that there is not is named in the reader's language."""

    def handle(self, *args: Any, **options: Any) -> None:
        for name in options["app_label"]:
            try:
                apps.get_app_config(name)
            except LookupError as error:
                # Django's status where a name is not known.
                raise CommandError(str(error), returncode=2) from error
        super().handle(*args, **options)

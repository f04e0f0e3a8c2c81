from typing import Any

from django.apps import apps
from django.core.management.base import CommandError
from django.core.management.commands import showmigrations
from django.utils.translation import gettext as _

from tamyr.ui.pages.terminal import TerminalCommand


class Command(TerminalCommand, showmigrations.Command):
    """Django's own command; an application that there is not is named in the reader's language."""

    def handle(self, *args: Any, **options: Any) -> None:
        known = {app.label for app in apps.get_app_configs()}
        for name in options["app_label"]:
            if name not in known:
                # Django's status, and its words.
                raise CommandError(_("No installed app with label '%(app)s'.") % {"app": name}, returncode=2)
        super().handle(*args, **options)

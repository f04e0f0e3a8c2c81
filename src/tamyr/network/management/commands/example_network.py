from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from tamyr.network.services.example import (
    RealNetworkHere,
    code_at,
    load_example_network,
    remove_example_network,
)
from tamyr.ui.pages.terminal import TerminalCommand

ACTS = ("load", "remove", "code")


class Command(TerminalCommand):
    help = gettext_noop(
        "Load the example network, remove it with all that hangs on it, or tell its current sign-in code."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        told = _("one of: %(values)s") % {"values": ", ".join(ACTS)}
        parser.add_argument("act", choices=ACTS, metavar=_("ACT"), help=told)

    def handle(self, *, act: str, **_options: Any) -> None:
        acts = {"load": self.load, "remove": self.remove, "code": self.code}
        self.stdout.write(acts[act]())

    def load(self) -> str:
        try:
            is_new = load_example_network(at=timezone.now())
        except RealNetworkHere as error:
            said = _("The register holds members or people of its own; the example network was not loaded.")
            raise CommandError(said) from error
        return _("The example network is loaded.") if is_new else _("The example network was loaded already.")

    def code(self) -> str:
        return code_at(timezone.now())

    def remove(self) -> str:
        count = remove_example_network(at=timezone.now())
        return ngettext("%(count)s example row removed.", "%(count)s example rows removed.", count) % {
            "count": count
        }

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tamyr.network.services.two_persons.keys import WaitsForACoordinator, change_field_keys
from tamyr.safety.models.encrypted import key_ring
from tamyr.ui.pages.terminal import TerminalCommand


class Command(TerminalCommand):
    help = gettext_noop(
        "Write every encrypted field anew with the first key of the key file, once a coordinator has agreed; "
        "the others may go then. The members are told."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--at-once",
            action="store_true",
            help=_(
                "in an emergency, without asking: all who act for members are told that nobody agreed to it"
            ),
        )

    def handle(self, *, at_once: bool, **_options: Any) -> None:
        try:
            written = change_field_keys(at=timezone.now(), at_once=at_once)
        except WaitsForACoordinator:
            self.stdout.write(
                _(
                    "Nothing is written yet: a coordinator has to agree first, and finds it on the desk now. Then run "
                    "this again. In an emergency: --at-once; the members are told that nobody agreed to it."
                )
            )
            return
        self.stdout.write(
            _("Texts written anew with the key %(key)s: %(count)s. Texts of other keys are left: none.")
            % {"count": written, "key": key_ring().current}
        )

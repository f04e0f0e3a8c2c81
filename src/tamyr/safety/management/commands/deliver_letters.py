from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tamyr.safety.management.commands.expire import telling_what_stays
from tamyr.safety.services.expiry import forget_old_letters
from tamyr.safety.services.faults import PartlyDone
from tamyr.safety.services.letters import deliver_due
from tamyr.ui.pages.terminal import TerminalCommand


class Command(TerminalCommand):
    help = gettext_noop(
        "Hand to the mail server the letters whose time has come, and forget those older than a month."
    )

    def handle(self, **_options: Any) -> None:
        now = timezone.now()
        with telling_what_stays():
            try:
                forget_old_letters(at=now)
            except PartlyDone:
                # One letter that cannot be deleted keeps no other one waiting.
                self.deliver(now)
                raise
        self.deliver(now)

    def deliver(self, now: datetime) -> None:
        sent, waiting = deliver_due(at=now)
        self.stdout.write(_("%(sent)s sent, %(waiting)s waiting") % {"sent": sent, "waiting": waiting})

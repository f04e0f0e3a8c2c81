from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tamyr.safety.services.letters import deliver_due, old_letters
from tamyr.ui.pages.terminal import TerminalCommand


class Command(TerminalCommand):
    help = gettext_noop(
        "Hand the letters that are due to the mail server, and forget those older than a month."
    )

    def handle(self, **_options: Any) -> None:
        now = timezone.now()
        old_letters(at=now).delete()
        sent, waiting = deliver_due(at=now)
        self.stdout.write(_("%(sent)s sent, %(waiting)s waiting") % {"sent": sent, "waiting": waiting})

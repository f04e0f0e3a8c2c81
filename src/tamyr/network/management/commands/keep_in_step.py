from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tamyr.network.services.members import bring_statuses_in_step
from tamyr.safety.services.faults import PartlyDone
from tamyr.ui.pages.terminal import TerminalCommand


class Command(TerminalCommand):
    help = gettext_noop(
        "Put into force what was set for a day once that day has come; the site does it itself every hour while it runs."
    )

    def handle(self, **_options: Any) -> None:
        try:
            changed = bring_statuses_in_step(at=timezone.now())
        except PartlyDone as partly:
            raise CommandError(
                _("This could not be brought in step, all the rest was: %(faults)s") % {"faults": partly}
            ) from partly
        self.stdout.write(_("Statuses of members that changed with the day: %(count)s") % {"count": changed})

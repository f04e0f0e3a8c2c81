from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from tamyr.network.services.members import bring_statuses_in_step


class Command(BaseCommand):
    help = (
        "Let what was set for a day hold once it has come; the site does it itself every hour while it runs."
    )

    def handle(self, **_options: Any) -> None:
        changed = bring_statuses_in_step(at=timezone.now())
        self.stdout.write(_("Statuses of members that changed with the day: %(count)s") % {"count": changed})

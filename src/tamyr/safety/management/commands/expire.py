from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from tamyr.safety.services.expiry import forget_what_ran_out


class Command(BaseCommand):
    help = "Delete what is no longer to be kept; the site does it itself every hour while it runs."

    def handle(self, **_options: Any) -> None:
        for what, count in forget_what_ran_out(at=timezone.now()).items():
            self.stdout.write(_("%(count)s deleted: %(what)s") % {"count": count, "what": what})

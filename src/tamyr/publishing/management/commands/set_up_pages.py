from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tamyr.publishing.services import set_up_site
from tamyr.ui.pages.terminal import TerminalCommand


class Command(TerminalCommand):
    help = gettext_noop("Make the first pages in each language, the editors’ rights and the second reading.")

    def handle(self, **options: Any) -> None:
        is_new = set_up_site(at=timezone.now())
        if options["verbosity"]:
            self.stdout.write(_("The pages are set up.") if is_new else _("The pages were set up already."))

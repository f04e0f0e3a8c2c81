from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamyr.calendars.services.addresses import end_what_holds_no_more
from tamyr.shared.background import background


@background(_("End calendar addresses of whoever may not have one any more"), every=timedelta(hours=1))
def end_addresses() -> None:
    end_what_holds_no_more(clock=timezone.now)

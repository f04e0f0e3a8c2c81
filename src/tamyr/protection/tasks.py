from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamyr.protection.services.checkins import tell_of_missed
from tamyr.shared.background import background


@background(
    _("Tell the two people whom somebody chose that they did not check in"), every=timedelta(minutes=1)
)
def tell_of_missed_check_ins() -> None:
    tell_of_missed(at=timezone.now())

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamyr.deliveries.services.sending import send_due
from tamyr.shared.background import background


@background(
    _("Send the letters that were released, and hold those of which nobody knows"),
    every=timedelta(minutes=1),
    limit=timedelta(minutes=30),
)
def send_letters() -> None:
    send_due(clock=timezone.now)

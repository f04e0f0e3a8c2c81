from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamyr.replies.services.fetching import fetch_mail
from tamyr.replies.services.reading import read_waiting
from tamyr.shared.background import background


@background(_("Read the letters that came in, and bring them to their demands"), every=timedelta(minutes=1))
def read_letters() -> None:
    read_waiting(at=timezone.now())


@background(
    _("Fetch letters from the mail server"),
    every=timedelta(minutes=5),
    is_wanted=lambda: bool(settings.MAIL_IN),
)
def fetch_letters() -> None:
    fetch_mail(server=settings.MAIL_IN, clock=timezone.now)

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamyr.replies.services.fetching import fetch_mail
from tamyr.replies.services.files import check_waiting
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


@background(
    _("Let the virus scanner look at files that it has not seen"),
    every=timedelta(minutes=10),
    is_wanted=lambda: settings.VIRUS_SCANNER is not None,
)
def check_files() -> None:
    check_waiting(scanner=settings.VIRUS_SCANNER, at=timezone.now())

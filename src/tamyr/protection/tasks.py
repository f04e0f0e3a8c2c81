from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamyr.protection.services.expiry import keep_time
from tamyr.protection.services.letters.checkins import tell_of_missed
from tamyr.protection.services.letters.expiry import tell_of_ends
from tamyr.shared.background import background


@background(_("Open locked accounts whose time has come"), every=timedelta(minutes=5))
def watch_the_time() -> None:
    keep_time(at=timezone.now())


@background(
    _("Tell the two people whom somebody chose that they did not check in"), every=timedelta(minutes=1)
)
def tell_of_missed_check_ins() -> None:
    tell_of_missed(at=timezone.now())


@background(_("Tell those who answer which letters are deleted soon"), every=timedelta(hours=1))
def tell_of_letters_that_run_out() -> None:
    tell_of_ends(at=timezone.now())

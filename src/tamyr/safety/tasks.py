from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamyr.safety.services.expiry import forget_what_ran_out
from tamyr.safety.services.letters import deliver_due
from tamyr.shared.background import background


@background(_("Forget what is kept for a while only"), every=timedelta(hours=1))
def expire() -> None:
    forget_what_ran_out(at=timezone.now())


@background(
    _("Hand letters to the mail server"),
    every=timedelta(minutes=1),
    is_wanted=lambda: bool(settings.MAIL_SERVER),
)
def deliver_letters() -> None:
    deliver_due(at=timezone.now())

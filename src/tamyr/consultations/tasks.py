from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamyr.consultations.services.taking_part import remind
from tamyr.shared.background import background


@background(_("Remind those who take part of consultations that end soon"), every=timedelta(hours=1))
def remind_of_ends() -> None:
    remind(at=timezone.now())

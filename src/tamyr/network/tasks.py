from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamyr.network.services.members import bring_statuses_in_step
from tamyr.shared.background import background


@background(_("Let what was set for a day hold once it has come"), every=timedelta(hours=1))
def keep_in_step() -> None:
    bring_statuses_in_step(at=timezone.now())

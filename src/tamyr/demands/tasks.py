from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from tamyr.demands.services.recounting import bring_days_in_step
from tamyr.shared.background import background


@background(
    _("Count anew by when bodies have to answer, where a law or a day off was corrected"),
    every=timedelta(hours=1),
    limit=timedelta(minutes=30),
)
def keep_days_in_step() -> None:
    bring_days_in_step()

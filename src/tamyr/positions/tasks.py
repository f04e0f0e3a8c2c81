from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamyr.positions.services.clocks import tell_who_runs_alone
from tamyr.positions.services.deciding import follow_decisions
from tamyr.shared.background import background


@background(_("Tell members that the authoritative text of a position runs alone"), every=timedelta(hours=1))
def watch_the_caps() -> None:
    tell_who_runs_alone(at=timezone.now())


@background(_("Adopt the positions that members decided to adopt"), every=timedelta(minutes=5))
def watch_the_decisions() -> None:
    follow_decisions(at=timezone.now())

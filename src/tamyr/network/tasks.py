from datetime import timedelta
from random import SystemRandom

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamyr.network.queries import visitor_on
from tamyr.network.services.members import bring_statuses_in_step
from tamyr.notices.services.telling import tell
from tamyr.shared.background import background


@background(_("Let what was set for a day hold once it has come"), every=timedelta(hours=1))
def keep_in_step() -> None:
    bring_statuses_in_step(at=timezone.now())


@background(_("Tell people what is new, on their desks and by letter"), every=timedelta(minutes=1))
def tell_people() -> None:
    # From a source that nobody can reckon: when a letter comes must not tell when something happened.
    tell(as_reader=visitor_on, clock=timezone.now, draw=SystemRandom().random)

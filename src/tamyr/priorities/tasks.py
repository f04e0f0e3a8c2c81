from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from tamyr.priorities.services.choosing import see_to_rounds
from tamyr.procedures.queries import database_now
from tamyr.shared.background import background


@background(_("Keep the outcome of rounds"), every=timedelta(minutes=1))
def keep_outcomes() -> None:
    see_to_rounds(clock=database_now)

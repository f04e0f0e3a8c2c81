"""Travel mode, to the traveller before it begins and to those who can end it."""

from datetime import datetime

from django.conf import settings

from tamyr.accounts.models import Person
from tamyr.protection.models import Travel
from tamyr.protection.queries.travels import ENOUGH, has_said, helpers_of, journey_of, lifting_words


def travel_page(person: Person, at: datetime) -> dict[str, object]:
    return {
        "planned": journey_of(person, at),
        # How many there are and not who: the page may be looked at by whoever stands beside the traveller.
        "helpers": len(helpers_of(person, at)),
        "enough": ENOUGH,
        "hours": settings.TRAVEL_HOURS,
    }


def journey_page(row: Travel, helper: Person, at: datetime) -> dict[str, object]:
    return {
        "row": row,
        "has_said": has_said(helper, row),
        "words": len(lifting_words(row, at)),
        "enough": ENOUGH,
        "hours": settings.TRAVEL_HOURS,
    }

"""Amendments as tests propose them."""

from typing import Any

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.positions.models import Amendment, Version
from tamyr.positions.queries.texts import places_of
from tamyr.positions.tests.writing import amendment


def proposed(draft: Version, by: Person, member: Member, **wanted: Any) -> Amendment:
    return amendment(draft, places_of(draft)[1], member, by, "Every government names the year.", **wanted)


def in_mandate(draft: Version, by: Person, member: Member) -> Amendment:
    return proposed(draft, by, member)


def of_substance(draft: Version, by: Person, member: Member) -> Amendment:
    return proposed(draft, by, member, nature="substance")

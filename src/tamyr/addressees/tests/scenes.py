"""What the tests of this room begin with, filled once a run (``tests.databases``)."""

from dataclasses import dataclass
from uuid import uuid4

from tests.databases import world
from tests.entry import signed_in
from tests.people import make_aygul, make_green_lake

from tamyr.accounts.models import Person
from tamyr.addressees.models import Holder, Institution, Office
from tamyr.addressees.services.keeping import add_row
from tamyr.addressees.tests.writing import CHANNEL, KNOWN, NOW, entered, typed, visiting
from tamyr.network.models import Member


@dataclass(frozen=True)
class EnteredBody:
    """A body with a road and the head of its office, all of it entered by Aygul of Example Green Lake."""

    green_lake: Member
    aygul: Person
    winds: Institution


@world("entered_body")
def fill_entered_body() -> EnteredBody:
    green_lake = make_green_lake()
    aygul = make_aygul(green_lake)
    body = entered(aygul)
    typed(signed_in(aygul), f"/en/addressees/{body.number}/add/channel/", CHANNEL)
    return EnteredBody(green_lake, aygul, body)


@world("named_holder", after="entered_body")
def fill_named_holder() -> Holder:
    body = Institution.objects.get(names__name="Example Agency of Winds")
    by, at = visiting(Person.objects.get(sign_in_name="aygul")), NOW
    more = {"reason": "", "by": by, "at": at, "institution": body}
    days = {"from_on": "2026-01-01", "until_on": ""}
    titles = {"kind": "head", "titles": {"en": "Head"}, **days, **KNOWN}
    office = add_row(subject="office", key=str(uuid4()), of=str(body.pk), facts=titles, **more)  # type: ignore[arg-type]
    named = {"name": "Example Person", **days, **KNOWN}
    row = add_row(subject="holder", key=str(uuid4()), of=str(office.pk), facts=named, **more)  # type: ignore[arg-type]
    assert isinstance(row, Holder) and isinstance(office, Office)
    return row

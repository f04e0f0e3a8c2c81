from uuid import uuid4

import pytest

from tamyr.accounts.models import Person
from tamyr.addressees.models import Holder, Institution, Office
from tamyr.addressees.services.keeping import add_row
from tamyr.addressees.tests.writing import CHANNEL, KNOWN, NOW, entered, signed_in, typed, visiting


@pytest.fixture
def winds(aygul: Person) -> Institution:
    body = entered(aygul)
    typed(signed_in(aygul), f"/en/addressees/{body.number}/add/channel/", CHANNEL)
    return body


@pytest.fixture
def holder(winds: Institution, aygul: Person) -> Holder:
    by, at = visiting(aygul), NOW
    more = {"reason": "", "by": by, "at": at, "institution": winds}
    days = {"from_on": "2026-01-01", "until_on": ""}
    titles = {"kind": "head", "titles": {"en": "Head"}, **days, **KNOWN}
    office = add_row(subject="office", key=str(uuid4()), of=str(winds.pk), facts=titles, **more)  # type: ignore[arg-type]
    named = {"name": "Example Person", **days, **KNOWN}
    row = add_row(subject="holder", key=str(uuid4()), of=str(office.pk), facts=named, **more)  # type: ignore[arg-type]
    assert isinstance(row, Holder) and isinstance(office, Office)
    return row

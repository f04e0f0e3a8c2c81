"""A second person looks up what another entered; a change takes that word away."""

import re

import pytest
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.addressees.models import Channel, Institution
from tamyr.addressees.tests.writing import (
    BODY,
    CHANNEL,
    entered,
    page_of,
    place,
    typed,
)

pytestmark = pytest.mark.django_db


def test_a_second_person_looks_it_up(aygul: Person, bela: Person) -> None:
    body = entered(aygul)
    look_up(aygul, body, "body", body.pk)
    assert Institution.objects.get(pk=body.pk).status == "seen", "not whoever entered it"
    look_up(bela, body, "body", body.pk)
    assert Institution.objects.get(pk=body.pk).status == "verified"
    typed(signed_in(aygul), place(body, f"body/{body.pk}/"), BODY, {"languages": "ru"})
    assert Institution.objects.get(pk=body.pk).status == "seen", "a change takes the second word away"


def look_up(person: Person, body: Institution, subject: str, key: object, page: str = "") -> str:
    """Press the button beside a row, on the page as it is or as it was opened before; return what is answered."""
    client, address = signed_in(person), place(body, f"{subject}/{key}/verify/")
    form = re.search(
        f'action="{address}".*?name="mark" value="([^"]+)"', page or page_of(client, place(body))
    )
    assert form is not None
    return client.post(address, {"mark": form[1]}, follow=True).content.decode()


def test_what_was_changed_meanwhile_is_not_looked_up(winds: Institution, bela: Person, dana: Person) -> None:
    body = winds
    road = Channel.objects.get(institution=body)
    seen = page_of(signed_in(bela), place(body))
    typed(signed_in(dana), place(body, f"channel/{road.pk}/"), CHANNEL, {"value": "phisher@example.net"})
    assert "It was changed while your page was open" in look_up(bela, body, "channel", road.pk, seen)
    road.refresh_from_db()
    assert (road.value, road.status) == ("phisher@example.net", "seen")
    seen = page_of(signed_in(bela), place(body))
    for _time in (1, 2):
        assert "a second person has looked it up" in look_up(bela, body, "channel", road.pk, seen)
    road.refresh_from_db()
    assert road.status == "verified"
    named = {"language": "en", "name": "Example Agency of Rain", "on": "2026-10-01", "reason": "Decree 1"}
    assert signed_in(dana).post(place(body, "rename/"), named).status_code == 302
    look_up(bela, body, "body", body.pk, seen)
    assert Institution.objects.get(pk=body.pk).status == "seen", "its name is looked up with it"


def test_another_name_takes_the_second_word_away_and_is_not_its_writers_to_give(
    aygul: Person, bela: Person, dana: Person
) -> None:
    body = entered(aygul)
    look_up(bela, body, "body", body.pk)
    named = {"language": "en", "name": "Example Agency of Rain", "on": "2026-10-01", "reason": "Decree 1"}
    signed_in(dana).post(place(body, "rename/"), named)
    assert Institution.objects.get(pk=body.pk).status == "seen"
    look_up(bela, body, "body", body.pk)
    other = {"language": "kk", "name": "Мысал агенттігі", "from_on": "", "until_on": ""}
    assert typed(signed_in(dana), place(body, "add/name/"), other).status_code == 302
    look_up(dana, body, "body", body.pk)
    assert Institution.objects.get(pk=body.pk).status == "seen", "not whoever added a name to it"
    look_up(bela, body, "body", body.pk)
    assert Institution.objects.get(pk=body.pk).status == "verified"

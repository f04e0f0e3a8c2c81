"""Two bodies become one, and two again, and a name goes: each by the word of two."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.entry import agree, sign_in, signed_in

from tamyr.accounts.models import Person
from tamyr.addressees.models import Channel, Holder, Institution, Office
from tamyr.addressees.queries.directory import channels_for, find_institution
from tamyr.addressees.services import two_persons
from tamyr.addressees.tests.writing import NOW, entered, page_of, visiting
from tamyr.network.rules import MayNot
from tamyr.safety.models import Proposal
from tamyr.safety.services.proposals import NotTheSecond, approve, refuse

pytestmark = pytest.mark.django_db
SEEN = {
    "status": "seen",
    "source_url": "https://www.example.org/storms/",
    "source_seen_on": date(2026, 11, 1),
}


@pytest.fixture
def storms(aygul: Person) -> Institution:
    return entered(aygul, "Example Agency of Storms", website="")


def merged(winds: Institution, storms: Institution, by: Person, second: Person) -> Proposal:
    made = two_persons.propose_merger(institution=winds, into=storms, why="Decree 1", by=visiting(by))
    return approve(proposal=made, by=second.pk, at=NOW)


def test_a_merged_body_leads_to_the_other_and_keeps_its_rows(
    winds: Institution, storms: Institution, aygul: Person, bela: Person
) -> None:
    given = {"into": str(storms.number), "why": "Decree 1"}
    answer = signed_in(aygul).post(f"/en/addressees/{winds.number}/merge/", given)
    proposal = Proposal.objects.get(kind=two_persons.MERGE)
    assert answer["Location"].endswith(f"/proposals/{proposal.pk}/")
    assert Institution.objects.get(pk=winds.pk).merged_into is None, "one person changes nothing"
    with pytest.raises(NotTheSecond):
        approve(proposal=proposal, by=aygul.pk, at=NOW)
    assert "Decree 1" in page_of(signed_in(bela), answer["Location"])
    approve(proposal=proposal, by=bela.pk, at=NOW)
    led = Client().get(f"/en/addressees/{winds.number}/")
    assert led.status_code == 302 and led["Location"] == f"/en/addressees/{storms.number}/"
    page = page_of(Client(), led["Location"])
    assert "winds@example.org" in page and "Merged into it" in page
    assert [road.value for road in channels_for(storms, "demand", NOW.date())] == ["winds@example.org"]
    assert f"/{winds.number}/" not in page_of(Client(), "/en/addressees/?part=winds")


def test_a_body_that_no_public_page_names_stands_for_another_one_to_the_network_alone(
    winds: Institution, storms: Institution, holder: Holder, aygul: Person, bela: Person
) -> None:
    Office.objects.filter(pk=holder.office_id).update(kind="focal_point")
    unsaid = {"status": "unverified", "source_url": "", "source_seen_on": None}
    Institution.objects.filter(pk=storms.pk).update(**unsaid)
    known: dict[str, Any] = {"institution": storms, "entered_at": NOW, **SEEN}
    Office.objects.create(kind="head", titles={"en": "Head of Storms"}, **known)
    Channel.objects.create(way="email", value="Storms@example.org", **known)
    merged(winds, storms, aygul, bela)
    for reader, name, number in (
        (Client(), "Example Agency of Winds", winds.number),
        (signed_in(bela), "Example Agency of Storms", storms.number),
    ):
        page = page_of(reader, "/en/addressees/?country=KAZ")
        line = f'<a href="/en/addressees/{number}/">{name}</a>'
        assert line in page[page.index('id="convention"') : page.index('<ul class="cards">')]
        cards = page[page.index('<ul class="cards">') :]
        assert re.findall(r">Example Agency of (\w+)</a>", cards) == [name.split()[-1]]
        read = page_of(reader, f"/en/addressees/{number}/")
        assert f"<h1>{name}" in read and "winds@example.org" in read
    for address in (f"{winds.number}/", f"{winds.number}/body.json", "?country=KAZ", "table.csv"):
        answer = Client().get(f"/en/addressees/{address}")
        assert answer.status_code == 200 and "Storms" not in answer.getvalue().decode()
    for address, told in (
        ("/en/addressees/table.csv", "Example Agency of Winds"),
        ("/en/addressees/directory.json", "Example Agency of Winds"),
        ("/sitemap.xml", f"/en/addressees/{winds.number}/<"),
    ):
        assert told in Client().get(address).getvalue().decode(), "found wherever others are"
    assert "Head of Storms" in read and "Storms@example.org" in read, "the network reads both"


def test_an_office_that_no_public_page_names_is_told_to_nobody_outside_beside_its_road(
    winds: Institution, bela: Person
) -> None:
    bare = Office.objects.create(
        institution=winds, kind="head", titles={"en": "Desk of Gusts"}, entered_at=NOW
    )
    Channel.objects.update(office=bare)
    for reader, is_told in ((Client(), False), (signed_in(bela), True)):
        page = page_of(reader, f"/en/addressees/{winds.number}/")
        assert "winds@example.org" in page and ("Desk of Gusts" in page) is is_told


def test_what_was_merged_stands_for_itself_again(
    winds: Institution, storms: Institution, aygul: Person, bela: Person
) -> None:
    merged(winds, storms, aygul, bela)
    page = page_of(signed_in(bela), f"/en/addressees/{storms.number}/")
    assert f"/en/addressees/{winds.number}/part/" in page
    answer = signed_in(bela).post(f"/en/addressees/{winds.number}/part/", {"why": "They are two."})
    proposal = Proposal.objects.get(kind=two_persons.PART)
    assert answer["Location"].endswith(f"/proposals/{proposal.pk}/")
    approve(proposal=proposal, by=aygul.pk, at=NOW)
    assert find_institution(visiting(aygul), winds.number) == winds
    assert channels_for(storms, "demand", NOW.date()) == []


def test_a_refused_merger_leaves_both(
    winds: Institution, storms: Institution, aygul: Person, bela: Person
) -> None:
    made = two_persons.propose_merger(institution=winds, into=storms, why="Same", by=visiting(aygul))
    refuse(proposal=made, by=bela.pk, reason="They are two.", at=NOW)
    assert Institution.objects.get(pk=winds.pk).merged_into is None


def test_no_body_is_merged_in_a_circle(
    winds: Institution, storms: Institution, aygul: Person, bela: Person
) -> None:
    other = two_persons.propose_merger(institution=storms, into=winds, why="Same", by=visiting(aygul))
    merged(winds, storms, aygul, bela)
    with pytest.raises(NotTheSecond):
        approve(proposal=other, by=bela.pk, at=NOW)
    with pytest.raises(two_persons.NotMergeable):
        two_persons.propose_merger(institution=storms, into=winds, why="Same", by=visiting(aygul))
    itself = signed_in(aygul).post(
        f"/en/addressees/{storms.number}/merge/", {"into": winds.number, "why": "x"}
    )
    assert itself.status_code == 422


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"kind": "ministry"}, "(Kind)"),
        ({"level": "regional"}, "(Level)"),
        ({"iso3": "UZB", "level": "local"}, "(Country, Level)"),
    ],
)
def test_what_is_of_another_country_level_or_kind_is_not_merged(
    winds: Institution, storms: Institution, aygul: Person, facts: dict[str, str], said: str
) -> None:
    Institution.objects.filter(pk=storms.pk).update(**facts)
    given = {"into": str(storms.number), "why": "Words to be kept"}
    answer = signed_in(aygul).post(f"/en/addressees/{winds.number}/merge/", given)
    assert answer.status_code == 422 and "Words to be kept" in answer.content.decode()
    assert said in answer.content.decode() and not Proposal.objects.exists()


def test_a_body_that_was_corrected_meanwhile_is_not_merged(
    winds: Institution, storms: Institution, aygul: Person, bela: Person
) -> None:
    made = two_persons.propose_merger(institution=winds, into=storms, why="Same", by=visiting(aygul))
    Institution.objects.filter(pk=storms.pk).update(kind="ministry")
    with pytest.raises(NotTheSecond):
        approve(proposal=made, by=bela.pk, at=NOW)
    assert Institution.objects.get(pk=winds.pk).merged_into is None


def test_a_name_goes_for_good_by_the_word_of_two(
    winds: Institution, holder: Holder, aygul: Person, bela: Person
) -> None:
    page = f"/en/addressees/{winds.number}/"
    assert "Example Person" in page_of(Client(), page)
    signed_in(aygul).post(f"{page}holders/{holder.pk}/take-away/", {"why": "They asked for it."})
    proposal = Proposal.objects.get(kind=two_persons.TAKE_AWAY)
    assert "Example Person" in page_of(Client(), page)
    approve(proposal=proposal, by=bela.pk, at=NOW)
    for address in (page, f"{page}body.json", "/en/addressees/table.csv", "/en/addressees/directory.json"):
        assert "Example Person" not in Client().get(address).getvalue().decode()
    assert "a name that was taken away" in page_of(Client(), page)
    assert signed_in(aygul).get(f"{page}holder/{holder.pk}/").status_code == 404
    with pytest.raises(MayNot):
        two_persons.propose_to_take_away(holder=holder, why="Again", by=visiting(bela))


def test_another_name_than_the_one_that_was_read_stays(
    winds: Institution, holder: Holder, aygul: Person, bela: Person
) -> None:
    made = two_persons.propose_to_take_away(holder=holder, why="They asked for it.", by=visiting(aygul))
    second = sign_in(Client(), bela)
    seen = page_of(second, f"/en/proposals/{made.pk}/")
    assert "Example Person" in seen
    holder.name = "Example Successor"
    holder.save()
    answer = agree(second, made.pk, seen)
    text = answer.content.decode()
    assert answer.status_code == 409 and "It was changed while your page was open" in text
    assert Holder.objects.get().name == "Example Successor" and "Example Successor" in text
    assert agree(second, made.pk, text).status_code == 302
    assert Holder.objects.get().name == ""


def test_who_keeps_no_directory_proposes_nothing(
    winds: Institution, storms: Institution, gita: Person
) -> None:
    with pytest.raises(MayNot):
        two_persons.propose_merger(institution=winds, into=storms, why="Same", by=visiting(gita))

"""Members make a demand from a clause, a suggestion or a question, in two languages, and two persons agree."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.demands.forms.making import plan_initial
from tamyr.demands.logic.contradictions import contradictions
from tamyr.demands.models import Backer, Demand, Origin, Source, Stage
from tamyr.demands.queries.demands import asked_by, contradicted_by
from tamyr.demands.queries.texts import draft_sha, plan_sha, words_sha
from tamyr.demands.services import making
from tamyr.demands.tests.asking import ENGLISH, NOON, RUSSIAN, made, plan, translated
from tamyr.network.models import Member
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import MayNot
from tamyr.positions.queries.positions import newest_version
from tamyr.positions.queries.texts import places_of
from tamyr.positions.tests.writing import adopted, begun
from tamyr.procedures.services import AtAnotherStage

pytestmark = pytest.mark.django_db
TYPED = {
    "authoritative": "en",
    "title": "Coal ends in 2035",
    "ask": "Close the last coal plant.",
    "fulfilled_when": "No plant burns coal.",
    "iso3": "KAZ",
    "theme": "fossil-fuel-phase-out",
    "due_on": "2040-06-01",
    "exposure": "public",
    "form_key": str(uuid4()),
}


def test_a_clause_of_an_adopted_position_becomes_a_demand(aygul: Person, green_lake: Member) -> None:
    position = begun(aygul, green_lake)
    adopted(position, aygul)
    clause = places_of(newest_version(position))[1]
    client = signed_in(aygul)
    sources = client.get("/en/demands/new/").content.decode()
    address = f"/en/demands/new/write/?position={position.number}&amp;clause={clause.code}"
    assert address in sources and clause.authoritative.text in sources
    address = address.replace("&amp;", "&")
    assert clause.authoritative.text in client.get(address).content.decode()
    answer = client.post(address, {**TYPED, "member": str(green_lake.pk)})
    demand = Demand.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/en/demands/{demand.number}/")
    assert (demand.origin, demand.code, demand.stage) == (Origin.POSITION, clause.code, Stage.DRAFT)
    page = client.get(f"/en/demands/{demand.number}/").content.decode()
    assert "A clause of the position" in page and "A second person has to agree" in page


def test_a_draft_says_who_will_read_it_and_nothing_of_what_became_of_it(
    aygul: Person, green_lake: Member
) -> None:
    client = signed_in(aygul)
    page = client.get(f"/en/demands/{made(aygul, green_lake).number}/").content.decode()
    assert "Everybody may read it once it is agreed." in page and "open: everybody" not in page
    assert "What became of it" not in page and "No addressee yet" not in page
    inside = made(aygul, green_lake, exposure="network")
    page = client.get(f"/en/demands/{inside.number}/").content.decode()
    assert "Do not pass it on." in page and "Everybody may read it" not in page


def test_the_same_form_twice_is_one_demand(aygul: Person, green_lake: Member) -> None:
    client, typed = signed_in(aygul), {**TYPED, "member": str(green_lake.pk)}
    for _time in range(2):
        assert client.post("/en/demands/new/write/", typed).status_code == 302
    assert Demand.objects.count() == 1


def test_a_clause_that_was_not_adopted_is_refused(aygul: Person, green_lake: Member) -> None:
    position = begun(aygul, green_lake)
    version = newest_version(position)
    code = places_of(version)[1].code
    with pytest.raises(MayNot):
        made(aygul, green_lake, source=Source(version=version, code=code))
    client = signed_in(aygul)
    assert client.get(f"/en/demands/new/write/?position={position.number}&clause={code}").status_code == 404
    assert client.get("/en/demands/new/write/?position=²&clause=x").status_code == 404


def test_two_persons_agree_once_it_is_whole_in_both_languages(
    aygul: Person, dana: Person, green_lake: Member
) -> None:
    demand = made(aygul, green_lake)
    with pytest.raises(making.NotWhole):
        making.agree_to_demand(demand=demand, sha=draft_sha(demand), actor=dana.pk, at=NOON)
    translated(demand, aygul, dana)
    with pytest.raises(MayNot):
        making.agree_to_demand(demand=demand, sha=draft_sha(demand), actor=aygul.pk, at=NOON)
    agreed_to = making.agree_to_demand(demand=demand, sha=draft_sha(demand), actor=dana.pk, at=NOON)
    assert (agreed_to.stage, agreed_to.agreed_by_id) == (Stage.AGREED, dana.pk)
    with pytest.raises(AtAnotherStage):
        making.write_words(
            demand=demand,
            language="en",
            base_sha=words_sha(demand, "en"),
            words=ENGLISH,
            actor=aygul.pk,
            at=NOON,
        )


def test_nobody_checks_their_own_translation_and_other_words_undo_a_check(
    aygul: Person, dana: Person, green_lake: Member
) -> None:
    demand = made(aygul, green_lake)
    row = making.write_words(
        demand=demand, language="ru", base_sha=words_sha(demand, "ru"), words=RUSSIAN, actor=aygul.pk, at=NOON
    )
    check: dict[str, Any] = {"demand": demand, "language": "ru", "sha": row.sha, "at": NOON}
    with pytest.raises(MayNot):
        making.check_words(actor=aygul.pk, **check)
    making.check_words(actor=dana.pk, **check)
    other = making.Words("Another title", ENGLISH.ask, ENGLISH.fulfilled_when)
    making.write_words(
        demand=demand, language="en", base_sha=words_sha(demand, "en"), words=other, actor=aygul.pk, at=NOON
    )
    with pytest.raises(making.NotWhole):
        making.agree_to_demand(demand=demand, sha=draft_sha(demand), actor=dana.pk, at=NOON)


def test_another_number_for_the_same_thing_is_shown_before_it_is_made(
    aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    first = made(bela, mountain_voice, subject="neutrality", target=2060)
    client = signed_in(aygul)
    typed = {**TYPED, "member": str(green_lake.pk), "subject": "neutrality", "target": "2050"}
    answer = client.post("/en/demands/new/write/", typed)
    assert answer.status_code == 422 and Demand.objects.count() == 1
    page = answer.content.decode()
    assert "Other demands ask for another number" in page and f"demand {first.number}" in page
    assert client.post("/en/demands/new/write/", {**typed, "seen": "1"}).status_code == 302
    assert (
        client.post(
            "/en/demands/new/write/", {**typed, "form_key": str(uuid4()), "target": "2060"}
        ).status_code
        == 422
    )
    same = {**typed, "form_key": str(uuid4()), "target": "2060", "iso3": "GEO"}
    assert client.post("/en/demands/new/write/", same).status_code == 302, "elsewhere it contradicts nobody"


def test_the_database_finds_what_contradicts_as_it_is_defined(aygul: Person, green_lake: Member) -> None:
    numbers = [("neutrality", 2050, None), ("neutrality", 2060, None), ("cut", 100, 2060), ("cut", 80, 2060)]
    numbers += [
        ("emissions", 0, 2050),
        ("emissions", 5, 2060),
        ("renewables", 50, 2030),
        ("renewables", 40, 2035),
    ]
    rows = [
        made(aygul, green_lake, subject=subject, target=target, target_year=year)
        for subject, target, year in numbers
    ]
    asked = {row.pk: asked_by(row) for row in rows}
    for row in rows:
        found = contradicted_by(visitor_on(aygul, NOON), asked[row.pk], most=20)
        assert {other.pk for other in found} == {
            other.key for other in contradictions(asked[row.pk], asked.values())
        }


def test_a_number_is_read_as_its_language_writes_it(aygul: Person, green_lake: Member) -> None:
    typed = {
        **TYPED,
        "member": str(green_lake.pk),
        "subject": "renewables",
        "target": "50,5",
        "target_year": "2030",
    }
    client = signed_in(aygul)
    assert client.post("/en/demands/new/write/", typed).status_code == 422
    page = client.post("/ru/demands/new/write/", {**typed, "title": ""}).content.decode()
    assert 'value="50,5"' in page, "the words come back as they were typed"
    assert client.post("/ru/demands/new/write/", typed).status_code == 302
    demand = Demand.objects.get()
    assert demand.target == Decimal("50.5")
    for language, said in (("en", "50.5"), ("ru", "50,5")):
        address = f"/{language}/demands/{demand.number}/"
        assert f'value="{said}"' in client.get(f"{address}plan/").content.decode()
        assert f"2030: {said}" in client.get(address).content.decode()


@pytest.mark.parametrize("typed", ["2040", "40"])
def test_a_number_comes_back_without_the_noughts_of_its_column(
    aygul: Person, green_lake: Member, typed: str
) -> None:
    subject = ("neutrality", None) if typed == "2040" else ("renewables", 2030)
    asked = dict(zip(("subject", "target_year", "target"), (*subject, Decimal(typed)), strict=True))
    demand = Demand.objects.get(pk=made(aygul, green_lake, **asked).pk)
    assert plan_initial(demand)["target"] == demand.target
    for language in ("en", "ru"):
        page = signed_in(aygul).get(f"/{language}/demands/{demand.number}/plan/").content.decode()
        assert f'name="target" value="{typed}"' in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"due_on": "2020-01-01"}, "still to come"),
        ({"subject": "neutrality"}, "Write the number"),
        ({"subject": "neutrality", "target": "2050", "target_year": "2050"}, "leave this empty"),
        ({"subject": "emissions", "target": "300"}, "Write the year"),
        ({"target": "12"}, "what this is a number of"),
        ({"exposure": "circle"}, "Say which"),
        ({"ask": ""}, "required"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_at_its_place(
    aygul: Person, green_lake: Member, wrong: dict[str, str], said: str
) -> None:
    typed = {**TYPED, "member": str(green_lake.pk), **wrong}
    answer = signed_in(aygul).post("/en/demands/new/write/", typed)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert TYPED["title"] in answer.content.decode(), "what was typed is given back"


def test_members_stand_behind_it_and_leave(
    demand: Demand, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    client, address = signed_in(bela), f"/en/demands/{demand.number}/"
    typed = {"member": str(mountain_voice.pk)}
    assert client.post(f"{address}back/", {**typed, "named": "1"}).status_code == 302
    assert "Example Mountain Voice" in client.get(address).content.decode()
    client.post(f"{address}back/", {**typed, "leave": "1"})
    assert Backer.objects.get(member=mountain_voice).left_on is not None
    assert client.post(f"{address}back/", {"member": str(green_lake.pk)}).status_code == 403


def test_a_plan_is_changed_until_it_is_agreed(demand: Demand, aygul: Person) -> None:
    with pytest.raises(AtAnotherStage):
        making.change_plan(
            demand=demand, base_sha=plan_sha(demand), plan=plan(iso3="GEO"), actor=aygul.pk, at=NOON
        )


def test_a_withdrawn_demand_says_so_and_why(demand: Demand, aygul: Person) -> None:
    client = signed_in(aygul)
    assert client.post(f"/en/demands/{demand.number}/withdraw/", {"why": ""}).status_code == 422
    assert (
        client.post(f"/en/demands/{demand.number}/withdraw/", {"why": "The law has changed."}).status_code
        == 302
    )
    page = Client().get(f"/en/demands/{demand.number}/").content.decode()
    assert "This demand is withdrawn" in page and "The law has changed." in page
    again = client.post(f"/en/demands/{demand.number}/withdraw/", {"why": "Once more, with words."})
    assert again.status_code == 409 and "Once more, with words." in again.content.decode()


def test_a_page_that_was_open_before_names_no_organisation_whose_colleague_left_its_name_unsaid(
    demand: Demand, bela: Person, mountain_voice: Member
) -> None:
    client, address = signed_in(bela), f"/en/demands/{demand.number}/back/"
    typed = {"member": str(mountain_voice.pk)}
    assert client.post(address, typed).status_code == 302
    late = client.post(address, {**typed, "named": "1"})
    assert late.status_code == 409 and "Read it as it stands now, then decide." in late.content.decode()
    assert not Backer.objects.get(member=mountain_voice).is_named
    # Whoever means it leaves first; a name is taken back at once.
    for change in ({"leave": "1"}, {"named": "1"}, {}):
        assert client.post(address, {**typed, **change}).status_code == 302
    assert not Backer.objects.get(member=mountain_voice).is_named

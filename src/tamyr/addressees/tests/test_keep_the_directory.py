"""Who speaks for a member enters bodies and corrects them; nothing is lost, and a second person looks it up."""

import json
from datetime import date
from importlib import import_module
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.test import Client
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.addressees.forms.entries import basis_of
from tamyr.addressees.models import Change, Channel, Holder, Institution, Office
from tamyr.addressees.services.keeping import enter_institution
from tamyr.addressees.tests.writing import (
    BODY,
    CHANNEL,
    KNOWN,
    NAMES,
    basis_in,
    entered,
    page_of,
    place,
    typed,
    visiting,
)
from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.safety.models import ExposureLevel

pytestmark = pytest.mark.django_db
ENTER = "/en/addressees/enter/"


def sent(person: Person, **given: str) -> Any:
    words = {"basis": basis_of(), "reason": "", **BODY, **NAMES, "email": "", **given}
    return signed_in(person).post(ENTER, words)


def test_a_body_is_entered_once_and_its_road_added(aygul: Person) -> None:
    client = signed_in(aygul)
    basis = basis_in(page_of(client, ENTER))
    for _time in (1, 2):
        answer = client.post(
            ENTER, {**BODY, **NAMES, "email": "", "reason": "", "basis": basis, "is_another": "1"}
        )
    body = Institution.objects.get(website="https://agency.example.org/")
    assert answer["Location"] == place(body) and body.names.count() == 2
    assert typed(client, place(body, "add/channel/"), CHANNEL).status_code == 302
    page = page_of(client, place(body))
    assert "winds@example.org" in page and "A signature." in page and "200 characters" in page
    assert Channel.objects.get(institution=body).fields == [
        {"name": "Subject", "limit": 200},
        {"name": "Text", "limit": 2000},
    ]


@pytest.mark.parametrize("who", ["foma", "gita", "emin"])
def test_who_speaks_for_no_member_changes_nothing(who: str, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(who)
    assert signed_in(person).post(ENTER, {**BODY, **NAMES}).status_code == 403
    with pytest.raises(MayNot):
        entered(person)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name_en": "", "name_ru": ""}, "Give its name in English or Russian"),
        ({"level": "international"}, "International is what is of no country"),
        ({"source_url": ""}, "Name the public page that says so"),
        ({"source_url": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"founded_on": "2020-01-02", "dissolved_on": "2020-01-01"}, "It ends before it begins"),
        ({"parent": "99999"}, "There is no body of this number"),
        ({"languages": "kk;ru"}, "Enter a valid value"),
        ({"name_own": "Жел"}, "together with that language’s code"),
        ({"basis": "forged"}, "This form was not made for this entry"),
    ],
)
def test_what_is_wrong_is_said_where_it_is_typed(aygul: Person, given: dict[str, str], said: str) -> None:
    answer = sent(aygul, **given)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert "agency.example.org" in answer.content.decode(), "what was typed is given back"


@pytest.mark.parametrize(
    "given",
    [
        {"name_en": "EXAMPLE agency  of winds", "website": ""},
        {"name_en": "", "name_ru": "Ехампле агенси оф виндс", "website": "https://www.agency.example.org"},
        {"name_en": "Another", "website": "", "email": "WINDS@example.org"},
    ],
)
def test_one_that_may_be_the_same_is_shown_first(
    winds: Institution, aygul: Person, given: dict[str, str]
) -> None:
    answer = sent(aygul, **given)
    assert answer.status_code == 409 and "Is it one of these?" in answer.content.decode()
    assert place(winds) in answer.content.decode()
    assert sent(aygul, **given, is_another="1").status_code == 302


def test_a_correction_keeps_what_was_before(aygul: Person) -> None:
    body = entered(aygul)
    answer = typed(
        signed_in(aygul),
        place(body, f"body/{body.pk}/"),
        BODY,
        {"website": "https://new.example.org/", "reason": "Moved"},
    )
    assert answer.status_code == 302
    change = Change.objects.filter(institution=body).first()
    assert change is not None and change.reason == "Moved"
    assert (change.before, change.after) == (
        {"website": "https://agency.example.org/"},
        {"website": "https://new.example.org/"},
    )
    assert "was https://agency.example.org/" in page_of(signed_in(aygul), place(body))


def test_the_history_names_no_organisation_that_its_reader_may_not_know_of(
    aygul: Person, bela: Person, cyra: Person, green_lake: Member
) -> None:
    page = place(entered(aygul))
    assert green_lake.name in page_of(signed_in(bela), page)
    green_lake.exposure, green_lake.site = ExposureLevel.SEALED, ""
    green_lake.guarded = json.dumps({"names": {"en": "Example in Hiding"}})
    green_lake.save()
    history = [
        page_of(signed_in(reader), page).partition('id="history"')[2] for reader in (aygul, bela, cyra)
    ]
    assert ["Example in Hiding" in told for told in history] == [True, False, False]


def test_the_history_is_told_in_words_and_not_in_codes(aygul: Person) -> None:
    page = page_of(signed_in(aygul), place(entered(aygul)))
    history = page[page.index('id="history"') :]
    for said in ("Kazakhstan", "Kazakh, Russian", "seen on the page named", "1 November 2026"):
        assert said in history
    assert "KAZ" not in history and "Founded on" not in history, "what is empty is left out"


def test_two_who_correct_at_once_lose_nothing(aygul: Person, bela: Person) -> None:
    body = entered(aygul)
    address, first = place(body, f"body/{body.pk}/"), signed_in(bela)
    opened = basis_in(page_of(first, address))
    typed(signed_in(aygul), address, BODY, {"languages": "ru"})
    given = {**BODY, "website": "https://bela.example.org/", "basis": opened, "reason": "mine"}
    answer = first.post(address, given)
    text = answer.content.decode()
    assert answer.status_code == 409 and "https://bela.example.org/" in text
    assert "<li>Site: https://agency.example.org/</li>" in text and "<code>" not in text
    assert Institution.objects.get(pk=body.pk).website == "https://agency.example.org/"


def test_a_body_bears_another_name_from_a_day_on(aygul: Person) -> None:
    body = entered(aygul)
    given = {"language": "en", "name": "Example Agency of Storms", "on": "2026-10-01", "reason": "Decree 1"}
    assert signed_in(aygul).post(place(body, "rename/"), given).status_code == 302
    page = page_of(signed_in(aygul), place(body))
    assert "<h1>Example Agency of Storms" in page and "Example Agency of Winds" in page
    again = signed_in(aygul).post(place(body, "rename/"), {**given, "name": "Other", "on": "2026-09-01"})
    assert again.status_code == 422
    third = {"language": "en", "name": "Third", "from_on": "", "until_on": ""}
    clash = typed(signed_in(aygul), place(body, "add/name/"), third)
    assert "rename the body instead" in clash.content.decode()


def test_a_holder_is_named_with_a_public_page_or_not_at_all(aygul: Person) -> None:
    body, client = entered(aygul), signed_in(aygul)
    office = {
        "kind": "head",
        "titles_en": "Head",
        "titles_ru": "Глава",
        "from_on": "",
        "until_on": "",
        **KNOWN,
    }
    typed(client, place(body, "add/office/"), office)
    address = place(body, f"offices/{Office.objects.get(institution=body).pk}/holder/")
    holder = {"name": "Example Person", "from_on": "2026-01-01", "until_on": ""}
    refused = typed(client, address, holder, {"status": "unverified", "source_url": "", "source_seen_on": ""})
    assert refused.status_code == 422 and "with a public page" in refused.content.decode()
    assert typed(client, address, holder, KNOWN).status_code == 302
    assert "Example Person" in page_of(Client(), place(body))
    kept = Change.objects.get(institution=body, subject="holder")
    assert "Example Person" not in str(kept.after), "the name stands in one place alone"


@pytest.mark.parametrize(
    "rest",
    [
        "body/none/",
        f"channel/{UUID(int=1)}/",
        "king/1/",
        "name/x/",
        "add/holder/",
        f"holders/{UUID(int=1)}/take-away/",
    ],
)
def test_what_is_not_there_is_not_found(aygul: Person, rest: str) -> None:
    assert signed_in(aygul).get(place(entered(aygul), rest)).status_code == 404


def test_a_row_of_another_body_is_not_found_here(aygul: Person) -> None:
    one, other = entered(aygul), entered(aygul, "Example Bureau of Rain", website="")
    assert signed_in(aygul).get(place(one, f"body/{other.pk}/")).status_code == 404


def test_a_later_release_writes_nothing_over_what_the_network_changed(cyra: Person) -> None:
    load = import_module("tamyr.addressees.migrations._directory").load
    own, untouched = Institution.objects.get(key="kaz-ecology"), Institution.objects.get(key="kaz-energy")
    facts = {**BODY, "kind": "ministry", "website": "https://own.example.org/"}
    typed(signed_in(cyra), place(own, f"body/{own.pk}/"), facts)
    Institution.objects.filter(pk=untouched.pk).update(website="https://old.example.org/")
    before = Institution.objects.count(), Channel.objects.count(), Holder.objects.count()
    load(apps)
    assert Institution.objects.get(pk=own.pk).website == "https://own.example.org/"
    assert Institution.objects.get(pk=untouched.pk).website == ""
    assert (Institution.objects.count(), Channel.objects.count(), Holder.objects.count()) == before


@pytest.mark.whole
def test_a_day_that_a_later_release_puts_right_leaves_no_second_name() -> None:
    body, before, right = Institution.objects.get(key="uzb-ecology"), date(2025, 11, 19), date(2025, 11, 18)
    body.names.filter(from_on=right).update(from_on=before)
    body.names.filter(until_on=right).update(until_on=before)
    import_module("tamyr.addressees.migrations.0005_for_the_climate_convention").load(apps, None)
    days = [(row.from_on, row.until_on) for row in body.names.filter(language="en")]
    assert sorted(days) == [(date(2023, 5, 31), right), (right, None)]


def test_who_lost_the_mandate_meanwhile_changes_nothing(aygul: Person) -> None:
    visitor = visiting(aygul)
    aygul.mandates.all().delete()
    with pytest.raises(MayNot):
        enter_institution(form_key=uuid4(), facts=BODY, names={"en": "Example"}, by=visitor, at=visitor.at)
    assert signed_in(aygul).get(ENTER).status_code == 403

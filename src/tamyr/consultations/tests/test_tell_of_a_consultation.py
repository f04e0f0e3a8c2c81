"""Whoever hears of a hearing tells the others, corrects what stands there, and says where its outcome is."""

import html
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.consultations.models import Consultation
from tamyr.consultations.queries.consultations import Choice, chosen
from tamyr.consultations.queries.texts import facts_sha
from tamyr.consultations.services import recording
from tamyr.consultations.services.locking import NotAnyMore
from tamyr.consultations.tests.calling import DAY, MUCH_LATER, NOON, SOURCE, page, told
from tamyr.demands.tests.asking import ministry
from tamyr.network.models import Member
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import MayNot

pytestmark = pytest.mark.django_db


def typed(member: Member, body: Any, **changed: Any) -> dict[str, Any]:
    soon = timezone.now() + 20 * DAY
    return {
        "member": str(member.pk), "language": "en", "title": "Example rules", "summary": "What should they say?",
        "institution": str(body.pk), "kind": "written", "theme": "clean-air", "way": "portal",
        "address": "https://portal.example.org/7/", "languages": ["kk", "ru"], "closes_on": f"{soon:%Y-%m-%d}",
        "closes_time": "18:00", "zone": "Asia/Almaty", "source_url": "https://portal.example.org/",
        "source_seen_on": f"{timezone.now():%Y-%m-%d}", "exposure": "public", "limit": "5000",
        "documents": "https://portal.example.org/a.pdf\nhttps://portal.example.org/b.pdf", "form_key": str(uuid4()),
        **changed,
    }  # fmt: skip


def test_what_a_delegate_tells_is_read_by_everybody_at_once(aygul: Person, green_lake: Member) -> None:
    form = typed(green_lake, ministry())
    answer = signed_in(aygul).post("/en/consultations/new/", form)
    made = Consultation.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/en/consultations/{made.number}/")
    assert (made.iso3, made.closes_there.hour, made.languages) == ("KAZ", 18, "kk ru")
    read = page(Client(), f"/en/consultations/{made.number}/")
    assert "Example rules" in read and "(Almaty)" in read and "https://portal.example.org/b.pdf" in read
    assert "Kazakh, Russian" in read and '<form method="post"' not in read


def test_the_same_form_twice_is_one_and_the_same_call_is_shown_before_it_is_told_again(
    aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    body = ministry()
    form = typed(green_lake, body)
    teller, client = signed_in(aygul), signed_in(bela)
    for _time in range(2):
        assert teller.post("/en/consultations/new/", form).status_code == 302
    other = typed(mountain_voice, body, title="The same rules")
    answer = client.post("/en/consultations/new/", other)
    assert answer.status_code == 422 and "This is likely recorded already" in answer.content.decode()
    assert Consultation.objects.count() == 1
    assert client.post("/en/consultations/new/", {**other, "seen": "1"}).status_code == 302


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"closes_on": "2020-01-01"}, "This moment is over."),
        # That night the clocks of Kyiv are put forward from three to four.
        (
            {"closes_on": "2027-03-28", "closes_time": "03:30", "zone": "Europe/Kyiv"},
            "put forward over this time",
        ),
        ({"iso3": "GEO"}, "This body is of another country"),
        ({"documents": "see the site"}, "“see” is no web address."),
        *(
            pytest.param(changed, said, marks=pytest.mark.whole)
            for changed, said in (
                ({"closes_on": "2999-01-01"}, "Is the year right?"),
                (
                    {"closes_on": "0001-01-01", "closes_time": "00:00", "zone": "Asia/Almaty"},
                    "Nothing ends or goes out in that year.",
                ),
                ({"opens_on": "2998-01-01"}, "It would end before it begins."),
                ({"zone": "Mars/Olympus"}, "Select a valid choice. Mars/Olympus is not one"),
                ({"institution": str(uuid4())}, "Select a valid choice."),
                ({"address": "javascript:alert(1)"}, "Write the web address of the page"),
                ({"source_url": "javascript:alert(1)"}, "Enter a valid URL."),
                ({"summary": "x" * 5000}, "at most 4000 characters (it has 5000)"),
                ({"form_key": "forged"}, "Not saved yet"),
            )
        ),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_bad_input_is_refused_at_its_place_and_gives_the_words_back(
    aygul: Person, green_lake: Member, changed: dict[str, str], said: str
) -> None:
    answer = signed_in(aygul).post("/en/consultations/new/", typed(green_lake, ministry(), **changed))
    read = answer.content.decode()
    assert answer.status_code == 422 and not Consultation.objects.exists()
    assert said in html.unescape(read)
    assert "Example rules" in read, "what was typed is given back"


def test_who_has_no_voice_tells_nothing(foma: Person, green_lake: Member) -> None:
    assert signed_in(foma).post("/en/consultations/new/", typed(green_lake, ministry())).status_code == 403
    assert Client().get("/en/consultations/new/").status_code == 302
    with pytest.raises(MayNot):
        told(foma, green_lake)


def test_the_outcome_is_noted_when_it_is_over(aygul: Person, green_lake: Member) -> None:
    made = told(aygul, green_lake, ends=NOON + DAY)
    outcome: dict[str, Any] = {"consultation": made, "source_url": SOURCE, "actor": aygul.pk}
    with pytest.raises(NotAnyMore):
        recording.note_outcome(on=NOON.date(), at=NOON, **outcome)
    with pytest.raises(recording.NotLater):
        recording.note_outcome(on=(NOON + 9 * DAY).date(), at=NOON + 2 * DAY, **outcome)
    recording.note_outcome(on=NOON.date(), at=NOON + 2 * DAY, **outcome)
    made.refresh_from_db()
    assert made.standing_at(NOON + 2 * DAY) == "outcome"


def test_how_it_stands_comes_from_the_clock_of_its_place(aygul: Person, green_lake: Member) -> None:
    opens = (NOON + 2 * DAY).date()
    made = told(aygul, green_lake, ends=NOON + 9 * DAY, opens_on=opens)
    midnight_there = datetime(opens.year, opens.month, opens.day, tzinfo=UTC) - timedelta(hours=5)
    second = timedelta(seconds=1)
    seen = [made.standing_at(at) for at in (midnight_there - second, midnight_there, NOON + 9 * DAY)]
    assert seen == ["announced", "open", "closed"]
    listed = (
        chosen(visitor_on(aygul, at), Choice(state="open"))
        for at in (midnight_there - second, midnight_there)
    )
    assert [made in found for found in listed] == [False, True], "and so does the list of what is open now"


def test_words_are_written_in_the_other_language_and_facts_corrected(
    aygul: Person, green_lake: Member
) -> None:
    made, client = told(aygul, green_lake), signed_in(aygul)
    address = f"/en/consultations/{made.number}/"
    assert "Example rules on methane" in page(Client(), f"/ru/consultations/{made.number}/")
    form = {"title": "Пример правил о метане", "summary": "Что измерять?", "who_may": "", "ground": ""}
    assert client.post(f"{address}words/ru/", form).status_code == 302
    assert "Пример правил о метане" in page(Client(), f"/ru/consultations/{made.number}/")
    assert client.get(f"{address}words/kk/").status_code == 404
    corrected = {**typed(green_lake, made.institution), "limit": "", "theme": "forests"}
    late = client.post(f"{address}change/", {**corrected, "base_sha": "of another page"})
    told_now = late.content.decode()
    assert late.status_code == 409 and "clean air" in told_now and f'value="{facts_sha(made)}"' in told_now
    late = client.post(f"{address}words/ru/", {**form, "title": "Другие слова"})
    told_now = late.content.decode()
    assert late.status_code == 409 and "Пример правил о метане" in told_now and "Другие слова" in told_now
    # A colleague corrects by whose clock it ends, and nothing else.
    opened = facts_sha(made)
    Consultation.objects.filter(pk=made.pk).update(zone="Asia/Tashkent")
    late = client.post(f"{address}change/", {**corrected, "base_sha": opened})
    assert late.status_code == 409 and "By the clock of: Tashkent" in late.content.decode()
    Consultation.objects.filter(pk=made.pk).update(zone=made.zone)
    corrected["base_sha"] = facts_sha(made)
    assert client.post(f"{address}change/", corrected).status_code == 302
    made.refresh_from_db()
    assert (made.theme, made.limit, made.closes_at) == ("forests", 0, MUCH_LATER)

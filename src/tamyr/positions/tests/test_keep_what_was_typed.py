"""A form with a mistake is lost nowhere: not beside a clause, and not where its page takes it no more."""

import re
from html import unescape

import pytest
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.positions.models import Stage, Version
from tamyr.positions.queries.texts import places_of
from tamyr.positions.services import beginning, writing
from tamyr.positions.tests.writing import NOON, amendment, check, opened, translate

pytestmark = pytest.mark.django_db
WORDS = "Nobody asked the town before the pit was dug. "


@pytest.mark.whole
def test_too_long_a_reason_why_the_meaning_is_unchanged_stands_in_its_form(
    draft: Version, aygul: Person, bela: Person
) -> None:
    place = places_of(draft)[1]
    translate(draft, place, "Правительства называют год.", bela, NOON)
    check(draft, place.code, aygul, NOON)
    sha = place.authoritative.sha
    writing.write_clause(version=draft, code=place.code, text="Other.", base_sha=sha, actor=aygul.pk, at=NOON)
    address = f"/en/positions/{draft.position.number}/clauses/{place.code}/unchanged/"
    typed = {"language": "ru", "base_sha": places_of(draft)[1].wordings["ru"].sha, "why": WORDS * 50}
    answer = signed_in(aygul).post(address, typed)
    shown = answer.content.decode()
    assert answer.status_code == 422 and shown.count(typed["why"].strip()) == 1
    assert "at most 2000 characters" in shown and "<details open>" in shown and "Not recorded" not in shown


def test_a_form_that_its_page_takes_no_more_gives_words_and_faults_back(
    draft: Version, aygul: Person
) -> None:
    beginning.withdraw_version(version=draft, actor=aygul.pk, at=NOON)
    place = f"/en/positions/{draft.position.number}"
    code = places_of(draft)[1].code
    client = signed_in(aygul)
    for address, typed, fault in (
        ("making/add/", {"kind": "heading", "text": WORDS * 200}, "Words: A clause has at most"),
        (f"clauses/{code}/translate/", {"language": "ru", "text": WORDS * 200}, "at most"),
    ):
        answer = client.post(f"{place}/{address}", typed)
        shown = unescape(answer.content.decode())
        assert answer.status_code == 422 and "Not recorded" in shown and fault in shown, address
        assert all(text.strip() in shown for name, text in typed.items() if name not in ("kind", "language"))
    assert Version.objects.get().stage == Stage.WITHDRAWN


def test_what_was_chosen_stands_in_the_form_again_after_a_refusal(
    draft: Version, aygul: Person, bela: Person, mountain_voice: Member
) -> None:
    place = places_of(draft)[1]
    made = amendment(draft, place, mountain_voice, bela, "Other words.", nature="substance")
    address = f"/en/positions/{draft.position.number}/amendments/{made.pk}/decided/"
    client = signed_in(aygul)
    shown = client.post(address, {"is_carried": "0", "how": WORDS * 50}).content.decode()
    assert re.search('value="0"[^>]*checked', shown) and shown.count((WORDS * 50).strip()) >= 1
    opened(draft, aygul)
    late = client.post(
        f"/en/positions/{draft.position.number}/making/add/", {"kind": "heading", "text": WORDS}
    )
    assert late.status_code == 409 and "Kind: heading" in late.content.decode()

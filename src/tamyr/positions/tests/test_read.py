"""People come with a browser: from the first word to the paper that is handed over, in two languages."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from tests.entry import signed_in
from tests.fonts import list_other_fonts

from tamyr.accounts.models import Person
from tamyr.evidence.queries.assessments import current_version
from tamyr.network.models import Circle, Member
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import MayNot
from tamyr.positions.forms.voicing import WordForm
from tamyr.positions.models import Amendment, Position, Stage, Version
from tamyr.positions.pages.making import making_of
from tamyr.positions.pages.paper import Annex, Paper, typeset
from tamyr.positions.queries.texts import places_of
from tamyr.positions.services import writing
from tamyr.positions.tests.scenes import TranslatedPosition
from tamyr.positions.tests.writing import (
    CLAUSES,
    DAY,
    DAYS,
    NOON,
    RUSSIAN,
    TITLE,
    adopted,
    begun,
    opened,
)
from tamyr.positions.views.making import word_form
from tamyr.procedures.models import Whose
from tamyr.shared.attempts import Refusal

pytestmark = pytest.mark.django_db
WHOLE = pytest.mark.whole


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def filled(member: Member, **changed: object) -> dict[str, object]:
    return {
        "member": str(member.pk),
        "title": "Clean air by 2035",
        "authoritative": "en",
        "scope": "all",
        "days": 14,
        "cap_days": 28,
        "accepts": ["language"],
        "is_public": "on",
        "form_key": str(uuid4()),
        **changed,
    }


def test_from_the_first_word_to_an_objection(
    aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    facilitator, other = signed_in(aygul), signed_in(bela)
    form = filled(green_lake)
    for _twice in range(2):
        assert facilitator.post("/en/positions/new/", form)["Location"] == "/en/positions/1/making/"
    version = Version.objects.get()
    place = f"/en/positions/{version.position.number}"
    title = places_of(version)[0].code
    clause = {"after": title, "kind": "clause", "text": "Every  town measures\u00ad its air."}
    assert facilitator.post(f"{place}/making/add/", clause).status_code == 302
    written = places_of(version)[1]
    assert written.authoritative.text == "Every town measures its air."
    assert "Every town measures its air." in page(other, f"{place}/making/")
    amended = {
        "member": str(mountain_voice.pk),
        "act": "replace",
        "nature": "language",
        "language": "en",
        "text": "Every village measures its air.",
        "reason": "Villages burn coal too.",
        "base_sha": written.authoritative.sha,
        "form_key": str(uuid4()),
    }
    assert other.post(f"{place}/clauses/{written.code}/amend/", amended).status_code == 302
    shown = page(facilitator, f"{place}/clauses/{written.code}/")
    assert re.search(r"<del>.*removed.*town.*</del><ins>.*added.*village", shown, re.S)
    # What is said of the words for those who hear the page is in its language, not in that of the words.
    assert (
        len(re.findall(r'<span class="visually-hidden" lang="en">(?:\[removed: |\[added: |\])</span>', shown))
        == 4
    )
    key, sha = Amendment.objects.get().pk, Amendment.objects.get().sha
    assert f'name="sha" value="{sha}"' in shown
    assert other.post(f"{place}/amendments/{key}/", {"act": "accept"}).status_code == 403
    assert facilitator.post(f"{place}/amendments/{key}/", {"act": "accept", "sha": sha}).status_code == 302
    assert "Every village measures its air." in page(other, f"{place}/making/")
    assert "town" in page(other, f"{place}/making/changes/")
    facilitator.post(f"{place}/making/open/")
    version.refresh_from_db()
    assert version.stage == Stage.OPEN


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"scope": "country"}, "Say which"),
        pytest.param({"scope": "coalition"}, "Say which", marks=WHOLE),
        ({"cap_days": 10}, "Not fewer than the days to object"),
        pytest.param({"title": "\u200b"}, "Nothing readable is left", marks=WHOLE),
        pytest.param({"title": "coal " * 4000}, "at most 4000 characters", marks=WHOLE),
    ],
)
def test_a_wrong_plan_says_what_and_keeps_the_rest(
    aygul: Person, green_lake: Member, changed: dict[str, object], said: str
) -> None:
    answer = signed_in(aygul).post("/en/positions/new/", filled(green_lake, **changed))
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not Position.objects.exists()


def test_words_typed_when_the_time_was_over_are_given_back(
    draft: Version, aygul: Person, bela: Person, mountain_voice: Member
) -> None:
    opened(draft, aygul)
    now = timezone.now()
    Version.objects.update(opened_at=now - 15 * DAY, closes_at=now - DAY)
    word = {"member": str(mountain_voice.pk), "stance": "aside", "reason": "We work on other things."}
    answer = signed_in(bela).post(f"/en/positions/{draft.position.number}/making/word/", word)
    shown = answer.content.decode()
    assert answer.status_code == 409 and "We work on other things." in shown and "Not recorded" in shown


@pytest.mark.parametrize(
    ("who", "is_inside"),
    [
        ("nobody", False),
        ("bela", True),
        pytest.param("gita", False, marks=WHOLE),
        pytest.param("emin", False, marks=WHOLE),
    ],
)
def test_nobody_outside_reads_a_word_before_it_is_adopted_or_what_is_for_members(
    who: str,
    is_inside: bool,
    position: Position,
    aygul: Person,
    green_lake: Member,
    request: pytest.FixtureRequest,
) -> None:
    whose = Whose("coalition", named=(green_lake,))
    part = begun(aygul, green_lake, whose=whose, is_public=False, title="Hidden words")
    adopted(part, aygul)
    client = Client() if who == "nobody" else signed_in(request.getfixturevalue(who))
    listed = page(client, "/en/positions/")
    assert client.get(f"/en/positions/{part.number}/").status_code == 404
    assert "Hidden words" not in listed + page(client, "/en/positions/feed.xml")
    if is_inside:
        assert "Hidden words" in page(signed_in(aygul), f"/en/positions/{part.number}/")
    else:
        assert client.get(f"/en/positions/{position.number}/").status_code == 404
        assert TITLE not in listed


def test_the_adopted_text_is_read_in_both_languages_and_says_which_counts(
    translated_position: TranslatedPosition, position: Position, aygul: Person
) -> None:
    version = adopted(position, aygul)
    english, russian = (page(Client(), f"/{code}/positions/{position.number}/") for code in ("en", "ru"))
    assert CLAUSES[1] in english and "The text that counts is this one: English." in english
    assert RUSSIAN[2] in russian and RUSSIAN[0] in russian
    facts = json.loads(english.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert facts["name"] == TITLE and facts["identifier"] == f"sha256:{version.text_hash}"
    assert version.text_hash in english and "<s>" not in english
    how = f"had {DAYS} days to object, and silence counted as consent."
    assert how in english and how in page(Client(), f"/en/positions/{position.number}/position.txt")
    feed = page(Client(), "/en/positions/feed.xml")
    assert TITLE in feed and f"/en/positions/{position.number}/#version-1" in feed


def test_the_paper_is_made_of_the_words_alone(
    position: Position, draft: Version, aygul: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = places_of(draft)[1]
    hostile = '#panic("x") $x$ *bold* <b>&amp; \\ "quoted"'
    writing.write_clause(
        version=draft,
        code=place.code,
        text=hostile,
        base_sha=place.authoritative.sha,
        actor=aygul.pk,
        at=NOON,
    )
    version = adopted(position, aygul)
    made = Client().get(f"/en/positions/{position.number}/position.pdf").content
    monkeypatch.setenv(*list_other_fonts(tmp_path))
    again = Client().get(f"/en/positions/{position.number}/position.pdf").content
    assert made.startswith(b"%PDF-") and made == again
    text = page(Client(), f"/en/positions/{position.number}/position.txt")
    assert hostile in text and version.text_hash in text and "Nobody has signed it yet." in text


def test_a_paper_ties_what_the_site_says_and_leaves_what_was_adopted() -> None:
    """Two papers that differ by one space of a clause are two; by one of a sentence that the site says, one."""
    loose, tied = "Coal falls by 50 % and to 3 Mt.", "Coal falls by 50\u00a0% and to 3\u00a0Mt."
    quoted = Annex("Kazakhstan", (loose,), "Version 1")
    said: dict[str, Any] = {name: "Said by the site" for name in ("signatures_heading", "annex_heading")}
    empty: dict[str, Any] = dict.fromkeys(
        ("subtitle", "authority", "annex_note", "hash_line", "address", "page_label"), ""
    )
    words: dict[str, Any] = {
        "title": loose,
        "lines": (("1", loose, False),),
        "annex": (quoted,),
        "signatures": (),
    }
    paper = Paper(language="en", made_at=NOON, **said, **empty, **words)
    as_adopted = typeset(paper)
    assert typeset(replace(paper, annex=(replace(quoted, sentences=(tied,)),))) == as_adopted
    assert typeset(replace(paper, title=tied)) != as_adopted
    assert typeset(replace(paper, lines=(("1", tied, False),))) != as_adopted


def test_evidence_is_quoted_by_its_version(figures: None, aygul: Person, green_lake: Member) -> None:
    cache.clear()
    position = begun(aygul, green_lake)
    client, place = signed_in(aygul), f"/en/positions/{position.number}"
    assert client.post(f"{place}/making/quote/", {"iso3": "KAZ"}).status_code == 302
    assert client.post(f"{place}/making/quote/", {"iso3": "XXX"}).status_code == 422
    adopted(position, aygul)
    name = current_version("KAZ")
    for shown in (page(Client(), f"{place}/"), page(Client(), f"{place}/position.txt")):
        assert "Kazakhstan" in shown and f"assessment/{name}/" in shown and "quoted in one version" in shown
    assert Version.objects.get().stage == Stage.ADOPTED


@pytest.mark.parametrize(
    "outside",
    ["dana", pytest.param("bela", marks=WHOLE), pytest.param("cyra", marks=WHOLE)],
)
def test_what_a_circle_adopts_its_people_alone_read(
    outside: str,
    aygul: Person,
    bela: Person,
    green_lake: Member,
    forest_circle: Circle,
    request: pytest.FixtureRequest,
) -> None:
    whose = Whose("circle", circle=forest_circle)
    inside = begun(aygul, green_lake, whose=whose, is_public=False)
    own = signed_in(aygul)
    assert "The circle “Forests”" in page(own, f"/en/positions/{inside.number}/making/")
    adopted(inside, aygul)
    for client in (Client(), signed_in(request.getfixturevalue(outside))):
        assert client.get(f"/en/positions/{inside.number}/").status_code == 404
        assert "Coal leaves" not in page(client, "/en/positions/") + page(client, "/en/positions/feed.xml")
    assert "Coal leaves" in page(own, "/en/positions/")
    with pytest.raises(MayNot):
        begun(bela, None, whose=whose, is_public=False)


@pytest.mark.parametrize(("who", "finds"), [("bela", True), pytest.param("gita", False, marks=WHOLE)])
def test_one_page_shows_what_is_open_to_whoever_may_know_of_it(
    who: str, finds: bool, draft: Version, aygul: Person, request: pytest.FixtureRequest
) -> None:
    opened(draft, aygul)
    for reader, may in ((signed_in(request.getfixturevalue(who)), finds), (Client(), False)):
        assert (TITLE in page(reader, "/en/decisions/")) is may


@pytest.mark.parametrize(
    ("status", "told", "mark"), [(422, Refusal("A slip."), "read"), (409, Refusal("Moved."), "now")]
)
def test_a_slip_that_its_page_tells_above_does_not_take_a_former_text_for_read(
    draft: Version, aygul: Person, status: int, told: Refusal, mark: str
) -> None:
    making = making_of(opened(draft, aygul), visitor_on(aygul, NOON))
    typed = WordForm(QueryDict("sha=read"), clauses=())
    shown = word_form(
        making.own[0],
        making,
        status,
        {"speaking_for": making.own[0].member, "word_form": typed, "refused": told},
    )
    assert shown["sha"].value() == (making.sha if mark == "now" else mark)

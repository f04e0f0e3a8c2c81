"""Members amend clause by clause: each act by those who may, in its state, and nothing merged by itself."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import MayNot
from tamyr.notices.models import Happening
from tamyr.positions.models import Version
from tamyr.positions.models.amendments import Answer
from tamyr.positions.queries.amendments import amendments_on, comments_on
from tamyr.positions.queries.texts import find_place, places_of
from tamyr.positions.services import amending, writing
from tamyr.positions.services.two_persons import unchanged
from tamyr.positions.tests.amending import in_mandate, of_substance, proposed
from tamyr.positions.tests.writing import CLAUSES, NOON, amendment, check, translate
from tamyr.procedures.services import MovedMeanwhile
from tamyr.safety.services.proposals import NotTheSecond, approve

pytestmark = pytest.mark.django_db
WHOLE = pytest.mark.whole
HOUR = timedelta(hours=1)


def test_an_accepted_amendment_changes_the_text_and_says_why(
    draft: Version, aygul: Person, bela: Person, mountain_voice: Member
) -> None:
    made = proposed(draft, bela, mountain_voice)
    amending.accept_amendment(amendment=made, sha=made.sha, actor=aygul.pk, at=NOON)
    assert places_of(draft)[1].authoritative.text == "Every government names the year."
    change = draft.changes.get(act="amended")
    assert (change.before, change.reason, change.member) == (CLAUSES[0], made.reason, mountain_voice)


def test_nobody_accepts_what_the_mandate_does_not_cover_or_their_own(
    draft: Version, aygul: Person, cyra: Person, bela: Person, mountain_voice: Member, green_lake: Member
) -> None:
    for made, actor in (
        (of_substance(draft, bela, mountain_voice), aygul),
        (in_mandate(draft, bela, mountain_voice), cyra),
        (in_mandate(draft, aygul, green_lake), aygul),
    ):
        with pytest.raises(MayNot):
            amending.accept_amendment(amendment=made, sha=made.sha, actor=actor.pk, at=NOON)
    assert places_of(draft)[1].authoritative.text == CLAUSES[0]


def test_two_on_one_clause_stand_side_by_side_and_the_second_is_written_anew(
    draft: Version, aygul: Person, bela: Person, dana: Person, mountain_voice: Member, green_lake: Member
) -> None:
    first = proposed(draft, bela, mountain_voice)
    second = amendment(
        draft, places_of(draft)[1], green_lake, dana, "Governments name the very year.", NOON + HOUR
    )
    code = first.code
    shown = amendments_on(draft, visitor_on(aygul, NOON), code)
    assert [(line.amendment, line.waits, line.has_moved) for line in shown] == [
        (first, True, False),
        (second, True, False),
    ]
    amending.accept_amendment(amendment=first, sha=first.sha, actor=aygul.pk, at=NOON)
    with pytest.raises(MayNot):
        amending.accept_amendment(amendment=second, sha=second.sha, actor=aygul.pk, at=NOON)
    sha = places_of(draft)[1].authoritative.sha
    anew = amending.write_amendment_anew(
        amendment=second, text="Every government names the very year.", base_sha=sha, actor=dana.pk, at=NOON
    )
    with pytest.raises(MovedMeanwhile, match="names the very year"):
        amending.accept_amendment(amendment=anew, sha=second.sha, actor=aygul.pk, at=NOON)
    second = anew
    amending.accept_amendment(amendment=second, sha=second.sha, actor=aygul.pk, at=NOON)
    assert places_of(draft)[1].authoritative.text == "Every government names the very year."


def test_one_clause_more_and_one_less_keep_the_others_codes(
    draft: Version, aygul: Person, bela: Person, mountain_voice: Member
) -> None:
    before = [place.code for place in places_of(draft)]
    after = amendment(
        draft,
        places_of(draft)[1],
        mountain_voice,
        bela,
        "Parliaments vote on it.",
        act="after",
        nature="form",
    )
    away = amendment(draft, places_of(draft)[2], mountain_voice, bela, "", act="delete", nature="form")
    for made in (after, away):
        amending.accept_amendment(amendment=made, sha=made.sha, actor=aygul.pk, at=NOON)
    places = places_of(draft)
    assert [place.number for place in places] == ["", "1", "2", "3"]
    assert places[2].authoritative.text == "Parliaments vote on it."
    assert [place.code for place in places if place.code in before] == [*before[:2], before[3]]


def test_an_amendment_against_words_that_moved_while_it_was_typed_is_refused(
    draft: Version, aygul: Person, bela: Person, mountain_voice: Member
) -> None:
    seen = places_of(draft)[1]
    writing.write_clause(
        version=draft,
        code=seen.code,
        text="Quicker words.",
        base_sha=seen.authoritative.sha,
        actor=aygul.pk,
        at=NOON,
    )
    with pytest.raises(MovedMeanwhile):
        amendment(draft, seen, mountain_voice, bela, "Slower words.")


@pytest.mark.parametrize(
    ("carried", "text"),
    [(True, "Every government names the year."), pytest.param(False, CLAUSES[0], marks=WHOLE)],
)
def test_what_members_decided_takes_the_word_of_two(
    carried: bool,
    text: str,
    draft: Version,
    aygul: Person,
    bela: Person,
    cyra: Person,
    mountain_voice: Member,
) -> None:
    made = of_substance(draft, bela, mountain_voice)
    by = visitor_on(aygul, NOON)
    asked = unchanged.propose_decided(amendment=made, is_carried=carried, how="The meeting of May.", by=by)
    for nobody in (aygul, bela):
        with pytest.raises(NotTheSecond):
            approve(proposal=asked, by=nobody.pk, at=NOON + HOUR)
    approve(proposal=asked, by=cyra.pk, at=NOON + HOUR)
    made.refresh_from_db()
    assert (made.answer, places_of(draft)[1].authoritative.text) == (Answer.DECIDED, text)
    told = Happening.objects.filter(kind="amendment-answered", scope=mountain_voice.pk)
    assert told.exists(), "its organisation hears of it, as of any other answer"


def test_what_members_carried_is_not_taken_in_once_the_clause_has_other_words(
    draft: Version, aygul: Person, bela: Person, cyra: Person, mountain_voice: Member
) -> None:
    made, by = of_substance(draft, bela, mountain_voice), visitor_on(aygul, NOON)
    asked = unchanged.propose_decided(amendment=made, is_carried=True, how="The meeting of May.", by=by)
    quicker = amendment(draft, places_of(draft)[1], mountain_voice, bela, "Governments name it.")
    amending.accept_amendment(amendment=quicker, sha=quicker.sha, actor=aygul.pk, at=NOON)
    with pytest.raises(NotTheSecond):
        approve(proposal=asked, by=cyra.pk, at=NOON + HOUR)


def test_that_a_meaning_is_unchanged_takes_the_word_of_two_and_holds_for_those_words_alone(
    draft: Version, aygul: Person, bela: Person, cyra: Person
) -> None:
    place = places_of(draft)[1]
    translate(draft, place, "Правительства называют год.", bela, NOON)
    check(draft, place.code, aygul, NOON)

    def rewrite(text: str) -> Any:
        sha = places_of(draft)[1].authoritative.sha
        writing.write_clause(version=draft, code=place.code, text=text, base_sha=sha, actor=aygul.pk, at=NOON)
        return places_of(draft)[1].wordings["ru"]

    stale = rewrite("Governments name the year when the last coal plant closes.")
    assert stale.is_stale and not stale.is_ready
    asked = unchanged.propose_unchanged(text=stale.row, why="A word only.", by=visitor_on(aygul, NOON))
    with pytest.raises(NotTheSecond):
        approve(proposal=asked, by=aygul.pk, at=NOON + HOUR)
    approve(proposal=asked, by=bela.pk, at=NOON + HOUR)
    assert places_of(draft)[1].wordings["ru"].is_ready
    late = rewrite("Governments close the last coal plant.")
    asked = unchanged.propose_unchanged(text=late.row, why="A word only.", by=visitor_on(aygul, NOON))
    rewrite("Nobody closes anything.")
    with pytest.raises(NotTheSecond):
        approve(proposal=asked, by=bela.pk, at=NOON + HOUR)


def test_comments_stay_with_a_clause_and_say_that_it_was_another_wording(
    draft: Version, aygul: Person, bela: Person, mountain_voice: Member
) -> None:
    code = places_of(draft)[1].code
    for _twice in range(2):
        amending.comment(
            version=draft,
            code=code,
            words="Which year?",
            member=mountain_voice,
            form_key=UUID(int=7),
            actor=bela.pk,
            at=NOON,
        )
    visitor = visitor_on(aygul, NOON)

    def shown() -> list[tuple[str, bool]]:
        place = find_place(draft, code)
        assert place is not None
        return [(line.comment.words, line.is_of_earlier) for line in comments_on(draft, visitor, place)]

    assert shown() == [("Which year?", False)]
    sha = places_of(draft)[1].authoritative.sha
    writing.write_clause(version=draft, code=code, text="By 2035.", base_sha=sha, actor=aygul.pk, at=NOON)
    assert shown() == [("Which year?", True)]
    made = draft.position.comments.get()
    with pytest.raises(MayNot):
        amending.withdraw_comment(comment=made, version=draft, actor=aygul.pk, at=NOON)
    amending.withdraw_comment(comment=made, version=draft, actor=bela.pk, at=NOON)
    assert shown() == []

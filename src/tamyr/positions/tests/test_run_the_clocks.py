"""Each language has its own days to object; an end is computed, and no translation holds things up for ever."""

from datetime import datetime, timedelta

import pytest

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.network.queries.desk.calls import calls_for
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import MayNot
from tamyr.positions.logic.clocks import Window, closes_at, runs_alone
from tamyr.positions.models import Stage, Stance, Version
from tamyr.positions.queries.amendments import words_on
from tamyr.positions.queries.texts import begun_of, clocks_shown, places_of
from tamyr.positions.services import amending, voicing
from tamyr.positions.services.clocks import tell_who_runs_alone
from tamyr.positions.services.locking import NotWhole
from tamyr.positions.tests.scenes import TranslatedPosition
from tamyr.positions.tests.writing import (
    CAP,
    DAY,
    DAYS,
    NOON,
    amendment,
    begun,
    check,
    opened,
    spoken,
    translate,
)
from tamyr.procedures.models import Whose
from tamyr.procedures.services import NotNow

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("en", "ru", "end", "alone"),
    [
        (0, 0, 14, False),
        (0, 5, 19, False),
        (5, 0, 19, False),
        (0, 16, 30, False),
        # Would end on day 31: from day 30 on the authoritative text runs alone.
        (0, 17, 30, True),
        (0, None, 30, True),
        (25, None, 39, True),
    ],
)
def test_the_latest_clock_ends_it_and_a_cap_lets_none_wait_for_ever(
    en: int, ru: int | None, end: int, alone: bool
) -> None:
    window = Window("en", NOON, DAYS, CAP)
    clocks = {"en": NOON + en * DAY, "ru": None if ru is None else NOON + ru * DAY}
    assert (closes_at(clocks, window), runs_alone(clocks, window)) == (NOON + end * DAY, alone)


def begins(version: Version) -> dict[str, datetime | None]:
    version.refresh_from_db()
    return begun_of(version)


def test_a_translation_starts_its_clock_once_it_is_whole_and_checked(
    draft: Version, aygul: Person, bela: Person, dana: Person
) -> None:
    version = opened(draft, aygul)
    assert begins(version) == {"en": NOON, "ru": None}
    places = places_of(version)
    for place in places:
        translate(version, place, "Перевод машины", bela, NOON + DAY, machine=True)
    for place in places[:-1]:
        check(version, place.code, dana, NOON + 2 * DAY)
    assert begins(version)["ru"] is None, "one clause is still a machine’s"
    check(version, places[-1].code, dana, NOON + 3 * DAY)
    assert begins(version) == {"en": NOON, "ru": NOON + 3 * DAY}
    assert version.closes_at == NOON + (3 + DAYS) * DAY


def test_nobody_checks_their_own_translation(draft: Version, aygul: Person, bela: Person) -> None:
    place = places_of(draft)[1]
    translate(draft, place, "Перевод", bela, NOON)
    with pytest.raises(MayNot):
        check(draft, place.code, bela, NOON)


def test_a_change_of_a_translation_restarts_its_clock_alone(
    translated_position: TranslatedPosition,
    draft: Version,
    aygul: Person,
    bela: Person,
    mountain_voice: Member,
) -> None:
    version = opened(draft, aygul)
    better = amendment(version, places_of(version)[1], mountain_voice, bela, "Лучше.", language="ru")
    amending.accept_amendment(amendment=better, sha=better.sha, actor=aygul.pk, at=NOON + 4 * DAY)
    assert begins(version) == {"en": NOON, "ru": NOON + 4 * DAY}
    assert version.closes_at == NOON + (4 + DAYS) * DAY


def test_a_change_of_the_authoritative_text_restarts_all_and_makes_translations_stale(
    translated_position: TranslatedPosition,
    draft: Version,
    aygul: Person,
    bela: Person,
    dana: Person,
    mountain_voice: Member,
) -> None:
    version = opened(draft, aygul)
    place = places_of(version)[1]
    better = amendment(version, place, mountain_voice, bela, "Every government names the year.")
    amending.accept_amendment(amendment=better, sha=better.sha, actor=aygul.pk, at=NOON + 4 * DAY)
    assert begins(version) == {"en": NOON + 4 * DAY, "ru": None}
    changed = places_of(version)[1]
    assert changed.wordings["ru"].is_stale and changed.code == place.code
    translate(version, changed, "Каждое правительство называет год.", bela, NOON + 5 * DAY)
    check(version, changed.code, dana, NOON + 5 * DAY)
    assert begins(version)["ru"] == NOON + 5 * DAY


def test_who_spoke_before_the_text_was_changed_is_asked_again(
    draft: Version, aygul: Person, bela: Person, mountain_voice: Member
) -> None:
    version = opened(draft, aygul)
    better = amendment(version, places_of(version)[1], mountain_voice, bela, "Every government names it.")
    spoken(version, mountain_voice, bela, Stance.ASSENT, NOON + DAY)

    def asked(at: datetime) -> list[str]:
        return [call.title for call in calls_for(visitor_on(bela, at)) if call.title.startswith("Position")]

    assert asked(NOON + 2 * DAY) == []
    amending.accept_amendment(amendment=better, sha=better.sha, actor=aygul.pk, at=NOON + 2 * DAY)
    assert len(asked(NOON + 2 * DAY)) == 1
    assert [shown.is_of_earlier for shown in words_on(version, visitor_on(bela, NOON + 2 * DAY))] == [True]


def test_members_are_told_once_that_the_authoritative_text_runs_alone(
    draft: Version, aygul: Person, bela: Person, mountain_voice: Member
) -> None:
    version, capped = opened(draft, aygul), NOON + CAP * DAY
    better = amendment(version, places_of(version)[1], mountain_voice, bela, "Every government names it.")
    amending.accept_amendment(amendment=better, sha=better.sha, actor=aygul.pk, at=NOON + 25 * DAY)
    assert [tell_who_runs_alone(at=at) for at in (capped - SECOND, capped, capped)] == [0, 1, 0]
    version.refresh_from_db()
    assert version.closes_at == NOON + (25 + DAYS) * DAY
    assert [(clock.language, clock.runs_alone) for clock in clocks_shown(version)] == [
        ("en", True),
        ("ru", False),
    ]


def test_a_text_without_a_clause_is_not_put_before_members(
    draft: Version, aygul: Person, green_lake: Member
) -> None:
    draft.clauses.filter(place__gt=0).update(removed_at=NOON)
    with pytest.raises(NotWhole):
        opened(draft, aygul)


def test_the_last_second_counts_and_then_the_text_and_the_voices_rest(
    draft: Version, aygul: Person, bela: Person, mountain_voice: Member
) -> None:
    version = opened(draft, aygul)
    end = version.closes_at
    assert end is not None
    spoken(version, mountain_voice, bela, Stance.ASSENT, end - SECOND)
    with pytest.raises(NotNow):
        spoken(version, mountain_voice, bela, Stance.ASSENT, end)
    with pytest.raises(NotNow):
        amendment(version, places_of(version)[1], mountain_voice, bela, "Later.", at=end)
    with pytest.raises(NotNow):
        voicing.record_outcome(version=version, actor=aygul.pk, at=end - SECOND)


def test_silence_is_consent_and_binds_the_text(
    translated_position: TranslatedPosition, draft: Version, aygul: Person, bela: Person, dana: Person
) -> None:
    version = opened(draft, aygul)
    assert version.closes_at is not None
    ended = voicing.record_outcome(version=version, actor=aygul.pk, at=version.closes_at)
    assert (ended.stage, ended.bound, len(ended.text_hash)) == (Stage.ADOPTED, "en ru", 64)


def test_an_objection_that_stands_fails_it_and_one_turned_aside_does_not(
    draft: Version, aygul: Person, bela: Person, mountain_voice: Member
) -> None:
    version = opened(draft, aygul)
    code = places_of(version)[1].code
    against = {"code": code, "reason": "Too late a year.", "change": "2035"}
    spoken(version, mountain_voice, bela, Stance.OBJECTION, NOON + DAY, **against)
    spoken(version, mountain_voice, bela, Stance.ASIDE, NOON + 2 * DAY)
    assert [(word.stance, word.code) for word in version.words.all()] == [("aside", "")]
    spoken(version, mountain_voice, bela, Stance.OBJECTION, NOON + 2 * DAY, **against)
    # The form of a lifted objection still holds its reason: it is not said of a consent.
    spoken(version, mountain_voice, bela, Stance.ASSENT, NOON + 2 * DAY, reason=against["reason"])
    assert [(word.stance, word.reason) for word in version.words.all()] == [("assent", "")]
    spoken(version, mountain_voice, bela, Stance.OBJECTION, NOON + 3 * DAY, **against)
    assert version.closes_at is not None
    ended = voicing.record_outcome(version=version, actor=aygul.pk, at=version.closes_at)
    assert (ended.stage, ended.text_hash) == (Stage.FAILED, "")


def test_a_member_outside_its_scope_is_neither_asked_nor_heard(
    aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    position = begun(aygul, green_lake, whose=Whose("country", "KAZ"))
    version = opened(position.versions.get(), aygul)
    asked = {
        person.sign_in_name: [
            call.title for call in calls_for(visitor_on(person, NOON + DAY)) if "Position" in call.title
        ]
        for person in (aygul, bela)
    }
    assert asked == {"aygul": ["Position: Coal leaves the region by 2040"], "bela": []}
    with pytest.raises(MayNot):
        spoken(version, mountain_voice, bela, Stance.ASSENT, NOON + DAY)
    spoken(version, green_lake, aygul, Stance.ASSENT, NOON + DAY)
    assert [call for call in calls_for(visitor_on(aygul, NOON + DAY)) if "Position" in call.title] == []

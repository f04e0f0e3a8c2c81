"""Acts with sealed letters and their keys, check-ins, journeys, and of those who lock and open."""

from datetime import timedelta

from tamyr.protection.models import Case, CheckIn, LockDown, SealingKey, Travel
from tamyr.protection.services import lockdowns, travels
from tamyr.protection.services.letters import cases, checkins, keys
from tamyr.protection.services.letters.giving import give_on
from tamyr.protection.services.letters.holds import let_go
from tamyr.safety.logic.sealing.seeds import identity_from, public_key_of
from tamyr.safety.logic.sealing.texts import seal
from tests.house.acts import DAY, WORDS, Act, Scene

NEW_KEY = public_key_of(identity_from(b"n" * 32))
REPLY_KEY = public_key_of(identity_from(b"r" * 32))


def letter() -> Case:
    return Case.objects.get()


def key_of(scene: Scene, role: str) -> SealingKey:
    return SealingKey.objects.get(responder__person=scene.cast.people[role], ended_at=None)


def sealed(scene: Scene) -> cases.SealedText:
    return cases.seal_here(WORDS, at=scene.at, also_to=[REPLY_KEY])


def another_key(scene: Scene) -> SealingKey:
    """Let the deputy take a new key into use, which the letter of the cast is not sealed to."""
    return keys.keep_key(public=NEW_KEY, **scene.acting("deputy").visitor)


def way_kept(scene: Scene) -> SealingKey:
    public = key_of(scene, "deputy").public
    return keys.keep_way(public=public, wrapped="locked", passkey="", passkey_wrapped="", **scene.visitor)


LETTERS = {
    "write a letter": Act(
        "guest",
        lambda s: cases.open_case(
            sealed=cases.seal_here(WORDS, at=s.at), token="t", reply_key=REPLY_KEY, form_key="f", **s.visitor
        ),
        "letter.received",
        "letter-came",
        again="",
        strangers=(),
        in_hand=False,
    ),
    "write more": Act(
        "guest",
        lambda s: cases.write_more(case=letter(), sealed=sealed(s), form_key="f", **s.visitor),
        "letter.continued",
        "letter-came",
        again="",
        strangers=(),
        in_hand=False,
    ),
    "let a letter go": Act(
        "guest",
        lambda s: let_go(case=letter(), **s.visitor),
        "letter.let_go",
        "letter-let-go",
        again="",
        strangers=(),
        in_hand=False,
    ),
    "answer a letter": Act(
        "deputy",
        lambda s: cases.answer(case=letter(), sealed=s.made, form_key="f", **s.visitor),
        "letter.answered",
        make=sealed,
        again="",
    ),
    "see to a letter": Act(
        "deputy", lambda s: cases.take_over(case=letter(), **s.visitor), "letter.taken", again="letter.taken"
    ),
    "close a letter": Act(
        "deputy",
        lambda s: cases.close_case(case=letter(), **s.visitor),
        "letter.closed",
        again="letter.closed",
    ),
    "make a key": Act(
        "deputy",
        lambda s: keys.keep_key(public=NEW_KEY, **s.visitor),
        "letter_key.made",
        "letter-key-made",
        again="",
    ),
    "keep one more way to a key": Act("deputy", way_kept, "letter_key.way_kept", again="letter_key.way_kept"),
    "promise a pace": Act(
        "deputy",
        lambda s: keys.promise_pace(hours=48, **s.visitor),
        "letter_pace.promised",
        again="letter_pace.promised",
    ),
    "give a letter on": Act(
        "other delegate",
        lambda s: give_on(
            item=letter().items.get(),
            content=seal(WORDS, [NEW_KEY], least=cases.LETTER_SIZE),
            public=NEW_KEY,
            **s.visitor,
        ),
        "letter.given_on",
        make=another_key,
        again="",
    ),
    "step down": Act("deputy", lambda s: keys.step_down(**s.visitor), "responder.stepped_down"),
}


def planned(scene: Scene) -> checkins.CheckInPlan:
    first, second = scene.cast.people["deputy"], scene.cast.people["coordinator"]
    return checkins.CheckInPlan(first=first, second=second, words=WORDS, hours=5)


CHECK_INS = {
    "set a check-in": Act(
        "delegate",
        lambda s: checkins.set_check_in(planned=planned(s), **s.visitor),
        "check_in.set",
        again="check_in.set",
    ),
    "say that all is well": Act(
        "delegate",
        lambda s: checkins.confirm(**s.visitor),
        "check_in.ended",
        again="",
        strangers=("locked", "traveller"),
    ),
    "put a check-in later": Act(
        "delegate",
        lambda s: checkins.put_later(hours=9, **s.visitor),
        "check_in.put_later",
        again="check_in.put_later",
        make=lambda _scene: CheckIn.objects.update(told_at=None),
        strangers=("locked", "traveller"),
    ),
}


def another_journey(scene: Scene) -> Travel:
    return travels.set_out(
        from_at=scene.at + 5 * DAY, until_at=scene.at + 9 * DAY, **scene.acting("delegate").visitor
    )


def said_back(scene: Scene) -> Travel:
    return travels.say_back(travel=Travel.objects.get(), **scene.acting("other delegate").visitor)


def locked_down(scene: Scene) -> LockDown:
    """Lock the account of the cast by nobody's word, so that anybody's is a new one."""
    lapses_at = scene.at + timedelta(days=9)
    locked = scene.cast.people["locked"]
    return LockDown.objects.create(
        person=locked, stage="locked", asked_at=scene.at, locked_at=scene.at, lapses_at=lapses_at
    )


JOURNEYS = {
    "set out": Act(
        "delegate",
        lambda s: travels.set_out(until_at=s.at + 9 * DAY, **s.visitor),
        "person.journey_set support.journey_set",
        "support-travel",
        strangers=("locked", "traveller"),
    ),
    "stay here": Act(
        "delegate",
        lambda s: travels.stay_here(**s.visitor),
        "person.journey_set support.journey_cancelled",
        again="",
        make=another_journey,
        strangers=("locked", "traveller"),
    ),
    "take back that somebody is back": Act(
        "other delegate",
        lambda s: travels.take_word_back(travel=Travel.objects.get(), **s.visitor),
        "support.press_taken_back person.journey_set",
        make=said_back,
    ),
    "say that an account may open": Act(
        "editor",
        lambda s: lockdowns.say_open(lock_down=s.made, **s.visitor),
        "support.pressed",
        "support-opening",
        again="",
        make=locked_down,
    ),
    "keep an account locked": Act(
        "editor",
        lambda s: lockdowns.say_longer(lock_down=s.made, **s.visitor),
        "support.pressed",
        again="",
        make=locked_down,
    ),
}
OF_LETTERS = {**LETTERS, **CHECK_INS, **JOURNEYS}

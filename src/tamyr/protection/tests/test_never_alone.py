"""Whatever people press in whatever order: nobody alone locks an account, opens one, or ends a journey."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.conf import settings as site
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.people import give_mandate, make_person

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.network.queries import visitor_on
from tamyr.network.rules import MayNot
from tamyr.protection.models import Contact, LockDown, Travel
from tamyr.protection.services.contacts import NotThis, accept_contact, end_contact, name_contact
from tamyr.protection.services.expiry import keep_time
from tamyr.protection.services.lockdowns import ask_to_lock, say_longer, say_open, take_press_back
from tamyr.protection.services.travels import say_back, set_out, stay_here, take_word_back
from tamyr.protection.tests.trusted import hold_key, trust

# Who: and whose other account it is. Three of them, and both of Aygul's, hold a key.
HUMANS = {"aygul": "", "own": "aygul", "bela": "", "other": "bela", "foma": "", "dana": "", "karim": "", "lola": ""}  # fmt: skip
KEYS = {"aygul": "KAZ", "own": "GEO", "dana": "KAZ", "karim": "GEO", "lola": "KAZ"}
ACTS = ("lock", "lock", "take back", "open", "open", "longer", "set out", "back", "not back", "stay", "name", "accept", "end")  # fmt: skip
WAITS = (0, 0, 0, 1, 12, 24, 24, 100, 340)
REFUSALS = (MayNot, NotThis)
STEP = st.tuples(
    st.sampled_from(ACTS),
    st.sampled_from(tuple(HUMANS)),
    st.sampled_from(tuple(HUMANS)),
    st.sampled_from(WAITS),
)
# Most walks would never come to what begins with a lock or a journey.
BEGINNINGS = {
    "new": [],
    "locked": [("lock", "bela", "bela", 0), ("lock", "foma", "bela", 1)],
    "travelling": [("set out", "aygul", "bela", 0)],
}


@pytest.fixture
def people(green_lake: Member) -> dict[str, Person]:
    cast = {name: make_person(name, name) for name in HUMANS}
    for name, human in HUMANS.items():
        cast[name].email = f"{human or name}@example.org"
        cast[name].save()
    for name, country in KEYS.items():
        hold_key(cast[name], country)
    for name in ("aygul", "dana", "other"):
        give_mandate(cast[name], green_lake)
    trust(cast["aygul"], cast["bela"], cast["foma"])
    return cast


@dataclass
class Story:
    """What was done to Aygul's account, and what each human has said for it."""

    people: dict[str, Person]
    now: datetime = field(default_factory=timezone.now)
    said: dict[str, list[tuple[str, datetime]]] = field(default_factory=lambda: defaultdict(list))
    changes: list[str] = field(default_factory=list)

    def state(self) -> tuple[bool, bool]:
        aygul = Person.objects.get(sign_in_name="aygul")
        return aygul.locked_at is not None, aygul.travels_at(self.now)

    def take(self, act: str, name: str, other: str, hours: int) -> None:
        locked, travels = self.state()
        self.now += timedelta(hours=hours)
        keep_time(at=self.now)
        self.look(locked, travels)
        locked, travels = self.state()
        try:
            with transaction.atomic():
                do(act, self.people[name], self.people[other], self.now)
        except REFUSALS:
            pass
        else:
            self.said[act].append((HUMANS[name] or name, self.now))
        self.look(locked, travels)

    def look(self, was_locked: bool, travelled: bool) -> None:
        locked, travels = self.state()
        if locked and not was_locked:
            self.changes.append("locked")
            assert len(self.humans("lock", site.LOCK_REQUEST_HOURS)) >= 2
            self.locked_at = self.now
        if was_locked and not locked:
            self.changes.append("opened")
            assert self.lapsed() or self.opened_by_three()
        if travelled and not travels:
            self.changes.append("back")
            assert len(self.humans("back")) >= 2

    def humans(self, act: str, hours: int = 10_000) -> set[str]:
        since = self.now - timedelta(hours=hours)
        return {human for human, at in self.said[act] if at > since and human != "aygul"}

    def lapsed(self) -> bool:
        renewed = LockDown.objects.order_by("-ended_at").first()
        assert renewed is not None
        # Made longer: by two others than those who locked it.
        assert renewed.renewals == 0 or len(self.humans("longer")) >= 2
        return self.now - self.locked_at >= timedelta(days=site.LOCK_DAYS)

    def opened_by_three(self) -> bool:
        words = [(human, at) for human, at in self.said["open"] if human != "aygul"]
        countries = {KEYS[human] for human, _at in words}
        waited = self.now - min(at for _human, at in words)
        enough = len({human for human, _at in words}) >= 3 and len(countries) >= 2
        return enough and waited >= timedelta(hours=site.UNLOCK_HOURS)


def do(act: str, person: Person, other: Person, at: datetime) -> None:
    by = visitor_on(Person.objects.get(pk=person.pk), at)
    aygul = Person.objects.get(sign_in_name="aygul")
    lock_down = LockDown.objects.filter(person=aygul).order_by("-asked_at").first()
    travel = Travel.objects.filter(person=aygul).order_by("-from_at").first()
    contacts = Contact.objects.filter(person=aygul, trusted=other, ends_at=None)
    if act == "lock":
        ask_to_lock(subject=aygul, by=by)
    elif act == "set out":
        # By Aygul alone: the others stay to press.
        set_out(by=visitor_on(aygul, at))
    elif act == "stay":
        stay_here(by=visitor_on(aygul, at))
    elif act == "name":
        name_contact(subject=aygul, trusted=other, by=visitor_on(aygul, at))
    elif act == "accept":
        for contact in Contact.objects.filter(person=aygul, trusted=person, ends_at=None):
            accept_contact(contact=contact, by=by)
    elif act == "end":
        for contact in contacts:
            end_contact(contact=contact, by=visitor_on(aygul, at))
    elif act in ("back", "not back") and travel is not None:
        {"back": say_back, "not back": take_word_back}[act](travel=travel, by=by)
    elif act in ("take back", "open", "longer") and lock_down is not None:
        {"take back": take_press_back, "open": say_open, "longer": say_longer}[act](
            lock_down=lock_down, by=by
        )
    else:
        raise MayNot


def told(steps: list[tuple[str, str, str, int]], people: dict[str, Person]) -> list[str]:
    """Take the steps in a transaction that is undone; return what changed."""
    with transaction.atomic():
        story = Story(people)
        for step in steps:
            story.take(*step)
        transaction.set_rollback(True)
    return story.changes


def test_the_story_knows_each_change(people: dict[str, Person]) -> None:
    """The walk proves something only because each of the three can come about."""
    steps = [("lock", "bela", "bela", 0), ("lock", "foma", "bela", 1)]
    steps += [("open", name, "bela", 0) for name in ("dana", "karim", "lola")] + [
        ("stay", "dana", "dana", 24)
    ]
    steps += [("set out", "aygul", "bela", 0), ("back", "dana", "bela", 0), ("back", "foma", "bela", 0)]
    assert told([*steps, ("stay", "dana", "dana", 24)], people) == ["locked", "opened", "back"]


@pytest.mark.parametrize(
    ("examples", "steps"),
    [
        # On each change the story above is told, which holds each of the three.
        pytest.param(15, 12, marks=pytest.mark.whole),
        pytest.param(50, 12, marks=pytest.mark.whole),
        pytest.param(500, 50, marks=[pytest.mark.trial, pytest.mark.timeout(1800)]),
    ],
)
def test_nobody_does_it_alone(people: dict[str, Person], examples: int, steps: int) -> None:
    @settings(max_examples=examples)
    @given(st.sampled_from(sorted(BEGINNINGS)), st.lists(STEP, max_size=steps))
    def walk(beginning: str, further: list[tuple[str, str, str, int]]) -> None:
        told([*BEGINNINGS[beginning], *further], people)

    walk()

"""A long walk of acts, rights, paces, clocks and crashes: nobody is told twice, nobody is forgotten."""

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from tamyr.accounts.models import Person
from tamyr.notices.models import Happening, MailPlan, Notice, Pace
from tamyr.notices.services import forget_scope
from tamyr.notices.services.happenings import look_at
from tamyr.notices.services.telling import choose_pace
from tamyr.notices.tests.newsroom import SCOPE, Killed, Newsroom, act, killed_at, tell_at
from tamyr.safety.models import Letter

# Clocks shift in Kyiv and Chisinau on 28 March 2027, in New York two weeks before; in Almaty never.
START = datetime(2027, 3, 24, 5, tzinfo=UTC)
ZONES = ("Asia/Almaty", "Europe/Kyiv", "Europe/Chisinau", "America/New_York", "UTC")
PACES = ("once", "daily", "weekly", "none")


class Walk:
    """One walk, with what it remembers itself: never asked of what it tries."""

    def __init__(self, newsroom: Newsroom, seed: int) -> None:
        self.room, self.random, self.now = newsroom, Random(seed), START + timedelta(minutes=seed % 1440)
        self.people = [newsroom.newcomer(f"w{seed}-{n}", zone=zone) for n, zone in enumerate(ZONES)]
        for person in self.people:
            self.change_pace(person)
        self.acts: list[tuple[UUID, UUID | None]] = []
        self.actors: dict[UUID, set[UUID | None]] = defaultdict(set)
        self.letters: dict[UUID, list[datetime]] = defaultdict(list)
        self.told: dict[UUID, set[UUID]] = defaultdict(set)
        self.lost: set[tuple[UUID, UUID]] = set()
        self.crashes = 0

    def step(self) -> None:
        choices: list[tuple[int, Callable[[], None]]] = [
            (20, self.do_act),
            (5, self.do_again),
            (4, self.undo_act),
            (6, self.lose_right),
            (8, self.regain_right),
            (3, self.withdraw),
            (6, self.look),
            (5, lambda: self.change_pace(self.random.choice(self.people))),
            (2, self.change_address),
            (2, self.travel),
            (45, self.work),
        ]
        weights, steps = zip(*choices, strict=True)
        self.random.choices(steps, weights)[0]()
        self.now += timedelta(minutes=self.random.choice((0, 1, 5, 15, 30, 90, 600)))

    # --- acts

    def do_act(self) -> None:
        actor = self.random.choice([None, *(person.pk for person in self.people)])
        self.acts.append((uuid4(), actor))
        act(self.acts[-1][0], self.now, actor=actor)

    def do_again(self) -> None:
        if self.acts:
            about, actor = self.random.choice(self.acts)
            act(about, self.now, actor=actor)

    def undo_act(self) -> None:
        about = uuid4()
        with transaction.atomic():
            act(about, self.now)
            transaction.set_rollback(True)
        assert not Happening.objects.filter(about=about).exists()

    def withdraw(self) -> None:
        if self.acts:
            self.room.withdrawn.add(self.random.choice(self.acts)[0])

    # --- people

    def lose_right(self) -> None:
        person = self.random.choice(self.people)
        self.room.knowing.discard(person.pk)
        # Half of them lose it by the clock, which deletes nothing.
        if self.random.random() < 0.5:
            self.lost |= set(Notice.objects.filter(person=person).values_list("person_id", "happening_id"))
            forget_scope(scope=SCOPE, person=person.pk)

    def regain_right(self) -> None:
        self.room.knowing.add(self.random.choice(self.people).pk)

    def look(self) -> None:
        person = self.random.choice(self.people)
        waiting = list(Notice.objects.filter(person=person, done_at=None).values_list("pk", flat=True))
        look_at(person=person, keys=waiting[: self.random.randrange(3)], at=self.now)

    def change_pace(self, person: Person) -> None:
        choose_pace(person=person, pace=self.random.choice(PACES), at=self.now)

    def change_address(self) -> None:
        person = self.random.choice(self.people)
        person.email = "" if person.email else f"{person.sign_in_name}@example.org"
        person.save()

    def travel(self) -> None:
        person = self.random.choice(self.people)
        person.time_zone = self.random.choice(ZONES)
        person.save()

    # --- the task

    def work(self) -> None:
        kill = self.random.randrange(1, 40) if self.random.random() < 0.4 else 10_000
        for _time in range(self.random.choice((1, 1, 2))):
            before = {plan.pk: plan.mailed_at for plan in MailPlan.objects.all()}
            try:
                # A savepoint of its own: what a test rolls back is not what a process leaves behind.
                with killed_at(kill):
                    tell_at(self.now, self.random.random)
            except Killed:
                self.crashes += 1
            self.read_letters(before)
        self.check_notices()

    def read_letters(self, before: dict[UUID, datetime | None]) -> None:
        plans = {plan.pk: plan for plan in MailPlan.objects.all()}
        written = {key for key, plan in plans.items() if plan.mailed_at != before[key]}
        addressed = [letter.recipient for letter in Letter.objects.all()]
        Letter.objects.all().delete()
        by_key = {person.pk: person for person in self.people}
        assert sorted(addressed) == sorted(by_key[key].email for key in written)
        for key in written:
            self.check_letter(by_key[key], plans[key].pace)

    def check_letter(self, person: Person, pace: str) -> None:
        assert person.pk in self.room.knowing and person.email and pace != Pace.NONE
        waiting = set(
            Notice.objects.filter(person=person, done_at=None, is_mailed=True).values_list("pk", flat=True)
        )
        new = Notice.objects.filter(pk__in=waiting - self.told[person.pk])
        assert new.exclude(happening__about__in=self.room.withdrawn).exists(), "a letter without anything"
        self.told[person.pk] |= waiting
        zone, earlier = ZoneInfo(person.time_zone), self.letters[person.pk]
        days = [moment.astimezone(zone).date() for moment in earlier]
        today = self.now.astimezone(zone).date()
        if pace == Pace.ONCE:
            assert all(self.now - moment >= timedelta(minutes=10) for moment in earlier)
        elif pace == Pace.DAILY:
            assert today not in days, "two letters on one day"
        else:
            assert today.isocalendar()[:2] not in [day.isocalendar()[:2] for day in days]
        earlier.append(self.now)

    # --- what must never be

    def check_notices(self) -> None:
        actors, seen = dict(self.acts), set()
        for person, about in Notice.objects.values_list("person_id", "happening__about"):
            assert actors[about] != person, "who did it is not told of it"
            assert (person, about) not in seen, "two notices of one happening"
            seen.add((person, about))

    def end(self) -> None:
        """Let time go by without another act: whoever still may know and wants letters has had theirs."""
        for hour in range(10 * 24):
            self.now += timedelta(hours=1)
            # Planned at the first looks, and looked at again whenever a letter is due.
            if hour < 2 or hour % 24 == 0 or MailPlan.objects.filter(next_at__lte=self.now).exists():
                before = {plan.pk: plan.mailed_at for plan in MailPlan.objects.all()}
                tell_at(self.now, self.random.random)
                self.read_letters(before)
        assert not Happening.objects.filter(spread_at=None).exists()
        told = set(Notice.objects.values_list("person_id", "happening_id"))
        # What was withdrawn between a kill and the next try is news to nobody.
        for key in Happening.objects.exclude(about__in=self.room.withdrawn).values_list("pk", flat=True):
            concerned = {(person, key) for person in self.room.concerned[key]}
            assert concerned <= told | self.lost, "forgotten on the desk"
        for plan in MailPlan.objects.exclude(pace=Pace.NONE).select_related("person"):
            if plan.pk in self.room.knowing and plan.person.email:
                untold = Notice.objects.filter(person=plan.pk, done_at=None).exclude(
                    pk__in=self.told[plan.pk]
                )
                assert not untold.exclude(happening__about__in=self.room.withdrawn).exists(), (
                    "forgotten by mail"
                )


def walked(newsroom: Newsroom, *, seeds: range, steps: int) -> tuple[int, int, int]:
    letters = crashes = happenings = 0
    for seed in seeds:
        with transaction.atomic():
            walk = Walk(newsroom, seed)
            for _step in range(steps):
                walk.step()
            walk.end()
            letters += sum(map(len, walk.letters.values()))
            crashes, happenings = crashes + walk.crashes, happenings + Happening.objects.count()
            transaction.set_rollback(True)
        newsroom.knowing.clear()
        newsroom.concerned.clear()
    return happenings, letters, crashes


def test_a_first_walk(newsroom: Newsroom) -> None:
    happenings, letters, crashes = walked(newsroom, seeds=range(1, 2), steps=30)
    assert happenings > 4 and letters > 5 and crashes > 2


@pytest.mark.whole
def test_a_short_walk(newsroom: Newsroom) -> None:
    happenings, letters, crashes = walked(newsroom, seeds=range(2), steps=60)
    assert happenings > 15 and letters > 5 and crashes > 3


@pytest.mark.trial
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("first", range(0, 400, 50))
def test_a_long_walk(newsroom: Newsroom, first: int) -> None:
    happenings, letters, crashes = walked(newsroom, seeds=range(first, first + 50), steps=250)
    assert happenings > 1_000 and letters > 400 and crashes > 400

"""Whom a position is told to: those who are heard on it, its facilitator, and nobody else."""

import pytest
from django.utils import timezone
from tests.news import news_of

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.network.services.example import mark_example, remove_example_network
from tamyr.notices.models import Notice
from tamyr.positions.models import Amendment, Position, Stage, Stance, Version
from tamyr.positions.queries.texts import places_of
from tamyr.positions.services import amending, voicing
from tamyr.positions.services.example import run_example_positions
from tamyr.positions.tests.writing import DAY, NOON, amendment, begun, opened, spoken
from tamyr.procedures.models import Whose

pytestmark = pytest.mark.django_db
TOLD = "Position: Coal leaves the region by 2040"


def test_each_hears_what_concerns_them(
    draft: Version,
    aygul: Person,
    bela: Person,
    cyra: Person,
    gita: Person,
    green_lake: Member,
    mountain_voice: Member,
) -> None:
    assert news_of(bela, NOON) == [TOLD] and news_of(aygul, NOON) == news_of(cyra, NOON) == []
    made = amendment(draft, places_of(draft)[1], mountain_voice, bela, "Every government names the year.")
    assert news_of(aygul, NOON) == [], "it waits as a call at the same address"
    amending.accept_amendment(amendment=made, sha=made.sha, actor=aygul.pk, at=NOON)
    version = opened(draft, aygul)
    spoken(version, mountain_voice, bela, Stance.ASSENT, NOON)
    spoken(version, green_lake, aygul, Stance.ASSENT, NOON)
    against = {"code": places_of(version)[1].code, "reason": "Too late.", "change": "2035"}
    spoken(version, mountain_voice, bela, Stance.OBJECTION, NOON + DAY, **against)
    assert news_of(cyra, NOON + DAY) == []
    objected = Notice.objects.filter(happening__kind="position-objected")
    assert [notice.person for notice in objected] == [aygul]
    assert version.closes_at is not None
    voicing.record_outcome(version=version, actor=aygul.pk, at=version.closes_at)
    assert TOLD in news_of(bela, version.closes_at) and news_of(cyra, version.closes_at) == [TOLD]
    assert news_of(gita, version.closes_at) == []


def test_who_is_not_heard_is_told_nothing(aygul: Person, bela: Person, green_lake: Member) -> None:
    part = begun(aygul, green_lake, whose=Whose("part", "central-asia")).versions.get()
    opened(part, aygul)
    assert news_of(bela, NOON) == []


@pytest.mark.whole
def test_the_example_network_has_one_adopted_and_signed_and_one_being_amended(
    aygul: Person, bela: Person, dana: Person, cyra: Person
) -> None:
    for person in (aygul, bela, dana, cyra):
        mark_example(person)
    now = timezone.now()
    run_example_positions(at=now)
    adopted, amended = Version.objects.order_by("position__number")
    assert (adopted.stage, adopted.bound, adopted.signatures.count()) == (Stage.ADOPTED, "en ru", 1)
    assert (amended.stage, Amendment.objects.filter(version=amended).count()) == (Stage.OPEN, 3)
    assert all(
        "Example" in place.authoritative.text for place in (places_of(adopted)[0], places_of(amended)[0])
    )
    remove_example_network(at=now)
    assert not Position.objects.exists() and not Version.objects.exists()

"""Whom a judgement is told to: members when it opens and is published, its proposers when it is answered."""

from datetime import timedelta

from tests.news import news_of

from tamyr.accounts.models import Person
from tamyr.evidence import services as acts
from tamyr.evidence.models import Judgement, Stance
from tamyr.evidence.tests.judging import speak
from tamyr.network.models import Member

TITLE = "Judgement beside the rating: Kazakhstan"


def test_proposers_hear_that_it_was_answered_and_members_that_it_was_published(
    running: Judgement, aygul: Person, dana: Person, bela: Person, cyra: Person, mountain_voice: Member
) -> None:
    at = running.proposed_at
    assert news_of(aygul, at) == news_of(bela, at) == [], "she proposed it; for him it waits as a call"
    assert news_of(dana, at) == [TITLE]
    speak(running, mountain_voice, bela, Stance.SUPPORT)
    later = at + timedelta(days=1)
    assert news_of(aygul, later) == [TITLE] and news_of(bela, later) == []
    acts.publish_judgement(judgement=running, actor=cyra.pk, at=running.closes_at)
    end = running.closes_at
    assert news_of(aygul, end) == news_of(dana, end) == news_of(bela, end) == [TITLE]
    assert news_of(cyra, end) == []

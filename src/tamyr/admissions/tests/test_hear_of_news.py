"""Whom an admission is told to: coordinators of what comes in, members of what they are asked and of the outcome."""

from datetime import timedelta

from tests.news import news_of

from tamyr.accounts.models import Person
from tamyr.admissions.models import Admission
from tamyr.admissions.services import admissions as acts
from tamyr.admissions.tests.application import NOON, REASON, run
from tamyr.network.models import Mandate, Member

HOUR = timedelta(hours=1)
ENDED = "The admission of Example Clean River has ended"


def test_each_hears_what_concerns_them_and_not_what_already_waits_as_a_call(
    received: Admission, cyra: Person, aygul: Person, dana: Person, bela: Person, gita: Person
) -> None:
    assert news_of(cyra, NOON) == [], "it waits as a call at the same address"
    acts.open_window(admission=received, days=14, actor=cyra.pk, at=NOON)
    assert news_of(aygul, NOON) == news_of(gita, NOON) == news_of(cyra, NOON) == []
    member = aygul.mandates.get().member
    acts.say_no_objection(admission=received, member=member, actor=aygul.pk, at=NOON)
    assert news_of(aygul, NOON) == [], "done by her act"
    assert news_of(dana, NOON) == ["Example Clean River asks to join the network"]
    assert news_of(dana, run(0)) == [], "she can say nothing any more"
    acts.raise_objection(
        admission=received, member=bela.mandates.get().member, reason=REASON, actor=bela.pk, at=run(60)
    )
    acts.decline(admission=received, explanation="No.", actor=cyra.pk, at=run(0))
    assert news_of(aygul, run(0)) == news_of(dana, run(0)) == news_of(bela, run(0)) == [ENDED]
    assert news_of(cyra, run(0)) == news_of(gita, run(0)) == []


def test_what_ended_before_the_members_were_asked_is_not_told_to_them(
    received: Admission, cyra: Person, aygul: Person
) -> None:
    acts.withdraw_application(admission=received, at=NOON)
    assert news_of(cyra, NOON) == [ENDED] and news_of(aygul, NOON) == []


def test_only_those_of_active_members_are_asked(
    received: Admission, cyra: Person, aygul: Person, bela: Person
) -> None:
    Member.objects.filter(mandates__person=bela).update(status="inactive")
    Mandate.objects.filter(person=aygul).update(until_on=NOON.date())
    acts.open_window(admission=received, days=14, actor=cyra.pk, at=NOON)
    assert news_of(aygul, NOON) == news_of(bela, NOON) == []
    assert news_of(bela, NOON + HOUR) == []

"""Who sees a judgement and may act on it at each stage, and whose desk it is on."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.evidence import rules
from tamyr.evidence import services as acts
from tamyr.evidence.models import Judgement, Stage, Stance
from tamyr.evidence.queries import judgements
from tamyr.evidence.queries.subjects import Subject
from tamyr.evidence.tests.judging import REASON, speak
from tamyr.network.models import Member, Visitor
from tamyr.network.queries import visitor_on
from tamyr.procedures.services import NotNow

SECOND = timedelta(seconds=1)


def before_its_end(person: Person | None, judgement: Judgement) -> Visitor:
    return visitor_on(person, judgement.closes_at - SECOND)


def at_its_end(person: Person | None, judgement: Judgement) -> Visitor:
    return visitor_on(person, judgement.closes_at)


def test_it_is_seen_open_by_those_who_may_follow_and_published_by_anybody(
    running: Judgement, aygul: Person, bela: Person, cyra: Person, emin: Person
) -> None:
    everybody = {None: None, "aygul": aygul, "bela": bela, "cyra": cyra, "emin": emin}

    def seeing() -> set[str | None]:
        return {
            name
            for name, person in everybody.items()
            if running in judgements.judgements_visible_to(before_its_end(person, running))
        }

    assert seeing() == {"aygul", "bela", "cyra"}
    Judgement.objects.update(stage=Stage.PUBLISHED, ended_at=running.closes_at)
    assert seeing() == set(everybody)
    Judgement.objects.update(stage=Stage.WITHDRAWN)
    assert seeing() == set()


def test_only_its_own_organisation_withdraws_and_only_coordinators_publish_after_its_end(
    running: Judgement, aygul: Person, bela: Person, cyra: Person
) -> None:
    for visitor_at, publishers in ((before_its_end, set()), (at_its_end, {"cyra"})):
        visitors = {person.sign_in_name: visitor_at(person, running) for person in (aygul, bela, cyra)}
        may = {name for name, visitor in visitors.items() if rules.may_withdraw_judgement(visitor, running)}
        assert may == {"aygul"}
        may = {name for name, visitor in visitors.items() if rules.may_publish_judgement(visitor, running)}
        assert may == publishers
    running.stage = Stage.WITHDRAWN
    assert not rules.may_withdraw_judgement(before_its_end(aygul, running), running)
    running.stage, running.member = Stage.OPEN, None
    assert not rules.may_withdraw_judgement(before_its_end(aygul, running), running)


def test_it_is_published_at_the_moment_it_closes_and_not_a_second_before(
    running: Judgement, cyra: Person, aygul: Person
) -> None:
    with pytest.raises(NotNow):
        acts.publish_judgement(judgement=running, actor=cyra.pk, at=running.closes_at - SECOND)
    done = acts.publish_judgement(judgement=running, actor=cyra.pk, at=running.closes_at)
    assert (done.stage, done.published_by, done.ended_at) == (Stage.PUBLISHED, cyra, running.closes_at)
    with pytest.raises(NotNow):
        acts.withdraw_judgement(judgement=running, actor=aygul.pk, at=running.closes_at)


def test_each_desk_holds_its_call_and_every_call_leads_to_the_page(
    running: Judgement, aygul: Person, bela: Person, cyra: Person, mountain_voice: Member
) -> None:
    def calls(person: Person, *, ended: bool = False) -> list[object]:
        visitor = (at_its_end if ended else before_its_end)(person, running)
        return [call.member for call in judgements.judgement_calls(visitor)]

    assert (calls(aygul), calls(bela), calls(cyra)) == ([], [mountain_voice], [])
    assert (calls(bela, ended=True), calls(cyra, ended=True)) == ([], [None])
    (call,) = judgements.judgement_calls(before_its_end(bela, running))
    assert call.due_at == running.closes_at
    assert signed_in(bela).get(call.address).status_code == 200
    speak(running, mountain_voice, bela, Stance.DISSENT, REASON)
    assert calls(bela) == []


def test_dissent_is_heard_with_its_name_by_those_who_may_know_it(
    running: Judgement, hanna: Person, quiet_garden: Member, aygul: Person
) -> None:
    speak(running, quiet_garden, hanna, Stance.DISSENT, REASON)

    def heard(person: Person | None) -> list[Member | None]:
        told = judgements.shown(running, before_its_end(person, running), "en")
        assert not told.supporters and told.about is None
        return [dissent.member for dissent in told.dissents]

    assert (heard(hanna), heard(aygul), heard(None)) == ([quiet_garden], [None], [])


def test_support_is_no_dissent(running: Judgement, bela: Person, mountain_voice: Member) -> None:
    speak(running, mountain_voice, bela, Stance.SUPPORT)
    told = judgements.shown(running, before_its_end(bela, running), "ru")
    assert told.supporters == (mountain_voice,) and told.dissents == ()
    assert (told.text, told.language, told.is_of_current_version) == ("Лучше, чем прежде.", "ru", True)
    own = judgements.own_voices(running, before_its_end(bela, running))
    assert [(member, voice.stance if voice else "") for member, voice in own] == [
        (mountain_voice, Stance.SUPPORT)
    ]


def test_the_newest_published_stands_beside_the_rating(running: Judgement, cyra: Person) -> None:
    visitor = visitor_on(None, timezone.now())
    assert judgements.published_judgement(Subject("KAZ"), visitor, "en") is None
    acts.publish_judgement(judgement=running, actor=cyra.pk, at=running.closes_at)
    told = judgements.published_judgement(Subject("KAZ"), visitor, "en")
    assert told is not None and told.judgement == running
    assert judgements.published_judgement(Subject("UZB"), visitor, "en") is None
    assert judgements.open_judgement(Subject("KAZ"), visitor_on(cyra, timezone.now()), "en") is None

"""An end that is said: what goes on by it, what its form does a second time, and what follows where it is answered."""

import html
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.consultations.models import Consultation
from tamyr.consultations.queries.texts import facts_sha
from tamyr.consultations.services import recording
from tamyr.consultations.services.locking import NotAnyMore
from tamyr.consultations.services.taking_part import remind, take_part
from tamyr.consultations.tests.calling import (
    DAY,
    MUCH_LATER,
    NOON,
    SOURCE,
    begun,
    end_confirmed,
    end_said,
    facts,
    move_form,
    news_of,
    page,
    told,
)
from tamyr.network.models import Member
from tamyr.network.queries.desk.calls import calls_for
from tamyr.network.queries.visitors import visitor_on
from tamyr.safety.models import Proposal, Stage
from tamyr.safety.services.proposals import NotTheSecond, approve, refuse

pytestmark = pytest.mark.django_db


def test_an_end_said_on_the_last_day_keeps_the_door_open_for_the_network_and_not_for_the_public(
    aygul: Person, bela: Person, cyra: Person, green_lake: Member, mountain_voice: Member
) -> None:
    now = timezone.now()
    made = told(aygul, green_lake, at=now - 9 * DAY, ends=now - DAY)
    said = end_said(made, aygul, now + 5 * DAY, now - 2 * DAY)
    take_part(consultation=made, member=mountain_voice, how="comment", is_named=True, actor=bela.pk, at=now)
    assert "people of the network can go on" in news_of("consultation-end-said", bela, now)[0]
    calls = [call for call in calls_for(visitor_on(bela, now)) if "/consultations/" in call.address]
    assert [(call.act, call.due_at) for call in calls] == [("Begin the comment", now + 5 * DAY)]
    remind(at=now)
    assert len(news_of("consultation-ends-7", bela, now)) == 1
    address = f"/en/consultations/{made.number}/"
    assert "/comments/" in page(signed_in(bela), address)
    assert made.standing_at(now) == "closed"
    outside = page(Client(), address)
    assert "not confirmed" not in outside and SOURCE not in outside
    begun(made, bela, mountain_voice, at=now)
    with pytest.raises(NotAnyMore):
        begun(made, aygul, green_lake, at=now + 6 * DAY)
    refuse(proposal=said, by=cyra.pk, reason="That page is of last year.", at=now)
    with pytest.raises(NotAnyMore):
        begun(made, aygul, green_lake, at=now)


def test_the_same_form_is_no_answer_once_what_it_said_was_answered(
    open_one: Consultation, aygul: Person, bela: Person, cyra: Person, green_lake: Member
) -> None:
    address = f"/en/consultations/{open_one.number}/"
    form, off = (
        move_form(green_lake, timezone.now() + 40 * DAY),
        {"source_url": SOURCE, "form_key": str(uuid4())},
    )
    client = signed_in(aygul)
    client.post(f"{address}move/", form)
    refuse(proposal=Proposal.objects.get(), by=bela.pk, reason="Of last year.", at=timezone.now())
    answer = client.post(f"{address}move/", form)
    read = html.unescape(answer.content.decode())
    assert answer.status_code == 409 and "It was answered meanwhile" in read and SOURCE in read
    client.post(f"{address}cancel/", off)
    other = told(aygul, green_lake, address="https://other.example.org/")
    assert client.post(f"/en/consultations/{other.number}/cancel/", off).status_code == 409
    approve(proposal=Proposal.objects.get(stage=Stage.WAITING), by=cyra.pk, at=timezone.now())
    assert client.post(f"{address}cancel/", off).status_code == 302, "sent twice, it is the same answer"
    assert Proposal.objects.count() == 2


def test_nobody_confirms_an_end_before_the_beginning(
    open_one: Consultation, aygul: Person, bela: Person
) -> None:
    made = end_said(open_one, aygul, NOON + 5 * DAY)
    new = facts(open_one.institution, opens_on=(NOON + 9 * DAY).date())
    recording.change_facts(
        consultation=open_one, base_sha=facts_sha(open_one), facts=new, actor=bela.pk, at=NOON
    )
    with pytest.raises(NotTheSecond):
        approve(proposal=made, by=bela.pk, at=NOON)
    open_one.refresh_from_db()
    assert open_one.closes_at == MUCH_LATER


def test_whoever_heard_that_it_is_said_hears_that_it_is_so(
    open_one: Consultation, aygul: Person, bela: Person
) -> None:
    end_confirmed(open_one, aygul, bela, MUCH_LATER + DAY)
    assert news_of("consultation-moved", aygul), "of its country, and her organisation takes no part"
    open_one.refresh_from_db()
    end_confirmed(open_one, aygul, bela, None)
    assert news_of("consultation-cancelled", aygul)

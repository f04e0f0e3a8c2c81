"""An organisation supports a proposed judgement or disputes it: one voice, in time, never lost."""

import re
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.evidence.models import Judgement, Stance
from tamyr.evidence.tests.judging import PAGE, REASON, filled, speak
from tamyr.network.models import Mandate, Member, Visitor
from tamyr.network.queries.desk.calls import calls_for
from tamyr.network.queries.visitors import visitor_on

pytestmark = pytest.mark.django_db
OWN_FORM = {"origin": "http://testserver"}


def test_an_organisation_has_one_voice_and_may_change_it(
    running: Judgement, bela: Person, mountain_voice: Member
) -> None:
    speak(running, mountain_voice, bela, Stance.SUPPORT)
    speak(running, mountain_voice, bela, Stance.DISSENT, REASON)
    assert [(voice.stance, voice.reason) for voice in running.voices.all()] == [("dissent", REASON)]


def test_a_colleague_who_had_the_form_open_writes_over_no_word(
    running: Judgement, bela: Person, mountain_voice: Member
) -> None:
    client, voice = signed_in(bela), {"member": str(mountain_voice.pk), "stance": "dissent", "base_sha": ""}
    for _time in range(2):
        answer = client.post(f"{PAGE}{running.pk}/voice/", {**voice, "reason": "The first reason."})
        assert answer.status_code == 302, "the same words twice are no other words"
    late = client.post(f"{PAGE}{running.pk}/voice/", {**voice, "reason": REASON})
    told = unescape(late.content.decode())
    assert late.status_code == 409 and "The first reason." in told
    assert re.search(rf"<textarea[^>]*>\s*{re.escape(REASON)}</textarea>", told), (
        "pressed again, one’s own words are sent"
    )
    known = re.search(r'name="base_sha" value="(\w{64})"', told)
    assert running.voices.get().reason == "The first reason." and known is not None
    again = {**voice, "reason": REASON, "base_sha": known[1]}
    assert client.post(f"{PAGE}{running.pk}/voice/", again).status_code == 302
    assert running.voices.get().reason == REASON


def test_dissent_without_a_reason_is_not_recorded(
    running: Judgement, bela: Person, mountain_voice: Member
) -> None:
    voice = {"member": str(mountain_voice.pk), "stance": "dissent"}
    answer = signed_in(bela).post(f"{PAGE}{running.pk}/voice/", voice)
    assert answer.status_code == 422 and "Say why" in answer.content.decode()
    assert not running.voices.exists()


def test_nobody_speaks_for_an_organisation_not_theirs(
    running: Judgement, bela: Person, green_lake: Member
) -> None:
    forged = {"member": str(green_lake.pk), "stance": "support"}
    assert signed_in(bela).post(f"{PAGE}{running.pk}/voice/", forged).status_code == 403
    assert signed_in(bela).post(f"{PAGE}propose/", filled(green_lake)).status_code == 403
    assert not running.voices.exists()


def test_a_mandate_that_ended_gives_no_voice(
    running: Judgement, bela: Person, mountain_voice: Member
) -> None:
    Mandate.objects.filter(person=bela).update(until_on=timezone.now().date() - timedelta(days=1))
    voice = {"member": str(mountain_voice.pk), "stance": "support"}
    assert signed_in(bela).post(f"{PAGE}{running.pk}/voice/", voice).status_code == 403


def test_a_voice_after_the_end_is_not_recorded_but_shown(
    closed: Judgement, bela: Person, mountain_voice: Member
) -> None:
    voice = {"member": str(mountain_voice.pk), "stance": "dissent", "reason": REASON}
    answer = signed_in(bela).post(f"{PAGE}{closed.pk}/voice/", voice)
    assert answer.status_code == 409 and REASON in answer.content.decode()
    assert not closed.voices.exists()


def test_a_dissent_typed_with_a_session_that_ended_is_not_lost(
    running: Judgement, mountain_voice: Member
) -> None:
    voice = {"member": str(mountain_voice.pk), "stance": "dissent", "reason": REASON}
    answer = Client().post(f"{PAGE}{running.pk}/voice/", voice, headers=OWN_FORM)
    page = answer.content.decode()
    assert answer.status_code == 403 and "no longer signed in" in page and REASON in page
    assert not running.voices.exists()


def test_a_delegate_is_asked_until_the_organisation_has_spoken(
    running: Judgement, aygul: Person, bela: Person, cyra: Person, mountain_voice: Member
) -> None:
    def asked(person: Person, at: datetime) -> list[str]:
        visitor: Visitor = visitor_on(person, at)
        return [call.act for call in calls_for(visitor) if "beside the rating" in call.title]

    now = timezone.now()
    assert (asked(bela, now), asked(aygul, now), asked(cyra, now)) == (["Read and answer"], [], [])
    speak(running, mountain_voice, bela, Stance.SUPPORT)
    assert asked(bela, now) == []
    assert asked(cyra, running.closes_at) == ["Open the judgement"]

"""Members object to an admission, withdraw what they said, or say that they have no objection."""

from datetime import date, timedelta

import pytest
from django.test import Client
from tests.entry import signed_in
from tests.people import LONG_AGO_AT

from tamyr.accounts.models import Person
from tamyr.admissions.models import Admission, Objection
from tamyr.admissions.services import admissions as acts
from tamyr.admissions.tests.application import REASON, run
from tamyr.network.models import Member
from tamyr.network.queries import visitor_on
from tamyr.network.queries.desk.record import record_of
from tamyr.procedures.services import NotNow
from tamyr.safety.models import AuditLine

OWN_FORM = {"origin": "http://testserver"}


def test_an_objection_in_the_last_second_counts(
    opened: Admission, bela: Person, mountain_voice: Member
) -> None:
    acts.raise_objection(admission=opened, member=mountain_voice, reason=REASON, actor=bela.pk, at=run(1))
    opened.refresh_from_db()
    assert (opened.stage, opened.time_left) == ("stopped", timedelta(seconds=1))


def test_an_objection_at_the_closing_moment_comes_too_late_and_its_words_stay(
    opened: Admission, bela: Person, mountain_voice: Member
) -> None:
    with pytest.raises(NotNow):
        acts.raise_objection(admission=opened, member=mountain_voice, reason=REASON, actor=bela.pk, at=run(0))
    Admission.objects.update(closes_at=LONG_AGO_AT)
    voice = {"member": str(mountain_voice.pk), "reason": REASON}
    answer = signed_in(bela).post(f"/en/admissions/{opened.pk}/object/", voice)
    assert answer.status_code == 409 and REASON in answer.content.decode()
    assert not Objection.objects.exists()


def test_a_withdrawn_objection_leaves_the_others_two_days(objection: Objection, bela: Person) -> None:
    admission = acts.withdraw_objection(objection=objection, actor=bela.pk, at=run(60))
    assert admission.closes_at == run(60) + timedelta(days=2)


def test_an_objection_sent_twice_is_one(objection: Objection, bela: Person, mountain_voice: Member) -> None:
    again = acts.raise_objection(
        admission=objection.admission, member=mountain_voice, reason=REASON, actor=bela.pk, at=run(60)
    )
    assert again.pk == objection.pk


def test_a_second_objection_in_other_words_is_given_back(
    objection: Objection, bela: Person, mountain_voice: Member
) -> None:
    place = f"/en/admissions/{objection.admission_id}/object/"
    said = {"member": str(mountain_voice.pk), "reason": "Its statute names nobody who decides."}
    answer = signed_in(bela).post(place, said)
    assert answer.status_code == 409 and said["reason"] in answer.content.decode()


def test_the_clock_stands_while_one_of_two_objections_does_and_each_withdrawal_is_noted(
    objection: Objection, aygul: Person, bela: Person, green_lake: Member
) -> None:
    second = acts.raise_objection(
        admission=objection.admission, member=green_lake, reason=REASON, actor=aygul.pk, at=run(1800)
    )
    admission = acts.withdraw_objection(objection=objection, actor=bela.pk, at=run(60))
    assert admission.stage == Admission.Stage.STOPPED and noted("admission.objection_withdrawn") == 1
    admission = acts.withdraw_objection(objection=second, actor=aygul.pk, at=run(30))
    assert admission.stage == Admission.Stage.OPEN and noted("admission.objection_withdrawn") == 2
    told = [deed.words for deed in record_of(visitor_on(aygul, run(30)), green_lake)]
    assert told == ["Took its objection back", "Objected"]


def noted(act: str) -> int:
    return sum(f'"{act}"' in line.body for line in AuditLine.objects.all())


def test_nobody_is_admitted_while_the_clock_runs(opened: Admission, cyra: Person) -> None:
    outcome = {"outcome": "admit", "explanation": "We are in a hurry."}
    answer = signed_in(cyra).post(f"/en/admissions/{opened.pk}/outcome/", outcome)
    assert answer.status_code == 409 and "We are in a hurry." in answer.content.decode()
    none = signed_in(cyra).post(f"/en/admissions/{opened.pk}/outcome/", {**outcome, "outcome": ""})
    assert none.status_code == 422 and "Say what the outcome is" in none.content.decode()
    assert not Member.objects.filter(slug="example-clean-river").exists()


def test_a_delegate_cannot_speak_for_another_organisation(
    opened: Admission, bela: Person, green_lake: Member
) -> None:
    voice = {"member": str(green_lake.pk), "reason": REASON}
    assert signed_in(bela).post(f"/en/admissions/{opened.pk}/object/", voice).status_code == 403


def test_a_mandate_that_ended_meanwhile_gives_no_voice(
    opened: Admission, bela: Person, mountain_voice: Member
) -> None:
    client = signed_in(bela)
    assert client.get(f"/en/admissions/{opened.pk}/").status_code == 200
    bela.mandates.update(until_on=date(2021, 1, 1))
    voice = {"member": str(mountain_voice.pk), "reason": REASON}
    answer = client.post(f"/en/admissions/{opened.pk}/object/", voice, headers=OWN_FORM)
    assert answer.status_code == 403 and not Objection.objects.exists()
    assert "may have ended" in answer.content.decode() and REASON in answer.content.decode()


def test_who_was_signed_out_meanwhile_gets_the_words_back(
    opened: Admission, bela: Person, mountain_voice: Member
) -> None:
    voice = {"member": str(mountain_voice.pk), "reason": REASON}
    answer = Client().post(f"/en/admissions/{opened.pk}/object/", voice, headers=OWN_FORM)
    assert answer.status_code == 403
    assert "no longer signed in" in answer.content.decode() and REASON in answer.content.decode()


def test_an_objection_of_a_sealed_member_names_it_to_nobody_else(
    opened: Admission, quiet_garden: Member, hanna: Person, aygul: Person, cyra: Person
) -> None:
    acts.raise_objection(admission=opened, member=quiet_garden, reason=REASON, actor=hanna.pk, at=run(60))
    place = f"/en/admissions/{opened.pk}/"
    for person in (aygul, cyra):
        page = signed_in(person).get(place).content.decode()
        assert REASON in page and "A member organisation" in page and "Quiet Garden" not in page
    assert "Quiet Garden" in signed_in(hanna).get(place).content.decode()


def test_no_objection_is_not_offered_while_ones_own_objection_stands(
    objection: Objection, bela: Person, aygul: Person
) -> None:
    page = f"/en/admissions/{objection.admission_id}/"
    shown = signed_in(bela).get(page).content.decode()
    assert "We have no objection" not in shown and "Its objection stands" in shown
    assert "We have no objection" in signed_in(aygul).get(page).content.decode()

"""What an admission allows at each moment, who follows it, and what of it is kept for how long."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.entry import signed_in
from tests.people import with_role

from tamyr.accounts.models import Person
from tamyr.admissions import queries
from tamyr.admissions.models import Admission, AdmissionDocument, Assent, Objection
from tamyr.admissions.services import admissions as acts
from tamyr.admissions.services.expiry import what_runs_out
from tamyr.admissions.tests.application import NOON, REASON, run
from tamyr.network.models import Member, Role
from tamyr.network.queries import visitor_on
from tamyr.network.queries.desk.calls import Call, calls_for
from tamyr.network.rules import MayNot
from tamyr.procedures.services import NotNow
from tamyr.safety.models import Proposal
from tamyr.safety.services.expiry import forget_what_ran_out
from tamyr.safety.services.faults import Faults
from tamyr.safety.services.proposals import NotTheSecond, approve

pytestmark = pytest.mark.django_db
YEAR, SECOND = timedelta(days=365), timedelta(seconds=1)


def calls(person: Person, at: object = NOON) -> list[Call]:
    return list(queries.admission_calls(visitor_on(person, at)))  # type: ignore[arg-type]


# --- voices ---------------------------------------------------------------------------------


def test_who_objects_gives_up_its_no_objection_and_nobody_elses(
    opened: Admission, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    for member, person in ((green_lake, aygul), (mountain_voice, bela)):
        acts.say_no_objection(admission=opened, member=member, actor=person.pk, at=run(60))
        acts.say_no_objection(admission=opened, member=member, actor=person.pk, at=run(50))
    assert Assent.objects.count() == 2
    acts.raise_objection(admission=opened, member=mountain_voice, reason=REASON, actor=bela.pk, at=run(40))
    assert [assent.member for assent in Assent.objects.all()] == [green_lake]


def test_who_objects_says_no_objection_only_after_taking_it_back(
    objection: Objection, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    voice: dict[str, Any] = {"admission": objection.admission, "member": mountain_voice, "actor": bela.pk}
    with pytest.raises(NotNow):
        acts.say_no_objection(**voice, at=run(60))
    acts.say_no_objection(admission=objection.admission, member=green_lake, actor=aygul.pk, at=run(60))
    acts.withdraw_objection(objection=objection, actor=bela.pk, at=run(50))
    acts.say_no_objection(**voice, at=run(40))
    assert Assent.objects.count() == 2


def test_an_objection_stops_the_clock_with_the_time_that_was_left(objection: Objection) -> None:
    admission = objection.admission
    admission.refresh_from_db()
    assert (admission.stage, admission.closes_at, admission.time_left) == (
        "stopped",
        None,
        timedelta(hours=1),
    )


def test_a_clock_that_goes_on_has_all_the_time_that_was_left(
    opened: Admission, bela: Person, mountain_voice: Member
) -> None:
    early = acts.raise_objection(
        admission=opened, member=mountain_voice, reason=REASON, actor=bela.pk, at=run(9 * 86400)
    )
    later = run(3600)
    admission = acts.withdraw_objection(objection=early, actor=bela.pk, at=later)
    assert (admission.closes_at, admission.time_left) == (later + timedelta(days=9), None)
    again = acts.withdraw_objection(objection=early, actor=bela.pk, at=run(60))
    assert again.closes_at == later + timedelta(days=9), "taken back twice, the clock starts once"


def test_an_objection_taken_back_may_be_raised_again(
    objection: Objection, bela: Person, mountain_voice: Member
) -> None:
    acts.withdraw_objection(objection=objection, actor=bela.pk, at=run(60))
    again = acts.raise_objection(
        admission=objection.admission, member=mountain_voice, reason=REASON, actor=bela.pk, at=run(50)
    )
    assert again.pk != objection.pk and again.raised_by == bela


def test_nobody_takes_back_what_another_organisation_said(objection: Objection, aygul: Person) -> None:
    with pytest.raises(MayNot):
        acts.withdraw_objection(objection=objection, actor=aygul.pk, at=run(60))
    assert objection.raised_by_id is not None
    Person.objects.filter(pk=objection.raised_by_id).update(is_active=False)
    with pytest.raises(MayNot):
        acts.withdraw_objection(objection=objection, actor=objection.raised_by_id, at=run(60))


# --- outcomes -------------------------------------------------------------------------------


def test_it_is_admitted_at_the_closing_moment_and_not_a_second_before(
    opened: Admission, cyra: Person
) -> None:
    outcome: dict[str, Any] = {"explanation": "Nobody objected.", "actor": cyra.pk}
    with pytest.raises(NotNow):
        acts.admit(admission=opened, at=run(1), **outcome)
    member = acts.admit(admission=opened, at=run(0), **outcome)
    opened.refresh_from_db()
    assert (opened.member, opened.stage, opened.ended_at) == (member, "admitted", run(0))
    assert (opened.closes_at, opened.time_left, opened.explanation) == (None, None, "Nobody objected.")
    assert (member.joined_on, member.exposure) == (run(0).date(), "public")
    assert member.profile["themes"] == ["clean-air"]


@pytest.mark.parametrize("stage", ["received", "stopped"])
def test_it_is_declined_unread_or_on_an_objection(received: Admission, cyra: Person, stage: str) -> None:
    Admission.objects.update(stage=stage, time_left=SECOND)
    ended = acts.decline(admission=received, explanation="It does not fit.", actor=cyra.pk, at=NOON)
    assert (ended.stage, ended.explanation, ended.ended_at) == ("declined", "It does not fit.", NOON)
    with pytest.raises(NotNow):
        acts.decline(admission=received, explanation="Again.", actor=cyra.pk, at=NOON)


def test_it_is_not_declined_while_members_are_asked(opened: Admission, cyra: Person) -> None:
    with pytest.raises(NotNow):
        acts.decline(admission=opened, explanation="No.", actor=cyra.pk, at=run(1))
    with pytest.raises(NotNow):
        acts.open_window(admission=opened, days=7, actor=cyra.pk, at=run(1))
    assert acts.withdraw_application(admission=opened, at=run(1)).stage == "withdrawn"
    with pytest.raises(NotNow):
        acts.withdraw_application(admission=opened, at=run(1))


# --- who follows it, and what is on whose desk ----------------------------------------------


def test_members_follow_what_they_were_asked_and_coordinators_everything(
    received: Admission, aygul: Person, cyra: Person, emin: Person
) -> None:
    def sees(person: Person) -> bool:
        return received in queries.admissions_visible_to(visitor_on(person, NOON))

    assert sees(cyra) and not sees(aygul) and not sees(emin)
    acts.open_window(admission=received, days=14, actor=cyra.pk, at=NOON)
    assert sees(cyra) and sees(aygul) and not sees(emin)
    Admission.objects.update(stage="declined", opened_at=None, ended_at=NOON)
    assert sees(cyra) and not sees(aygul)


def test_each_desk_holds_its_call_and_every_call_leads_to_a_page(
    received: Admission, aygul: Person, bela: Person, cyra: Person, green_lake: Member, mountain_voice: Member
) -> None:
    assert "A new application" in calls(cyra)[0].sentence and not calls(aygul)
    opened = acts.open_window(admission=received, days=14, actor=cyra.pk, at=NOON)
    assert not calls(cyra, run(1)) and "time for objections is over" in calls(cyra, run(0))[0].sentence
    for person, member in ((aygul, green_lake), (bela, mountain_voice)):
        (call,) = calls(person, run(1))
        assert (call.member, call.due_at) == (member, run(0))
        assert not calls(person, run(0))
    acts.say_no_objection(admission=opened, member=green_lake, actor=aygul.pk, at=run(60))
    assert not calls(aygul, run(1)) and calls(bela, run(1))
    raised = acts.raise_objection(
        admission=opened, member=mountain_voice, reason=REASON, actor=bela.pk, at=run(60)
    )
    assert not calls(bela, run(1)) and "talk with both sides" in calls(cyra, run(1))[0].sentence
    acts.withdraw_objection(objection=raised, actor=bela.pk, at=run(50))
    assert calls(bela, run(1)), "what was taken back is asked anew"
    for person in (bela, cyra):
        client = signed_in(person)
        for call in calls_for(visitor_on(person, run(-(3 * 86400)))):
            assert client.get(call.address).status_code == 200, call.address


def test_an_objection_is_offered_back_to_its_own_organisation_while_it_counts(
    objection: Objection, aygul: Person, bela: Person
) -> None:
    own, other = visitor_on(bela, NOON), visitor_on(aygul, NOON)
    assert list(queries.objections_of(own)) == [objection] and not queries.objections_of(other)
    shown = {
        person.pk: queries.objections_shown(objection.admission, visitor_on(person, NOON))
        for person in (aygul, bela)
    }
    assert [shown[aygul.pk][0].is_mine, shown[bela.pk][0].is_mine] == [False, True]
    Admission.objects.update(stage="declined")
    assert not queries.objections_of(own)


def test_an_objection_taken_back_is_not_offered_again(objection: Objection, bela: Person) -> None:
    acts.withdraw_objection(objection=objection, actor=bela.pk, at=run(60))
    assert not queries.objections_of(visitor_on(bela, NOON))


def test_an_applicant_finds_their_own_page_and_no_other(received: Admission) -> None:
    assert queries.admission_of_applicant(acts.secret_of(received.form_key)) == received
    assert queries.admission_of_applicant(acts.secret_of(uuid4())) is None


# --- what is kept ---------------------------------------------------------------------------


def test_a_year_after_the_outcome_the_contact_goes_and_no_second_before(
    received: Admission, cyra: Person
) -> None:
    AdmissionDocument.objects.create(
        admission=received, filename="a.txt", content="YQ==", media_type="text/plain", size=1
    )
    acts.decline(admission=received, explanation="No.", actor=cyra.pk, at=NOON)
    assert forget_what_ran_out(at=NOON + YEAR) == {}
    assert received.documents.exists()
    assert forget_what_ran_out(at=NOON + YEAR + SECOND) == {"documents": 1, "contacts": 1}
    kept = Admission.objects.get().applied
    assert [kept[name] for name in ("reason", "contact_name", "contact_address")] == ["", "", ""]
    assert (kept["names"], kept["exposure"]) == ({"en": "Example Clean River"}, "public")
    assert forget_what_ran_out(at=NOON + YEAR + SECOND) == {}


def test_two_coordinators_keep_longer_what_would_be_forgotten_and_lift_it(
    received: Admission, cyra: Person
) -> None:
    olga, end = with_role("olga", "Olga Example", Role.COORDINATOR), timezone.now() - YEAR
    acts.decline(admission=received, explanation="No.", actor=cyra.pk, at=end + timedelta(days=10))
    AdmissionDocument.objects.create(
        admission=received, filename="a.txt", content="YQ==", media_type="text/plain", size=1
    )
    client = signed_in(cyra)
    address = f"/en/admissions/{received.pk}/"
    assert "Documents and contact of Example Clean River go soon" in client.get("/en/desk/").content.decode()
    assert client.post(f"{address}hold/", {"why": ""}).status_code == 422

    def agree_by(second: Person) -> None:
        client.post(f"{address}hold/", {"why": "A dispute is open."})
        waiting = Proposal.objects.get(stage="waiting")
        with pytest.raises(NotTheSecond):
            approve(proposal=waiting, by=cyra.pk, at=timezone.now())
        approve(proposal=waiting, by=second.pk, at=timezone.now())

    agree_by(olga)
    assert "go soon" not in client.get("/en/desk/").content.decode()
    assert "kept longer" in client.get(address).content.decode()
    much_later = end + 2 * YEAR
    forget_what_ran_out(at=much_later)
    assert received.documents.exists() and Admission.objects.get().applied["contact_name"]
    client = signed_in(cyra)
    agree_by(olga)
    forget_what_ran_out(at=much_later)
    assert not received.documents.exists()


class HeldMeanwhile(Faults):
    """Lets two coordinators agree just before a row is looked at."""

    @contextmanager
    def apart(self, what: str) -> Iterator[None]:
        Admission.objects.update(is_held=True)
        with super().apart(what):
            yield


def test_what_is_held_at_the_last_moment_stays(received: Admission, cyra: Person) -> None:
    acts.decline(admission=received, explanation="No.", actor=cyra.pk, at=NOON)
    assert what_runs_out(at=NOON + YEAR + SECOND)["contacts"](HeldMeanwhile()) == 0
    assert Admission.objects.get().applied["contact_name"] == "Ruta"


def test_what_another_admission_needs_stays(received: Admission, cyra: Person) -> None:
    other = Admission.objects.create(
        form_key=uuid4(),
        country_id="GEO",
        secret_hash="0",
        application=received.application,
        received_at=NOON,
    )
    for admission in (received, other):
        AdmissionDocument.objects.create(
            admission=admission, filename="a.txt", content="YQ==", media_type="text/plain", size=1
        )
    acts.decline(admission=received, explanation="No.", actor=cyra.pk, at=NOON)
    forget_what_ran_out(at=NOON + 2 * YEAR)
    assert [document.admission for document in AdmissionDocument.objects.all()] == [other]
    assert Admission.objects.get(pk=other.pk).applied["contact_name"] == "Ruta"

"""What is kept for a while only is gone when its time is over, and not before."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models.signals import pre_delete
from django.utils import timezone

from tamyr.accounts.models import WrongTries
from tamyr.admissions.models import Admission, AdmissionDocument
from tamyr.admissions.services import admissions
from tamyr.network.models import Invitation, RegisterImport
from tamyr.safety.models import Letter
from tamyr.safety.queries import chain_faults
from tamyr.safety.services.expiry import forget_what_ran_out
from tamyr.safety.services.faults import PartlyDone
from tamyr.safety.signals import forgetting
from tests.house.cast import Cast


def forget_in(**later: int) -> dict[str, int]:
    return forget_what_ran_out(at=timezone.now() + timedelta(**later))


def test_nothing_is_forgotten_early(cast: Cast) -> None:
    assert forget_in(hours=23) == {}
    call_command("expire")
    assert Letter.objects.exists() and RegisterImport.objects.exists()


def test_an_import_is_forgotten_after_a_day(cast: Cast) -> None:
    assert forget_in(hours=25)["imports"] == 1
    assert not RegisterImport.objects.exists()


def test_wrong_tries_are_forgotten_the_next_day(cast: Cast) -> None:
    WrongTries.add("sign-in:somebody", timezone.now().date())
    assert forget_in(days=1)["tries"] == 1


def test_letters_are_forgotten_after_a_month_sent_or_not(cast: Cast) -> None:
    assert "letters" not in forget_in(days=29)
    assert forget_in(days=31)["letters"] >= 1
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    "closing",
    ["used_at", *(pytest.param(name, marks=pytest.mark.whole) for name in ("revoked_at", "expires_at"))],
)
def test_a_closed_invitation_is_forgotten_after_a_month(cast: Cast, closing: str) -> None:
    Invitation.objects.update(**{closing: timezone.now()})
    assert "invitations" not in forget_in(days=29)
    assert forget_in(days=31)["invitations"] == 2


def test_a_proposal_is_forgotten_a_month_after_it_ran_out(cast: Cast) -> None:
    assert "proposals" not in forget_in(days=43)
    assert forget_in(days=45)["proposals"] == 1


def test_documents_and_contacts_of_an_admission_go_a_year_after_its_outcome(cast: Cast) -> None:
    admission = Admission.objects.get()
    coordinator = cast.people["coordinator"].pk
    admissions.decline(
        admission=admission, explanation="It does not fit.", actor=coordinator, at=timezone.now()
    )
    assert AdmissionDocument.objects.exists()
    assert "documents" not in forget_in(days=364)
    found = forget_in(days=366)
    assert (found["documents"], found["contacts"]) == (1, 1)
    kept = Admission.objects.get()
    assert kept.applied["contact_address"] == "" and kept.applied["names"]
    assert cast.client("coordinator").get(f"/en/admissions/{kept.pk}/").status_code == 200


def test_a_running_admission_loses_nothing(cast: Cast) -> None:
    assert "documents" not in forget_in(days=4000)


def test_forgetting_is_in_the_audit_chain_by_numbers_alone(cast: Cast) -> None:
    forget_in(days=31)
    assert list(chain_faults()) == []


def test_what_cannot_be_read_keeps_nothing_else_from_being_forgotten(cast: Cast) -> None:
    admission = Admission.objects.get()
    coordinator = cast.people["coordinator"].pk
    admissions.decline(
        admission=admission, explanation="It does not fit.", actor=coordinator, at=timezone.now()
    )
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {Admission._meta.db_table} SET application = 'k1.changed'")
    for _time in range(2):
        with pytest.raises(PartlyDone) as told:
            forget_in(days=366)
        assert told.value.faults == {"contacts: UnreadableField": 1}
    assert not AdmissionDocument.objects.exists() and not Letter.objects.exists()
    assert list(chain_faults()) == []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT application FROM {Admission._meta.db_table}")
        assert cursor.fetchall() == [("k1.changed",)]


def test_a_room_that_fails_keeps_no_other_room_from_forgetting(cast: Cast) -> None:
    def broken(**_signal: object) -> None:
        raise LookupError("broken")

    forgetting.connect(broken)
    try:
        with pytest.raises(PartlyDone, match="LookupError"):
            forget_in(days=31)
    finally:
        forgetting.disconnect(broken)
    assert not Letter.objects.exists()


def test_a_row_that_cannot_go_keeps_none_of_its_kind(cast: Cast) -> None:
    """Whatever holds one row back, the others of the same table go."""
    held = WrongTries.add("sign-in:somebody", timezone.now().date())
    WrongTries.add("sign-in:somebody-else", timezone.now().date())
    assert held == 1
    kept = WrongTries.objects.order_by("pk").first()

    def hold(instance: WrongTries, **_signal: object) -> None:
        if kept is not None and instance.pk == kept.pk:
            raise LookupError("held")

    pre_delete.connect(hold, sender=WrongTries)
    try:
        with pytest.raises(PartlyDone) as told:
            forget_in(days=1)
    finally:
        pre_delete.disconnect(hold, sender=WrongTries)
    assert told.value.faults == {"tries: LookupError": 1}
    assert list(WrongTries.objects.all()) == [kept]


def test_the_command_says_what_it_could_not_forget(cast: Cast) -> None:
    def broken(**_signal: object) -> None:
        raise LookupError("broken")

    forgetting.connect(broken)
    try:
        with pytest.raises(CommandError, match="all the rest was: .*LookupError"):
            call_command("expire")
    finally:
        forgetting.disconnect(broken)

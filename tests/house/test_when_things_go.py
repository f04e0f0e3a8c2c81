"""What is kept for a while only: it is there at the last moment, and gone right after it, whatever ended it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.db import models, transaction
from django_tasks_db.models import DBTaskResult

from tamyr.admissions.models import Admission, AdmissionDocument
from tamyr.deliveries.models import ReceiptDraft
from tamyr.ndc.models import Comment
from tamyr.network.models import Invitation, RegisterImport
from tamyr.notices.models import Happening, Notice
from tamyr.protection.models import (
    Case,
    CheckIn,
    Contact,
    Keyholder,
    LockDown,
    Pace,
    Press,
    SealingKey,
    Travel,
)
from tamyr.publishing.models import Withdrawal
from tamyr.replies.models import Arrival, Lies, Placement
from tamyr.safety.models import Letter, Proposal
from tamyr.safety.services.expiry import Forget, what_runs_out
from tamyr.safety.services.faults import Faults
from tests.house.cast import Cast

ENDED = datetime(2040, 5, 15, 12, tzinfo=UTC)
LATE = ENDED + timedelta(days=4000)
MOMENT = timedelta(microseconds=1)
# What lies in files goes by their own times, sessions and tries by days, and of an applicant's contact the words alone.
TRIED_ELSEWHERE = {"uploads", "sessions", "tries", "contacts"}


@dataclass(frozen=True)
class KeptRows:
    """Rows of a model that ``end`` at ENDED and are kept for so many ``days``: up to that moment, and with it.

    Where they go ``in_the_moment`` itself, they are kept until right before it.
    """

    kind: str
    model: type[models.Model]
    end: Callable[[], object]
    days: int
    in_the_moment: bool = False

    @property
    def last_at(self) -> datetime:
        return ENDED + timedelta(days=self.days) - (MOMENT if self.in_the_moment else timedelta())


def invitation_closed(by: str) -> Callable[[], object]:
    times = {"used_at": None, "revoked_at": None, "expires_at": LATE}
    return lambda: Invitation.objects.update(**{**times, by: ENDED})


def journey_over(by: str) -> Callable[[], object]:
    times = {"until_at": None, "lifts_at": None, "cancelled_at": None}
    return lambda: Travel.objects.update(**{**times, by: ENDED})


def work_over(status: str) -> Callable[[], object]:
    return lambda: DBTaskResult.objects.update(status=status, finished_at=ENDED)


def happenings_without_notices(spread_at: datetime | None) -> None:
    Notice.objects.all().delete()
    Happening.objects.update(at=ENDED, spread_at=spread_at)


def two_paces() -> None:
    Pace.objects.update(set_at=ENDED)
    Pace.objects.create(hours=48, set_at=ENDED + timedelta(days=1))


KEPT = {
    "a letter": KeptRows("letters", Letter, lambda: Letter.objects.update(made_at=ENDED), 30),
    "an answered proposal": KeptRows(
        "proposals", Proposal, lambda: Proposal.objects.update(stage="withdrawn", answered_at=ENDED), 30
    ),
    "a proposal nobody answered": KeptRows(
        "proposals", Proposal, lambda: Proposal.objects.update(expires_at=ENDED), 30
    ),
    **{
        f"an invitation by {by}": KeptRows("invitations", Invitation, invitation_closed(by), 30)
        for by in ("used_at", "revoked_at", "expires_at")
    },
    "an import": KeptRows(
        "imports", RegisterImport, lambda: RegisterImport.objects.update(expires_at=ENDED), 0
    ),
    "a notice that was seen": KeptRows(
        "notices", Notice, lambda: Notice.objects.update(at=ENDED, done_at=ENDED), 30
    ),
    "a notice": KeptRows("notices", Notice, lambda: Notice.objects.update(at=ENDED, done_at=None), 90),
    "what was told to nobody": KeptRows("notices", Happening, lambda: happenings_without_notices(ENDED), 30),
    "what nobody was told": KeptRows("notices", Happening, lambda: happenings_without_notices(None), 90),
    "a lock-down": KeptRows(
        "lock-downs", LockDown, lambda: LockDown.objects.update(stage="lapsed", ended_at=ENDED), 60
    ),
    **{
        f"a journey by {by}": KeptRows("lock-downs", Travel, journey_over(by), 60)
        for by in ("until_at", "lifts_at", "cancelled_at")
    },
    "a word about what is gone": KeptRows(
        "words of lock-downs",
        Press,
        lambda: (LockDown.objects.all().delete(), Press.objects.update(at=ENDED)),
        60,
    ),
    "a contact taken back": KeptRows(
        "trusted contacts", Contact, lambda: Contact.objects.update(ends_at=ENDED), 60
    ),
    "a contact who never said yes": KeptRows(
        "trusted contacts", Contact, lambda: Contact.objects.update(accepted_at=None, named_at=ENDED), 60
    ),
    "a keyholder": KeptRows(
        "trusted contacts", Keyholder, lambda: Keyholder.objects.update(ended_at=ENDED), 60
    ),
    "a sealed letter": KeptRows(
        "letters-sealed", Case, lambda: Case.objects.update(kept_until=ENDED), 0, in_the_moment=True
    ),
    "a missed check-in": KeptRows("check-ins", CheckIn, lambda: CheckIn.objects.update(told_at=ENDED), 7),
    "a key of letters": KeptRows(
        "letter-keys",
        SealingKey,
        lambda: (Case.objects.all().delete(), SealingKey.objects.update(ended_at=ENDED)),
        90,
    ),
    "a pace that was promised": KeptRows("letter-paces", Pace, two_paces, 90),
    "a withdrawal that was decided": KeptRows(
        "withdrawals", Withdrawal, lambda: Withdrawal.objects.update(decided_at=ENDED), 30
    ),
    "a withdrawal nobody decided": KeptRows(
        "withdrawals", Withdrawal, lambda: Withdrawal.objects.update(expires_at=ENDED), 30
    ),
    "work that was done": KeptRows("work", DBTaskResult, work_over("SUCCESSFUL"), 1),
    "work that was given up": KeptRows("work", DBTaskResult, work_over("FAILED"), 30),
    "a letter that was set aside": KeptRows(
        "letters set aside",
        Arrival,
        lambda: (
            Placement.objects.all().delete(),
            Arrival.objects.update(lies=Lies.ASIDE, aside_at=ENDED, read_at=ENDED),
        ),
        90,
    ),
    "a comment on a draft": KeptRows(
        "comments",
        Comment,
        lambda: Comment.objects.update(state="waiting", answered_at=None, arrived_at=ENDED),
        180,
    ),
    "pages that nobody recorded": KeptRows(
        "drafts of receipts", ReceiptDraft, lambda: ReceiptDraft.objects.update(kept_at=ENDED), 1
    ),
    "documents of an application": KeptRows(
        "documents",
        AdmissionDocument,
        lambda: Admission.objects.update(stage="declined", ended_at=ENDED),
        365,
    ),
}


def forgetful(at: datetime) -> dict[str, Forget]:
    """Return by its kind what forgets at a moment."""
    found = what_runs_out(at=at)
    kinds = dict(found)
    assert len(kinds) == len(found), "two rooms forget by one word"
    return kinds


def left_at(kept: KeptRows, at: datetime) -> int:
    with transaction.atomic():
        faults = Faults()
        forgetful(at)[kept.kind](faults)
        faults.tell()
        count = kept.model._default_manager.count()
        transaction.set_rollback(True)
    return count


@pytest.mark.parametrize("named", KEPT)
def test_it_stays_to_the_last_moment_and_no_longer(cast: Cast, named: str) -> None:
    kept = KEPT[named]
    kept.end()
    there = kept.model._default_manager.count()
    assert there
    assert left_at(kept, kept.last_at) == there
    assert left_at(kept, kept.last_at + MOMENT) < there


def test_every_kind_of_forgetting_is_tried(db: None) -> None:
    assert {kept.kind for kept in KEPT.values()} | TRIED_ELSEWHERE == {*forgetful(ENDED)}

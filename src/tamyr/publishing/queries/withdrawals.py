"""Public pages that one editor would take back, on the desks of the others."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from tamyr.network.models import Visitor
from tamyr.network.queries.desk.calls import Call, asks_for_voice, while_there_are
from tamyr.publishing.models import Withdrawal


@asks_for_voice
@while_there_are(lambda: Withdrawal.objects.filter(decided_at=None))
def withdrawals_waiting(visitor: Visitor) -> Iterator[Call]:
    """Proposals of another editor: never one's own."""
    if visitor.person is None or not visitor.is_editor:
        return
    proposed = Withdrawal.objects.filter(decided_at__isnull=True, expires_at__gt=visitor.at)
    for withdrawal in proposed.exclude(proposed_by=visitor.person).select_related("page"):
        yield Call(
            title=withdrawal.page.title,
            sentence=_("Another editor would take this page back. Read why, then agree or refuse."),
            address=reverse("read_withdrawal", args=[withdrawal.pk]),
            act=_("Read why"),
            due_at=withdrawal.expires_at,
        )


def find_public_page(key: int) -> Page | None:
    """Return a page below the root that is public."""
    return Page.objects.filter(pk=key, live=True, depth__gt=1).first()


def find_withdrawal(key: str, now: datetime) -> Withdrawal | None:
    found = Withdrawal.objects.filter(pk=key).select_related("page", "proposed_by").first()
    return found if found is not None and found.is_open_at(now) else None


def open_withdrawal_of(page: Page, now: datetime) -> Withdrawal | None:
    # Undecided is not enough: one whose two weeks are over stays so until the next one is proposed.
    return Withdrawal.objects.filter(page=page, decided_at__isnull=True, expires_at__gt=now).first()

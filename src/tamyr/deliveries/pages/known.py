"""What is known of one letter that went out, or perhaps did: for who says what becomes of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from tamyr.deliveries.models import Missive, State
from tamyr.deliveries.pages.batch import MissiveShown, missive_shown
from tamyr.deliveries.pages.crumbs import to_batch
from tamyr.deliveries.pages.handed import taking_back
from tamyr.deliveries.queries.batches import BY_MAIL, draft_of, message_id_of
from tamyr.deliveries.queries.handed import is_standing
from tamyr.deliveries.rules import may_decide
from tamyr.network.models import Visitor


@dataclass(frozen=True)
class ReceiptShown:
    """A picture that proves what was recorded."""

    key: UUID
    words: str
    on: date
    number: str
    size: int
    is_taken_out: bool


def receipts_of(missive: Missive) -> list[ReceiptShown]:
    rows = missive.receipts.select_related("event")
    return [
        ReceiptShown(
            key=row.pk,
            words=row.event.get_kind_display(),
            on=row.event.happened_on,
            number=row.event.number,
            size=row.size,
            is_taken_out=not is_standing(row.event),
        )
        for row in rows
    ]


def known_lines(letter: MissiveShown) -> Iterator[tuple[str, str]]:
    """Yield what is known of a letter; of one by e-mail where it went, which server was asked, what that said last."""
    missive = letter.missive
    if letter.content:
        yield _("Our reference"), letter.content.number
    if missive.state == State.CHANGED:
        yield _("Why it is held"), letter.fault
    if missive.delivery.way != BY_MAIL and not missive.went_by_mail:
        return
    yield _("Address"), missive.address
    if missive.tries:
        yield _("Mail server"), missive.server or _("not noted")
        yield _("Tries"), str(missive.tries)
        # Of a held letter the fault is why it is held; of any other, what the server said last.
        if missive.state != State.CHANGED:
            yield _("What is known of the last try"), letter.fault or _("nothing: no answer came")
        yield _("Message-ID"), message_id_of(missive)


def letter_page(missive: Missive, visitor: Visitor) -> dict[str, Any]:
    """Return what the page of a letter shows, but for its forms and what changed since it was released."""
    shown, batch, demand = missive_shown(missive, visitor), missive.batch, missive.delivery.demand
    draft = draft_of(visitor, missive)
    return {
        "letter": shown,
        "batch": batch,
        "demand": demand,
        "known": list(known_lines(shown)),
        "receipts": receipts_of(missive),
        "may_decide": may_decide(visitor, demand) and batch.released_at is not None,
        "taking_back": taking_back(missive, visitor),
        "draft": draft,
        "draft_pages": range(1, draft.pages + 1) if draft else (),
        "crumbs": [*to_batch(demand, batch), (shown.addressee, "")],
    }

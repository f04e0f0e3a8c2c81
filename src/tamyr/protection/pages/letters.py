"""Letters as those who answer read them, and as their writer does; who answers, and within how many hours."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from tamyr.network.models import Visitor
from tamyr.protection.logic.advice import advice_for, cautions_for
from tamyr.protection.models import Case, SealedCopy, SealedItem, SealingKey
from tamyr.protection.models.cases import KEPT
from tamyr.protection.queries.cases import answers_to_writer, cases_that_wait, cases_visible_to
from tamyr.protection.queries.checkins import own_check_in
from tamyr.protection.queries.keys import (
    FEWEST,
    Recipients,
    hours_promised,
    live_in_one_country,
    own_key,
    recipients_now,
    responder_of,
    responders_today,
    shared_key,
)
from tamyr.protection.rules import may_check_in, may_name_responders, may_read_letters, may_see_responders
from tamyr.safety.logic.sealing.texts import NotSealed, open_sealed
from tamyr.shared.languages import language

SHOWN = 200
# By the names that the script of the page knows them by.
WAYS_TO_OPEN = (
    ("passphrase", _("With a passphrase: it cannot be taken with your finger or your face")),
    (
        "both",
        _("With a passkey of this device (finger, face or PIN), and with a passphrase if the device is lost"),
    ),
    (
        "passkey",
        _(
            "With the passkey alone: if the device is lost, so are your letters, unless a colleague seals them to your new key"
        ),
    ),
)


def room_page(visitor: Visitor) -> dict[str, Any]:
    return {
        "visitor": visitor,
        "recipients": recipients_now(visitor.at),
        "hours": hours_promised(),
        "check_in": own_check_in(visitor),
        "may_check_in": may_check_in(visitor),
        "may_read_letters": may_read_letters(visitor),
        "may_see_responders": may_see_responders(visitor),
        "advice": advice_for(language()),
        "cautions": cautions_for(language()),
    }


def promised() -> dict[str, Any]:
    return {"hours": hours_promised(), "kept_days": KEPT.days}


def wrapped_key(visitor: Visitor) -> dict[str, Any]:
    """Return the reader's own key in use; an account without one is given nothing to open."""
    responder = responder_of(visitor)
    return {"key": own_key(responder) if responder else None}


def key_page(visitor: Visitor) -> dict[str, Any]:
    return {**wrapped_key(visitor), "recipients": recipients_now(visitor.at), "ways": WAYS_TO_OPEN}


def letters_page(visitor: Visitor) -> dict[str, Any]:
    seen = cases_visible_to(visitor)
    waiting = set(cases_that_wait(seen).values_list("pk", flat=True))
    found = seen.prefetch_related("items")[:SHOWN]
    rows = [(case, case.pk in waiting, case.runs_out_soon(visitor.at)) for case in found]
    return {"rows": rows, **wrapped_key(visitor), **promised()}


def letter_page(case: Case, visitor: Visitor) -> dict[str, Any]:
    recipients, own = recipients_now(visitor.at), wrapped_key(visitor)
    return {
        "case": case,
        "items": shown_items(case, recipients, own["key"]),
        "hold": case.hold,
        "recipients": recipients,
        "runs_out": case.runs_out_soon(visitor.at),
        "visitor": visitor,
        **own,
        **promised(),
    }


def shown_items(
    case: Case, recipients: Recipients, own: SealingKey | None
) -> list[tuple[SealedItem, list[str], SealedCopy | None]]:
    """Return the items of a letter, the keys of today that none of its forms opens to, and the reader's own copy."""
    found = case.items.select_related("author__person").prefetch_related(
        "sealed_for", "copies__given_by__person"
    )
    shown = []
    for item in found:
        opens = {row.key_id for row in item.sealed_for.all()} | {copy.key_id for copy in item.copies.all()}
        missing = [key.public for key in recipients.keys if key.pk not in opens]
        copy = next((copy for copy in item.copies.all() if own and copy.key_id == own.pk), None)
        shown.append((item, missing, copy))
    return shown


def own_letter_page(case: Case, token: str, identity: str, at: datetime) -> dict[str, Any]:
    """Return what the writer of a letter reads: answers alone, never again what they wrote."""
    return {
        "case": case,
        "answers": [(item, opened(item, identity)) for item in answers_to_writer(case)],
        "hold": case.hold,
        "runs_out": case.runs_out_soon(at) and case.warned_days(at),
        "recipients": recipients_now(at),
        "token": token,
        **promised(),
    }


def opened(item: SealedItem, identity: str) -> str:
    """Open an answer in memory for a browser without scripts; nothing where it does not open."""
    try:
        return open_sealed(item.sealed, [identity]) if identity else ""
    except NotSealed:
        return ""


def people_page(visitor: Visitor) -> dict[str, Any]:
    return {
        "visitor": visitor,
        "rows": [(responder, own_key(responder)) for responder in responders_today()],
        "shared": shared_key(),
        "recipients": recipients_now(visitor.at),
        "in_one_country": live_in_one_country(responders_today()),
        "fewest": FEWEST,
        "hours": hours_promised(),
        "may_name": may_name_responders(visitor),
        "may_promise": may_read_letters(visitor),
    }

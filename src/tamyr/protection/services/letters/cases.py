"""Letters: sealed in the browser, or here in memory; kept, answered, taken over, closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.network.models import Visitor
from tamyr.network.rules import MayNot
from tamyr.notices.services import announce, settle
from tamyr.protection.models import Case, Responder, SealedFor, SealedItem, SealingKey
from tamyr.protection.models.cases import State
from tamyr.protection.queries.cases import hash_of
from tamyr.protection.queries.keys import Recipients, recipients_now
from tamyr.protection.services.letters.keys import locked_responder
from tamyr.safety.logic.sealing.texts import SIZES, NotSealed, check_sealed, kept_form, seal
from tamyr.safety.services import record_act

# Nobody's address is kept, so a flood is stopped by how many lie unread, not by who sends them. Whoever is
# signed in still finds room when strangers have filled theirs.
MOST_UNREAD, MOST_UNREAD_OF_KNOWN, MOST_ITEMS = 100, 150, 40
LONGEST_TEXT = 4000
# Every letter is filled up to what the longest text needs: they all have one length.
LETTER_SIZE = SIZES[2]


class TooMany(Exception):
    """So many letters lie unread, or in this exchange, that no more is taken for now."""


class KeysChanged(Exception):
    """Keys came or went since the page was made: the text must be sealed anew."""


class NobodyReceives(Exception):
    """Fewer than two people could open a letter now: none is taken, rather than lost."""


@dataclass(frozen=True)
class SealedText:
    """A text as it is kept: to whom it is sealed beside the writer, and the age file."""

    content: bytes
    keys: tuple[SealingKey, ...]


def seal_here(text: str, *, at: datetime, also_to: Sequence[str] = ()) -> SealedText:
    """Seal a text in memory, for browsers without scripts; it is written nowhere else."""
    recipients = _open_recipients(at)
    return SealedText(seal(text, [*recipients.public, *also_to], least=LETTER_SIZE), recipients.keys)


def sealed_elsewhere(
    content: bytes, public: Sequence[str], *, at: datetime, also_to: Sequence[str] = ()
) -> SealedText:
    """Take what a browser sealed: to exactly today's keys, and in the form of an age file (``NotSealed``)."""
    recipients = _open_recipients(at)
    # Fewer keys are refused like others: one who answers would never learn what the letter says.
    if sorted(public) != sorted(recipients.public):
        raise KeysChanged
    if check_sealed(content, keys=len(recipients.keys) + len(also_to)) != LETTER_SIZE:
        raise NotSealed("a letter has one size")
    return SealedText(content, recipients.keys)


def _open_recipients(at: datetime) -> Recipients:
    recipients = recipients_now(at)
    if not recipients.may_be_written_to:
        raise NobodyReceives
    return recipients


@transaction.atomic
def open_case(*, sealed: SealedText, token: str, reply_key: str, form_key: str, by: Visitor) -> Case:
    """Receive a letter; the same form sent again finds the one already received."""
    # Before any limit is asked: whoever sends the same form once more is owed the receipt of the first.
    known = SealedItem.objects.filter(form_hash=hash_of(form_key)).select_related("case").first()
    if known is not None:
        return known.case
    most = MOST_UNREAD if by.person is None else MOST_UNREAD_OF_KNOWN
    # Counted without a lock: a few letters beyond the limit do no harm, and to count them one by one would
    # let a flood hold up everybody.
    if Case.objects.filter(state=State.NEW).count() >= most:
        raise TooMany
    case = Case(token_hash=hash_of(token), reply_key=reply_key, opened_at=by.at)
    case.hear(by.at)
    case.save(force_insert=True)
    _add(case, sealed, form_key=form_key, author=None, by=by)
    # Who wrote is no act of a person in the chain: not even of one who is signed in.
    record_act(act="letter.received", actor=None, about=case, at=by.at)
    announce(kind="letter-came", about=case, actor=None, at=by.at)
    return case


@transaction.atomic
def write_more(*, case: Case, sealed: SealedText, form_key: str, by: Visitor) -> Case:
    """Add to one's letter, which keeps all of it longer; a closed one is open again."""
    standing = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    # Asked under the lock, so that the same form sent twice at once is kept once.
    if _is_there(form_key):
        return standing
    if standing.items.count() >= MOST_ITEMS:
        raise TooMany
    item = _add(standing, sealed, form_key=form_key, author=None, by=by)
    standing.hear(by.at)
    # Nobody looks through closed letters for a new word.
    if standing.state == State.CLOSED:
        standing.state = State.TAKEN if standing.taken_by_id else State.NEW
    standing.save()
    record_act(act="letter.continued", actor=None, about=standing, at=by.at)
    announce(kind="letter-came", about=standing, version=item.pk, actor=None, at=by.at)
    return standing


@transaction.atomic
def answer(*, case: Case, sealed: SealedText, form_key: str, by: Visitor) -> Case:
    """Answer a letter, which is then in one's hands if it was in nobody's."""
    responder, standing = locked_case(case, by)
    if _is_there(form_key):
        return standing
    if standing.items.count() >= MOST_ITEMS:
        raise TooMany
    _add(standing, sealed, form_key=form_key, author=responder, by=by)
    if standing.state == State.NEW:
        standing.state, standing.taken_by = State.TAKEN, responder
    standing.save()
    record_act(act="letter.answered", actor=by.actor, about=standing, at=by.at)
    settle(about=standing, person=responder.person_id, at=by.at)
    return standing


@transaction.atomic
def take_over(*, case: Case, by: Visitor) -> Case:
    """See to a letter oneself from now on."""
    responder, standing = locked_case(case, by)
    standing.state, standing.taken_by = State.TAKEN, responder
    standing.save()
    record_act(act="letter.taken", actor=by.actor, about=standing, at=by.at)
    return standing


@transaction.atomic
def close_case(*, case: Case, by: Visitor) -> Case:
    """Say that nothing is left to do; it is deleted in its time, and the writer can open it again."""
    responder, standing = locked_case(case, by)
    standing.state, standing.taken_by = State.CLOSED, standing.taken_by or responder
    standing.save()
    record_act(act="letter.closed", actor=by.actor, about=standing, at=by.at)
    return standing


def locked_case(case: Case, by: Visitor) -> tuple[Responder, Case]:
    """Return the one who asks and the letter, both locked; raise ``MayNot`` where it is no longer kept."""
    responder = locked_responder(by)
    standing = Case.objects.select_for_update(no_key=True).filter(pk=case.pk, kept_until__gt=by.at).first()
    if standing is None:
        raise MayNot(_("This letter is no longer kept."))
    return responder, standing


def _is_there(form_key: str) -> bool:
    return SealedItem.objects.filter(form_hash=hash_of(form_key)).exists()


def _add(
    case: Case, sealed: SealedText, *, form_key: str, author: Responder | None, by: Visitor
) -> SealedItem:
    # Asked again: nothing is kept that opens to a key taken off meanwhile.
    if set(sealed.keys) != set(recipients_now(by.at).keys):
        raise KeysChanged
    item = SealedItem.objects.create(
        case=case,
        is_answer=author is not None,
        author=author,
        form_hash=hash_of(form_key),
        content=kept_form(sealed.content, LETTER_SIZE),
        size=LETTER_SIZE,
        month=SealedItem.month_of(by.on),
        written_at=by.at,
    )
    SealedFor.objects.bulk_create([SealedFor(item=item, key=key) for key in sealed.keys])
    return item

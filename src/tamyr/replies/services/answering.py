"""What comes of a letter at a demand: an event that a person records, and words and files that everybody may read."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tamyr.demands.models import Event
from tamyr.demands.services.delivering import Account, record_event
from tamyr.priorities.logic.texts import hash_of
from tamyr.procedures.services import MovedMeanwhile, asked_again
from tamyr.replies.models import Arrival, ArrivedFile, Placement, PublicWords
from tamyr.replies.queries.arrivals import files_beside
from tamyr.replies.rules import is_at_their_letter
from tamyr.replies.services.placing import PlacedMeanwhile
from tamyr.safety.services import record_act


class RecordedMeanwhile(Exception):
    """Somebody else has said what a letter means since the page was opened."""


class OwnWords(Exception):
    """Whoever wrote the public words cannot be the second to read them."""


class Flagged(Exception):
    """A file that could not be made anew is shown to nobody."""


class OwnFile(Exception):
    """Whoever showed a file cannot be the second to read the public words it stands beside."""


@transaction.atomic
def record_answer(
    *, placement: Placement, account: Account, form_key: UUID, actor: UUID, at: datetime
) -> Event:
    """Record what a letter means for the letter of ours it stands at. Nothing here does so by itself."""
    # Held as whoever moves it holds it: the later of the two sees what the other did.
    standing = Placement.objects.select_for_update(no_key=True, of=("self",)).get(pk=placement.pk)
    asked_again(is_at_their_letter, actor, standing.arrival, at)
    if standing.event is not None and standing.event.form_key == form_key:
        return standing.event
    # Moved since the page was opened, it answers another letter of ours; recorded, it would be an event twice.
    if standing.ended_at is not None:
        raise PlacedMeanwhile
    if standing.event is not None:
        raise RecordedMeanwhile
    event = record_event(
        delivery=standing.delivery, account=account, member=None, form_key=form_key, actor=actor, at=at
    )
    standing.event = event
    standing.save(update_fields=["event"])
    record_act(
        act="reply.recorded", actor=actor, about=standing.arrival, at=at, details={"kind": account.kind}
    )
    return event


@transaction.atomic
def write_public_words(
    *, arrival: Arrival, words: str, base_sha: str, actor: UUID, at: datetime
) -> PublicWords:
    """Write what everybody may read of a letter. It is shown once somebody else has read it.

    ``base_sha`` is of the words that the form showed, empty for none: raises ``MovedMeanwhile`` where others stand there.
    """
    standing = Arrival.objects.select_for_update(no_key=True, of=("self",)).get(pk=arrival.pk)
    asked_again(is_at_their_letter, actor, standing, at)
    row = PublicWords.objects.filter(arrival=standing).first() or PublicWords(arrival=standing)
    # Whoever sends what stands there already has lost nothing, whatever their form was opened on.
    if row.words and row.words != words and (stands := hash_of(row.words)) != base_sha:
        raise MovedMeanwhile(row.words, stands)
    row.words, row.written_by_id, row.written_at = words, actor, at
    row.checked_by, row.checked_at = None, None
    row.save()
    record_act(act="reply.words_written", actor=actor, about=standing, at=at)
    return row


@transaction.atomic
def check_public_words(
    *, arrival: Arrival, words: str, beside: str, actor: UUID, at: datetime
) -> PublicWords:
    """Let everybody read the words and have the files, as the second who has looked at them."""
    standing = Arrival.objects.select_for_update(no_key=True, of=("self",)).get(pk=arrival.pk)
    asked_again(is_at_their_letter, actor, standing, at)
    row = PublicWords.objects.select_for_update(no_key=True, of=("self",)).get(arrival=standing)
    if row.written_by_id == actor:
        raise OwnWords
    shown = ArrivedFile.objects.filter(arrival=standing, is_public=True)
    if shown.filter(shown_by=actor).exists():
        raise OwnFile
    # The words themselves come back from the page: what was read is what is shown.
    if row.words != words or files_beside(shown) != beside:
        raise MovedMeanwhile
    if row.checked_at is not None:
        return row
    row.checked_by_id, row.checked_at = actor, at
    row.save(update_fields=["checked_by", "checked_at"])
    record_act(act="reply.words_checked", actor=actor, about=standing, at=at)
    return row


@transaction.atomic
def show_file(*, file: ArrivedFile, is_public: bool, actor: UUID, at: datetime) -> ArrivedFile:
    """Show one file to everybody, or hide it again; others of the letter stay as they are.

    What is shown waits, with the public words, for a second person who looks at both.
    """
    arrival = Arrival.objects.select_for_update(no_key=True, of=("self",)).get(pk=file.arrival_id)
    asked_again(is_at_their_letter, actor, arrival, at)
    standing = ArrivedFile.objects.select_for_update(no_key=True, of=("self",)).get(pk=file.pk)
    if is_public and (standing.is_held or not standing.cleaned_type):
        raise Flagged
    standing.is_public, standing.shown_by_id, standing.shown_at = is_public, actor, at
    standing.save(update_fields=["is_public", "shown_by", "shown_at"])
    # The words wait with it, as one page shows both. What is hidden is gone at once.
    if is_public:
        PublicWords.objects.filter(arrival=arrival).update(checked_by=None, checked_at=None)
    record_act(
        act="reply.file_shown" if is_public else "reply.file_hidden", actor=actor, about=arrival, at=at
    )
    return standing

"""Translations of clauses: written by people or machines, checked by somebody else, kept in step."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.network.services.two_persons.asking import visitor_with
from tamyr.positions.logic.texts import canonical
from tamyr.positions.models import ClauseText, Stage, Version
from tamyr.positions.rules import may_check, may_translate
from tamyr.positions.services.clocks import set_clocks
from tamyr.positions.services.locking import Bound, place_in, record_change
from tamyr.procedures.services import MovedMeanwhile, NotNow, locked

# Not while members vote: what they read beside the bound words stays as it is.
WRITABLE = (Stage.DRAFT, Stage.OPEN, Stage.ADOPTED)


def locked_to_translate(version: Version, language: str, *, actor: UUID, at: datetime) -> Version:
    """Lock a version of which a translation is to change; one that the hash binds does not."""
    standing = locked(version, *WRITABLE)
    if standing.binds(language):
        raise Bound
    if standing.stage != Stage.ADOPTED and not standing.may_be_written_at(at):
        raise NotNow(standing)
    if not may_translate(visitor_with(actor, at), standing, language):
        raise MayNot(_("Your mandate or role does not allow this now; it may have ended."))
    return standing


@transaction.atomic
def write_translation(
    *,
    version: Version,
    code: str,
    language: str,
    text: str,
    is_machine: bool,
    base_sha: str,
    source_sha: str,
    member: Member | None,
    actor: UUID,
    at: datetime,
) -> ClauseText:
    """Write a clause in another language; it waits to be checked by somebody else.

    ``base_sha``: of the translation that the form showed, empty for none; ``source_sha``: of the
    authoritative words beside it. Raises ``MovedMeanwhile`` where either changed since.
    """
    standing = locked_to_translate(version, language, actor=actor, at=at)
    words, place = canonical(text), place_in(standing, code)
    wording = place.wordings[language]
    if wording.sha != base_sha or place.authoritative.sha != source_sha:
        raise MovedMeanwhile(wording.text or place.authoritative.text)
    row = wording.row or ClauseText(clause=place.clause, language=language)
    row.source_sha = source_sha
    before = row.put_words(words, by=actor, is_machine=is_machine)
    record_change(place.clause, row, act="translated", before=before, actor=actor, at=at, member=member)
    set_clocks(standing, changed=[language], actor=actor, at=at)
    return row


@transaction.atomic
def check_translation(
    *, version: Version, code: str, language: str, base_sha: str, actor: UUID, at: datetime
) -> ClauseText:
    """Say that a translation says what the authoritative words say; nobody says it of their own."""
    standing = locked_to_translate(version, language, actor=actor, at=at)
    place = place_in(standing, code)
    wording = place.wordings[language]
    row = wording.row
    # Only the very words that the page showed are checked: those of a quicker writer would pass unread.
    if row is None or wording.sha != base_sha or wording.is_stale:
        raise MovedMeanwhile(wording.text)
    if not may_check(visitor_with(actor, at), standing, row):
        raise MayNot(_("Somebody else than who wrote it checks a translation."))
    row.checked_by_id, row.checked_at = actor, at
    row.save()
    record_change(place.clause, row, act="checked", before=row.text, actor=actor, at=at)
    # No words changed: the clock begins where the language is whole by this, and no other one is set back.
    set_clocks(standing, changed=(), actor=actor, at=at)
    return row

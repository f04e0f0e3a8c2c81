"""Amendments and comments: a member's tracked difference to one clause, and its words beside it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tamyr.network.models import Member
from tamyr.notices.services import announce, settle
from tamyr.positions.logic.texts import canonical
from tamyr.positions.models import Amendment, ClauseText, Comment, Version
from tamyr.positions.models.amendments import Act, Answer
from tamyr.positions.queries.texts import Place
from tamyr.positions.rules import (
    made_the_comment,
    may_accept,
    may_agree,
    may_amend,
    may_comment,
    may_take_back,
    may_write_anew,
)
from tamyr.positions.services.clocks import set_clocks
from tamyr.positions.services.locking import locked_to_write, place_in, record_change
from tamyr.positions.services.writing import drop_clause, insert_clause
from tamyr.procedures.services import MovedMeanwhile, NotNow, asked_again, check_heard
from tamyr.safety.services import record_act


@dataclass(frozen=True)
class AmendmentDraft:
    """What an amendment wants of a clause, against the wording that its form showed."""

    code: str
    language: str
    act: str
    nature: str
    base_sha: str
    text: str
    reason: str


class NoDifference(ValueError):
    """An amendment would change nothing."""


@transaction.atomic
def propose_amendment(
    *, version: Version, wanted: AmendmentDraft, member: Member, form_key: UUID, actor: UUID, at: datetime
) -> Amendment:
    """Propose a change of one clause; the same form sent twice is one amendment."""
    standing = locked_to_write(version, at=at)
    asked_again(may_amend, actor, standing, at)
    check_heard(standing.position, member=member, actor=actor, at=at)
    # Under the lock: of one form pressed twice at once the second waits there, and finds what the first made.
    known = Amendment.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    row = _row_against(standing, wanted)
    made = Amendment.objects.create(
        form_key=form_key,
        version=standing,
        code=wanted.code,
        language=wanted.language,
        act=wanted.act,
        nature=wanted.nature,
        base_sha=row.sha,
        base_text=row.text,
        text=_new_text(wanted, row),
        reason=wanted.reason,
        member=member,
        proposed_by_id=actor,
        proposed_at=at,
    )
    record_act(act="amendment.proposed", actor=actor, about=made, at=at, details={"member": str(member.pk)})
    announce(kind="position-amended", about=standing, version=made.pk, actor=actor, at=at)
    return made


def _row_against(version: Version, wanted: AmendmentDraft) -> ClauseText:
    place = place_in(version, wanted.code)
    wording = place.wordings[wanted.language]
    # A clause is added or left out in the authoritative text alone; translations follow it.
    is_fit = wording.is_authoritative or wanted.act == Act.REPLACE
    is_title_left_alone = not (place.is_title and wanted.act == Act.DELETE)
    if wording.row is None or wording.sha != wanted.base_sha or not is_fit or not is_title_left_alone:
        raise MovedMeanwhile(wording.text)
    return wording.row


def _new_text(wanted: AmendmentDraft, row: ClauseText) -> str:
    if wanted.act == Act.DELETE:
        return ""
    text = canonical(wanted.text)
    if wanted.act == Act.REPLACE and text == row.text:
        raise NoDifference
    return text


def _locked(amendment: Amendment, at: datetime) -> tuple[Version, Amendment]:
    version = locked_to_write(amendment.version, at=at)
    # The version before what hangs on it, in every act of this room: two that lock in turns wait for each
    # other for ever.
    standing = Amendment.objects.select_for_update(no_key=True, of=("self",)).get(pk=amendment.pk)
    if standing.answer != Answer.PROPOSED:
        raise NotNow(version)
    # The locked row, so that the rules ask this one and not the one that was read before.
    standing.version = version
    return version, standing


@transaction.atomic
def write_amendment_anew(
    *, amendment: Amendment, text: str, base_sha: str, actor: UUID, at: datetime
) -> Amendment:
    """Write an amendment against the clause as it stands now, because it changed meanwhile."""
    version, standing = _locked(amendment, at)
    asked_again(may_write_anew, actor, standing, at)
    wanted = AmendmentDraft(
        standing.code, standing.language, standing.act, standing.nature, base_sha, text, ""
    )
    row = _row_against(version, wanted)
    standing.base_sha, standing.base_text, standing.text = row.sha, row.text, _new_text(wanted, row)
    # The author of the clause agreed to other words.
    standing.agreed_at = None
    standing.save()
    record_act(act="amendment.written_anew", actor=actor, about=standing, at=at)
    # With the moment: the same amendment written anew twice is told twice.
    announce(kind="position-amended", about=version, version=f"{standing.pk} {at}", actor=actor, at=at)
    return standing


@transaction.atomic
def withdraw_amendment(*, amendment: Amendment, actor: UUID, at: datetime) -> Amendment:
    """Take an amendment back, in the name of the organisation that proposed it."""
    _version, standing = _locked(amendment, at)
    asked_again(may_take_back, actor, standing, at)
    _answer(standing, Answer.WITHDRAWN, actor, at)
    return standing


@transaction.atomic
def agree_to_amendment(*, amendment: Amendment, sha: str, actor: UUID, at: datetime) -> Amendment:
    """Say in the name of the organisation that wrote the clause that it agrees to what it read, of which ``sha`` is."""
    version, standing = _locked(amendment, at)
    asked_again(may_agree, actor, standing, at)
    _check_seen(standing, sha)
    standing.agreed_at = at
    standing.save()
    record_act(act="amendment.agreed", actor=actor, about=standing, at=at)
    announce(kind="position-amended", about=version, version=f"{standing.pk} agreed", actor=actor, at=at)
    return standing


@transaction.atomic
def accept_amendment(*, amendment: Amendment, sha: str, actor: UUID, at: datetime) -> Amendment:
    """Accept as the facilitator what the mandate covers, as it was read, and change the text."""
    version, standing = _locked(amendment, at)
    asked_again(may_accept, actor, standing, at)
    _check_seen(standing, sha)
    apply_amendment(version, standing, actor=actor, at=at)
    _answer(standing, Answer.ACCEPTED, actor, at)
    return standing


def _check_seen(standing: Amendment, sha: str) -> None:
    # Its author may have written it anew after the page was opened.
    if standing.sha != sha:
        raise MovedMeanwhile(standing.text)


def _answer(standing: Amendment, answer: str, actor: UUID, at: datetime) -> None:
    record_answer(standing, answer, actor=actor, at=at)
    settle(about=standing.version, person=actor, at=at)


def record_answer(standing: Amendment, answer: str, *, actor: UUID, at: datetime) -> None:
    """Write down what became of an amendment of a locked version, and tell the organisation that proposed it."""
    standing.answer, standing.answered_by_id, standing.answered_at = answer, actor, at
    standing.save()
    record_act(act=f"amendment.{answer}", actor=actor, about=standing, at=at)
    announce(
        kind="amendment-answered",
        about=standing.version,
        version=standing.pk,
        scope=standing.member_id,
        actor=actor,
        at=at,
    )


def apply_amendment(version: Version, amendment: Amendment, *, actor: UUID, at: datetime) -> None:
    """Change the text of a locked version as an amendment says, which fits it; clocks follow."""
    place = place_in(version, amendment.code)
    row = place.wordings[amendment.language].row
    # Whoever calls has asked; still no amendment is ever laid over words that its writer did not see.
    if row is None or row.sha != amendment.base_sha:
        raise MovedMeanwhile(row.text if row else "")
    _change(version, place, row, amendment, actor, at)
    set_clocks(version, changed=[amendment.language], actor=actor, at=at)


def _change(
    version: Version, place: Place, row: ClauseText, amendment: Amendment, actor: UUID, at: datetime
) -> None:
    member, reason = amendment.member, amendment.reason
    if amendment.act == Act.AFTER:
        insert_clause(
            version,
            after=place.clause.place,
            text=amendment.text,
            actor=amendment.proposed_by_id,
            at=at,
            act="amended_after",
            member=member,
            reason=reason,
        )
    elif amendment.act == Act.DELETE:
        drop_clause(place.clause, row, actor=actor, at=at, act="amended_away", member=member, reason=reason)
    else:
        # Their maker is who proposed them, so that whoever lets them in may be the one who checks them.
        before = row.put_words(amendment.text, by=amendment.proposed_by_id)
        if not place.wordings[amendment.language].is_authoritative:
            # Whoever lets a better translation in has read it beside the authoritative words.
            row.source_sha, row.checked_by_id, row.checked_at = place.authoritative.sha, actor, at
            row.save()
        record_change(
            place.clause, row, act="amended", before=before, actor=actor, at=at, member=member, reason=reason
        )


@transaction.atomic
def comment(
    *, version: Version, code: str, words: str, member: Member, form_key: UUID, actor: UUID, at: datetime
) -> Comment:
    """Comment on a clause in a member's name."""
    standing = locked_to_write(version, at=at)
    asked_again(may_comment, actor, standing, at)
    check_heard(standing.position, member=member, actor=actor, at=at)
    place = place_in(standing, code)
    made, is_new = Comment.objects.get_or_create(
        form_key=form_key,
        defaults={
            "position": standing.position,
            "code": code,
            "base_sha": place.authoritative.sha,
            "words": words,
            "member": member,
            "by_id": actor,
            "at": at,
        },
    )
    if is_new:
        record_act(act="position.commented", actor=actor, about=standing, at=at, details={"clause": code})
    return made


@transaction.atomic
def withdraw_comment(*, comment: Comment, version: Version, actor: UUID, at: datetime) -> Comment:
    """Take a comment back, in the name of the organisation that made it; taking it back twice is once."""
    standing = locked_to_write(version, at=at)
    found = Comment.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=comment.pk, position=standing.position
    )
    asked_again(made_the_comment, actor, found, at)
    if found.withdrawn_at is None:
        found.withdrawn_at = at
        found.save(update_fields=["withdrawn_at"])
        details: dict[str, str | int | bool | None] = {"clause": found.code}
        record_act(act="position.comment_withdrawn", actor=actor, about=standing, at=at, details=details)
    return found

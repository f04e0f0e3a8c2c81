"""What the facilitator does to the text while it is written: clauses added, split, merged, moved, deleted."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from tamyr.network.models import Member
from tamyr.positions.logic.texts import canonical, clause_sha
from tamyr.positions.models import Clause, ClauseText, Quote, Stage, Version
from tamyr.positions.models.texts import Kind
from tamyr.positions.queries.texts import Place
from tamyr.positions.rules import may_write
from tamyr.positions.services.locking import locked_to_write, new_code, place_in, record_change
from tamyr.procedures.services import MovedMeanwhile, asked_again
from tamyr.safety.services import record_act

DRAFT = (Stage.DRAFT,)


def _locked(version: Version, actor: UUID, at: datetime) -> Version:
    standing = locked_to_write(version, at=at, stages=DRAFT)
    asked_again(may_write, actor, standing, at)
    return standing


def insert_clause(
    version: Version,
    *,
    after: int,
    text: str,
    actor: UUID | None,
    at: datetime,
    act: str,
    kind: str = Kind.CLAUSE,
    member: Member | None = None,
    came_from: str = "",
    reason: str = "",
) -> Clause:
    """Put a clause behind a place of a locked version, in the authoritative language."""
    version.clauses.filter(place__gt=after).update(place=F("place") + 1)
    clause = Clause.objects.create(
        version=version,
        code=new_code(version),
        place=after + 1,
        kind=kind,
        member=member,
        came_from=came_from,
    )
    made = ClauseText.objects.create(
        clause=clause,
        language=version.position.authoritative,
        text=text,
        sha=clause_sha(text),
        made_by_id=actor,
    )
    record_change(clause, made, act=act, before="", actor=actor, at=at, member=member, reason=reason)
    return clause


def own_row(place: Place) -> ClauseText:
    row = place.authoritative.row
    assert row is not None, "no clause is without authoritative words"
    return row


@transaction.atomic
def add_clause(
    *,
    version: Version,
    after: str,
    kind: str,
    text: str,
    member: Member | None,
    actor: UUID,
    at: datetime,
) -> Clause:
    """Add a clause or a heading behind another one (``after``: its code)."""
    standing, words = _locked(version, actor, at), canonical(text)
    place = place_in(standing, after).clause.place
    return insert_clause(
        standing, after=place, text=words, kind=kind, member=member, actor=actor, at=at, act="added"
    )


@transaction.atomic
def write_clause(
    *, version: Version, code: str, text: str, base_sha: str, actor: UUID, at: datetime
) -> Clause:
    """Give a clause other authoritative words; raise ``MovedMeanwhile`` where somebody was quicker."""
    standing, words = _locked(version, actor, at), canonical(text)
    place = place_in(standing, code)
    row = own_row(place)
    if row.sha != base_sha:
        raise MovedMeanwhile(row.text)
    # The same words again are no change: no line is left of it, and they stay whose they were.
    if words != row.text:
        before = row.put_words(words, by=actor)
        record_change(place.clause, row, act="written", before=before, actor=actor, at=at)
    return place.clause


@transaction.atomic
def split_clause(
    *, version: Version, code: str, first: str, second: str, base_sha: str, actor: UUID, at: datetime
) -> Clause:
    """Split a clause in two: the first half keeps its code and comments, the second says where it came from."""
    standing, words, rest = _locked(version, actor, at), canonical(first), canonical(second)
    place = place_in(standing, code)
    row = own_row(place)
    if row.sha != base_sha or place.is_title:
        raise MovedMeanwhile(row.text)
    before = row.put_words(words, by=actor)
    record_change(place.clause, row, act="split", before=before, actor=actor, at=at)
    return insert_clause(
        standing,
        after=place.clause.place,
        text=rest,
        actor=actor,
        at=at,
        act="split_off",
        kind=place.clause.kind,
        # Of the same organisation, which is asked about what is proposed to either half.
        member=place.clause.member,
        came_from=code,
    )


@transaction.atomic
def merge_with_next(*, version: Version, code: str, actor: UUID, at: datetime) -> Clause:
    """Merge a clause with the next one: it keeps its code and says which came into it."""
    standing = _locked(version, actor, at)
    place = place_in(standing, code)
    behind = standing.clauses.filter(removed_at=None, place__gt=place.clause.place).first()
    if behind is None or place.is_title or behind.kind != place.clause.kind:
        raise MovedMeanwhile(place.authoritative.text)
    # The authoritative words alone: what translates either half is out of step by that, and written anew.
    row, other = own_row(place), own_row(place_in(standing, behind.code))
    before = row.put_words(canonical(f"{row.text} {other.text}"), by=actor)
    clause = place.clause
    # Some twenty codes fit: of what was merged more often the oldest fall away.
    clause.came_from = " ".join([*clause.came_from.split(), behind.code])[-200:]
    clause.save()
    record_change(clause, row, act="merged", before=before, actor=actor, at=at)
    drop_clause(behind, other, actor=actor, at=at, act="merged_away")
    return clause


@transaction.atomic
def move_clause(*, version: Version, code: str, up: bool, actor: UUID, at: datetime) -> Clause:
    """Move a clause by one place; nothing moves above the title."""
    standing = _locked(version, actor, at)
    place = place_in(standing, code)
    # Neighbours among those that stand: a clause that was taken out keeps its place between them.
    clauses = list(standing.clauses.filter(removed_at=None))
    index = next(number for number, clause in enumerate(clauses) if clause.code == code)
    other = index - 1 if up else index + 1
    if index == 0 or other <= 0 or other >= len(clauses):
        return place.clause
    one, two = clauses[index], clauses[other]
    one.place, two.place = two.place, one.place
    one.save(update_fields=["place"])
    two.save(update_fields=["place"])
    record_change(one, own_row(place), act="moved", before=place.authoritative.text, actor=actor, at=at)
    return one


@transaction.atomic
def delete_clause(*, version: Version, code: str, actor: UUID, at: datetime) -> Clause:
    """Leave a clause out; it stays readable among the changes."""
    standing = _locked(version, actor, at)
    place = place_in(standing, code)
    if place.is_title:
        raise MovedMeanwhile(place.authoritative.text)
    drop_clause(place.clause, own_row(place), actor=actor, at=at, act="deleted")
    return place.clause


def drop_clause(
    clause: Clause,
    row: ClauseText,
    *,
    actor: UUID | None,
    at: datetime,
    act: str,
    member: Member | None = None,
    reason: str = "",
) -> None:
    """Take a clause of a locked version out of its text."""
    # First of all: ``record_change`` leaves no words after an act on a clause that is gone.
    clause.removed_at = at
    clause.save(update_fields=["removed_at"])
    record_change(clause, row, act=act, before=row.text, actor=actor, at=at, member=member, reason=reason)


@transaction.atomic
def quote_evidence(
    *, version: Version, iso3: str, assessment: str, actor: UUID, at: datetime
) -> Quote | None:
    """Quote a country's assessment in one version, in place of another one; with no version, quote none."""
    standing = _locked(version, actor, at)
    details: dict[str, str | int | bool | None] = {"country": iso3, "assessment": assessment}
    record_act(act="position.quoted", actor=actor, about=standing, at=at, details=details)
    if not assessment:
        standing.quotes.filter(iso3=iso3).delete()
        return None
    return Quote.objects.update_or_create(version=standing, iso3=iso3, defaults={"assessment": assessment})[0]

"""What every act on a position begins with: the row locked, the right asked again, the words as kept."""

import secrets
from datetime import datetime
from uuid import UUID

from tamyr.network.models import Member
from tamyr.positions.models import Change, Clause, ClauseText, Stage, Version
from tamyr.positions.queries.texts import Place, find_place
from tamyr.procedures.services import NotNow, locked
from tamyr.safety.services import record_act

WRITTEN = (Stage.DRAFT, Stage.OPEN)
# No letters or digits that are taken for another.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class Bound(Exception):
    """The text is bound by its hash and does not change any more; another version can be begun."""


class NotWhole(Exception):
    """The authoritative text is not whole: it has no clause yet, or one without words."""


def locked_to_write(version: Version, *, at: datetime, stages: tuple[str, ...] = WRITTEN) -> Version:
    """Lock a version whose text is to change. Raises ``Bound`` or ``NotNow`` where it may not any more."""
    # Every stage is let through here, so that a bound text is refused as bound and not as closed.
    standing = locked(version, *Version.Stage.values)
    if standing.is_bound:
        raise Bound
    if standing.stage not in stages or not standing.may_be_written_at(at):
        raise NotNow(standing)
    return standing


def place_in(version: Version, code: str) -> Place:
    """Return a clause as it stands; raise ``NotNow`` where it was deleted meanwhile."""
    found = find_place(version, code)
    if found is None:
        raise NotNow(version)
    return found


def new_code(version: Version) -> str:
    """Return a code that no clause of a version has, deleted ones included."""
    # Those that were taken out keep theirs: comments and changes are found by it.
    taken = set(version.clauses.values_list("code", flat=True))
    while True:
        code = "".join(secrets.choice(LETTERS) for _letter in range(8))
        if code not in taken:
            return code


def record_change(
    clause: Clause,
    text: ClauseText,
    *,
    act: str,
    before: str,
    actor: UUID | None,
    at: datetime,
    member: Member | None = None,
    reason: str = "",
) -> None:
    """Keep what was done to a clause's words, and leave a line of it without them."""
    Change.objects.create(
        version=clause.version,
        code=clause.code,
        language=text.language,
        act=act,
        before=before,
        after=text.text if clause.removed_at is None else "",
        reason=reason,
        member=member,
        by_id=actor,
        at=at,
    )
    record_act(
        act=f"position.{act}",
        actor=actor,
        about=clause.version,
        at=at,
        details={"clause": clause.code, "language": text.language},
    )

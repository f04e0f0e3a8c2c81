"""What an uploaded table would change in the register, row by row, and what is wrong with it."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from tamyr.network.logic.member_entry import LANGUAGES, Value, changed_names
from tamyr.network.logic.name_order import look
from tamyr.network.logic.register.table import Row, Table
from tamyr.network.models import Mandate, Member, Visitor
from tamyr.network.models.people import lasting_delegate
from tamyr.network.queries.member_entry import entry_of
from tamyr.network.queries.members import members_visible_to, whole
from tamyr.network.queries.register.cells import NEW_ENTRY, Wrong, read_row
from tamyr.network.rules import may_change_member
from tamyr.safety.models import ExposureLevel, shows_more


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be taken: where, what stands there, and what was expected."""

    row: int
    column: str
    value: str
    expected: str


@dataclass(frozen=True)
class PlannedRow:
    """One row that can be taken: a new member, a changed one, or one that stays as it is."""

    row: int
    member: Member | None
    before: Mapping[str, Value]
    after: Mapping[str, Value]

    @property
    def changed(self) -> list[str]:
        return changed_names(self.before, self.after)

    @property
    def is_new(self) -> bool:
        return self.member is None


@dataclass(frozen=True)
class Plan:
    new: list[PlannedRow]
    changed: list[PlannedRow]
    unchanged: int
    problems: list[Problem]

    @property
    def may_be_applied(self) -> bool:
        return not self.problems and bool(self.new or self.changed)


@dataclass(frozen=True)
class Register:
    """The register as one visitor sees it, read once for a whole table."""

    visitor: Visitor
    members: dict[str, Member]
    entries: dict[str, dict[str, Value]]
    with_delegate: frozenset[UUID]


def as_coordinator(visitor: Visitor) -> Visitor:
    """Return somebody with their coordination alone: two of them see one register, whatever else they are."""
    return replace(visitor, mandates=(), circles=frozenset())


def register_state(visitor: Visitor) -> str:
    """Return a fingerprint of all entries this visitor may see: it changes when one of them does."""
    # By versions and not by words, which would have to be opened one
    # by one: every change of an entry counts one on.
    versions = members_visible_to(visitor).order_by("pk").values_list("pk", "version")
    return hashlib.sha256(repr([(str(key), version) for key, version in versions]).encode()).hexdigest()


def register_for(visitor: Visitor) -> Register:
    members = {
        member.slug: member for member in whole(members_visible_to(visitor)).prefetch_related("statuses")
    }
    entries = {
        slug: {**entry_of(member), "status_from_on": _since(member)} for slug, member in members.items()
    }
    delegates = Mandate.objects.filter(lasting_delegate(visitor.on)).values_list("member_id", flat=True)
    return Register(visitor, members, entries, frozenset(delegates))


def _since(member: Member) -> str:
    statuses = list(member.statuses.all())
    return statuses[-1].from_on.isoformat() if statuses else ""


def plan_of(register: Register, table: Table) -> Plan:
    """Compare a table with the register; nothing is changed by it."""
    problems: list[Problem] = []
    filled = [row for row in table.rows if (row.cells.get("id") or any(row.cells.values()))]
    rows = [planned for row in filled if (planned := _planned(register, row, problems))]
    problems += _twice(filled)
    problems += _of_one_name(register, rows)
    return Plan(
        new=[row for row in rows if row.is_new],
        changed=[row for row in rows if not row.is_new and row.changed],
        unchanged=sum(not row.is_new and not row.changed for row in rows),
        problems=sorted(problems, key=lambda problem: problem.row),
    )


def digest_of(plan: Plan) -> str:
    """Return a fingerprint of all that a plan would do: two plans of one fingerprint do the same."""
    rows = [
        (str(row.member.pk) if row.member else "", dict(row.before), dict(row.after))
        for row in [*plan.new, *plan.changed]
    ]
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()


# --- one row --------------------------------------------------------------------------------


def _planned(register: Register, row: Row, problems: list[Problem]) -> PlannedRow | None:
    slug = row.cells.get("id", "")
    member = register.members.get(slug)
    # A member that this reader must not know of is as unknown as one that is not there.
    if slug and member is None:
        expected = _("the id of a member in the register, or nothing for a new one")
        problems.append(Problem(row.number, "id", slug[:80], expected))
        return None
    before = register.entries[slug] if member else NEW_ENTRY
    found, wrong = read_row(row, before)
    planned = PlannedRow(row.number, member, before, found)
    # A row with a cell that cannot be read is not held against the rules as well: half of it is guessed.
    wrong += _against_the_rules(register, planned) if not wrong else []
    problems += [Problem(row.number, column, value[:80], expected) for column, value, expected in wrong]
    return None if wrong else planned


# --- rows against the rules and each other --------------------------------------------------


def _against_the_rules(register: Register, row: PlannedRow) -> Wrong:
    after = row.after
    wrong = [*_missing(after)]
    joined, left = str(after["joined_on"]), str(after["left_on"])
    if joined and left and left <= joined:
        wrong.append(("left", left, _("a day after it joined (%(day)s), or nothing") % {"day": joined}))
    if row.member is None:
        return wrong + _sealed_from_the_start(after)
    if after["status"] == row.before["status"] and after["status_from_on"] != row.before["status_from_on"]:
        expected = _("the day as it is in the register, as the status stays the same")
        wrong.append(("status_from", str(after["status_from_on"]), expected))
    # What was exported comes in again: a guarded member may stand
    # in the table as long as nothing of it changes.
    return wrong + (_of_exposure(register, row, row.member) if row.changed else [])


def _missing(after: Mapping[str, Value]) -> Iterator[tuple[str, str, str]]:
    if not after["country"]:
        yield "country", "", _("a country")
    if not after["joined_on"]:
        yield "joined", "", _("the day it joined")
    names = {code for code in LANGUAGES if after[f"name_{code}"]}
    if not names:
        yield "name_en", "", _("a name in one language at least")
    for code in LANGUAGES:
        if after[f"story_{code}"] and code not in names:
            yield f"name_{code}", "", _("a name in the language of its text")


def _sealed_from_the_start(after: Mapping[str, Value]) -> Wrong:
    if after["exposure"] != ExposureLevel.SEALED:
        return []
    expected = _("public, network or circle: only a member with a delegate can be sealed")
    return [("exposure", ExposureLevel.SEALED.value, expected)]


def _of_exposure(register: Register, row: PlannedRow, member: Member) -> Wrong:
    asked = str(row.after["exposure"])
    if not may_change_member.test(register.visitor, member):
        return [("id", member.slug, _("no change: a guarded member is changed by its own delegates alone"))]
    if asked == ExposureLevel.SEALED and member.pk not in register.with_delegate:
        return [
            (
                "exposure",
                asked,
                _("another level: it has no delegate without an end, so nobody could open it again one day"),
            )
        ]
    if shows_more(asked, than=member.exposure):
        return [
            (
                "exposure",
                asked,
                _("no more visible than now: two of its own people may show it to more, on its page"),
            )
        ]
    return []


def _twice(rows: list[Row]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for row in rows:
        slug = row.cells.get("id", "")
        if slug and slug in first:
            expected = _("each id once; it stands in row %(row)d already") % {"row": first[slug]}
            yield Problem(row.number, "id", slug[:80], expected)
        first.setdefault(slug, row.number)


def _of_one_name(register: Register, rows: list[PlannedRow]) -> Iterator[Problem]:
    """Find new or renamed members that bear another's name in the same country."""
    in_table = {row.member.slug for row in rows if row.member}
    # By the number of their row; 0 is the register itself, which has none.
    owners: dict[tuple[Value, str], int] = {
        key: 0
        for slug, entry in register.entries.items()
        if slug not in in_table
        for _column, key in _names(entry)
    }
    # Who is there already is asked first: of two that share a name, the fault is the newcomer's.
    for row in sorted(rows, key=lambda row: row.is_new):
        for column, key in _names(row.after):
            owner = owners.setdefault(key, row.row)
            if owner != row.row and (row.is_new or column in row.changed):
                yield Problem(row.row, column, str(row.after[column])[:80], _same_name(owner))


def _names(entry: Mapping[str, Value]) -> Iterator[tuple[str, tuple[Value, str]]]:
    for code in LANGUAGES:
        if name := str(entry.get(f"name_{code}", "")):
            yield f"name_{code}", (entry["country"], look(name))


def _same_name(owner: int) -> str:
    if owner:
        return _("another name: in this country row %(row)d has it already") % {"row": owner}
    return _("another name, or the id of the member in the register that has it in this country")

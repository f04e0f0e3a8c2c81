"""What a file would change in the directory, row by row, and what is wrong with it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tamyr.addressees.logic.rows import Facts, FileRow, at_one_time, changed, name_key
from tamyr.addressees.models import Channel, Holder, Institution, InstitutionName, Office
from tamyr.addressees.queries.rows import Row, facts_of


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be taken: where it stands, what stands there, and what was expected."""

    place: str
    found: str
    expected: str


@dataclass(frozen=True)
class PlannedRow:
    """A row that can be taken: one to come, one that changes, or one that stays as it is."""

    given: FileRow
    row: Row | None
    before: Facts

    @property
    def is_new(self) -> bool:
        return self.row is None

    @property
    def changed(self) -> list[str]:
        names = changed(self.before, self.given.facts)
        # That a second person looked it up is said here, by no file.
        return [] if names == ["status"] and self.before["status"] == "verified" else names


@dataclass
class Plan:
    new: list[PlannedRow] = field(default_factory=list)
    changed: list[PlannedRow] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def may_be_applied(self) -> bool:
        return not self.problems and bool(self.new or self.changed)

    @property
    def digest(self) -> str:
        """Return what the plan says, in short: the same only while nobody else changes these rows."""
        said = [[row.given.key, row.before, row.given.facts] for row in (*self.new, *self.changed)]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


class Ground:
    """What the rows of a file may hang on: what is here, and what stands in the file itself."""

    def __init__(self, rows: list[FileRow]) -> None:
        self.above = {
            str(key): str(parent or "") for key, parent in Institution.objects.values_list("pk", "parent")
        }
        # What the file says goes before what is here: so it will stand once it is taken.
        self.above |= {row.key: row.facts["parent"] for row in rows if row.subject == "body"}
        self.merged = {
            str(key): str(into)
            for key, into in Institution.objects.exclude(merged_into=None).values_list("pk", "merged_into")
        }
        self.offices = {str(key): str(of) for key, of in Office.objects.values_list("pk", "institution")}
        self.offices |= {row.key: row.of for row in rows if row.subject == "office"}
        self.names: dict[str, list[tuple[str, Facts]]] = {}
        here = {_key_of(row): (str(row.institution_id), facts_of("name", row)) for row in _names_of(rows)}
        given = {row.key: (row.of, row.facts) for row in rows if row.subject == "name"}
        # Of a name that stands in both what the file says: so it will stand.
        for key, (body, facts) in (here | given).items():
            self.names.setdefault(f"{body}/{facts['language']}", []).append((key, facts))

    def fault_of(self, given: FileRow) -> tuple[str, str] | None:
        """Return what stands in a row that cannot be taken, and what was expected there."""
        facts = given.facts
        hangs_on = {"body": self.above.keys() | {""}, "holder": self.offices.keys()}
        of = given.of if given.subject != "body" else facts["parent"]
        if of not in hangs_on.get(given.subject, self.above.keys()):
            return of, _("the id of a row it belongs to")
        if given.subject == "body" and self._stands_above_itself(given.key):
            return of, _("a body that does not stand below this one")
        office = facts.get("office")
        if office and office not in self.offices:
            return office, _("the id of an office")
        # Asked of those that stand for them by now: offices of merged bodies are of one body.
        if office and self._standing(self.offices[office]) != self._standing(given.of):
            return office, _("an office of the same body")
        return None

    def name_fault_of(self, given: FileRow) -> tuple[str, str] | None:
        """Return why a name cannot stand beside another one; asked of names that come or change alone."""
        if given.subject == "name" and self._has_another_name(given):
            return given.facts["name"], _("a day on which one of the two names of this language ended")
        return None

    def _stands_above_itself(self, key: str) -> bool:
        met, above = {key}, self.above[key]
        # A ring further up is the fault of another row; here it must only come to an end.
        while above and above not in met:
            met.add(above)
            above = self.above.get(above, "")
        return above == key

    def _standing(self, body: str) -> str:
        while body in self.merged:
            body = self.merged[body]
        return body

    def _has_another_name(self, given: FileRow) -> bool:
        beside = self.names[f"{given.of}/{given.facts['language']}"]
        return any(key != given.key and at_one_time(facts, given.facts) for key, facts in beside)


def plan_of(rows: Iterable[FileRow]) -> Plan:
    """Plan rows of a file; each must hang on one that is there, or that stands in the file too."""
    rows, plan, seen = list(rows), Plan(), set()
    known, ground = _known_rows(rows), Ground(rows)
    for row in rows:
        if (row.subject, row.key) in seen:
            plan.problems.append(Problem(row.place, row.key, _("each row once")))
            continue
        seen.add((row.subject, row.key))
        _plan_row(row, known.get((row.subject, row.key)), ground, plan)
    return plan


def _plan_row(given: FileRow, row: Row | None, ground: Ground, plan: Plan) -> None:
    planned = PlannedRow(given, row, facts_of(given.subject, row) if row else {})
    fault = ground.fault_of(given)
    if planned.is_new or planned.changed:
        fault = fault or ground.name_fault_of(given)
    if isinstance(row, Holder) and row.taken_away_at is not None:
        fault = fault or (given.key, _("nothing: this name was taken away for good"))
    if fault:
        plan.problems.append(Problem(given.place, *fault))
        return
    if row is None:
        plan.new.append(planned)
    elif planned.changed:
        plan.changed.append(planned)
    else:
        plan.unchanged += 1


def _names_of(rows: list[FileRow]) -> QuerySet[InstitutionName]:
    """Return the names that the bodies of a file bear already."""
    bodies = {row.of for row in rows if row.subject == "name"}
    return InstitutionName.objects.filter(institution__in=Institution.objects.filter(pk__in=bodies))


def _key_of(row: InstitutionName) -> str:
    return name_key(str(row.institution_id), facts_of("name", row))


def _known_rows(rows: list[FileRow]) -> dict[tuple[str, str], Row]:
    known: dict[tuple[str, str], Row] = {}
    for subject, model in (
        ("body", Institution),
        ("office", Office),
        ("holder", Holder),
        ("channel", Channel),
    ):
        keys = [row.key for row in rows if row.subject == subject]
        known |= {(subject, str(row.pk)): row for row in model.objects.filter(pk__in=keys)}
    return known | {("name", _key_of(row)): row for row in _names_of(rows)}

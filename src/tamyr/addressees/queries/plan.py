"""What a file would change in the directory, row by row, and what is wrong with it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tamyr.addressees.logic.rows import Facts, Given, changed, name_key
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

    given: Given
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


def plan_of(rows: Iterable[Given]) -> Plan:
    """Plan rows of a file; each must hang on one that is there, or that stands before it in the file."""
    rows, plan = list(rows), Plan()
    known, seen = _known_rows(rows), set()
    bodies = {str(key) for key in Institution.objects.values_list("pk", flat=True)}
    offices = {str(key) for key in Office.objects.values_list("pk", flat=True)}
    bodies |= {row.key for row in rows if row.subject == "body"}
    offices |= {row.key for row in rows if row.subject == "office"}
    open_names = _open_names()
    for row in rows:
        if (row.subject, row.key) in seen:
            plan.problems.append(Problem(row.place, row.key, _("each row once")))
            continue
        seen.add((row.subject, row.key))
        _plan_row(row, known.get((row.subject, row.key)), bodies, offices, open_names, plan)
    return plan


def _plan_row(
    given: Given, row: Row | None, bodies: set[str], offices: set[str], open_names: dict[str, str], plan: Plan
) -> None:
    facts = given.facts
    hangs_on = {"body": bodies | {""}, "holder": offices}.get(given.subject, bodies)
    if (given.of if given.subject != "body" else facts["parent"]) not in hangs_on:
        plan.problems.append(
            Problem(given.place, given.of or facts["parent"], _("the id of a row it belongs to"))
        )
        return
    if facts.get("office") and facts["office"] not in offices:
        plan.problems.append(Problem(given.place, facts["office"], _("the id of an office")))
        return
    if given.subject == "name" and not facts["until_on"]:
        spot = f"{given.of}/{facts['language']}"
        if open_names.setdefault(spot, given.key) != given.key:
            words = _("a day on which one of the two names of this language ended")
            plan.problems.append(Problem(given.place, facts["name"], words))
            return
    if isinstance(row, Holder) and row.taken_away_at is not None:
        plan.problems.append(Problem(given.place, given.key, _("nothing: this name was taken away for good")))
        return
    planned = PlannedRow(given, row, facts_of(given.subject, row) if row else {})
    if row is None:
        plan.new.append(planned)
    elif planned.changed:
        plan.changed.append(planned)
    else:
        plan.unchanged += 1


def _open_names() -> dict[str, str]:
    rows = InstitutionName.objects.filter(until_on=None)
    return {f"{row.institution_id}/{row.language}": _key_of(row) for row in rows}


def _key_of(row: InstitutionName) -> str:
    return name_key(str(row.institution_id), facts_of("name", row))


def _known_rows(rows: list[Given]) -> dict[tuple[str, str], Row]:
    known: dict[tuple[str, str], Row] = {}
    for subject, model in (
        ("body", Institution),
        ("office", Office),
        ("holder", Holder),
        ("channel", Channel),
    ):
        keys = [row.key for row in rows if row.subject == subject]
        known |= {(subject, str(row.pk)): row for row in model.objects.filter(pk__in=keys)}
    bodies = {row.of for row in rows if row.subject == "name"}
    names = InstitutionName.objects.filter(institution__in=Institution.objects.filter(pk__in=bodies))
    return known | {("name", _key_of(row)): row for row in names}

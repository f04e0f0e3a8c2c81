"""What an import of the register would change, row by row."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tamyr.network.logic.member_entry import Value
from tamyr.network.models import RegisterImport, Visitor
from tamyr.network.models.members import best_of
from tamyr.network.queries.member_entry import label_of, words_of
from tamyr.network.queries.people import others_coordinate
from tamyr.network.queries.register.imports import table_of
from tamyr.network.queries.register.plan import (
    Plan,
    PlannedRow,
    as_coordinator,
    plan_of,
    register_for,
    register_state,
)

ROWS_A_PAGE = 50


@dataclass(frozen=True)
class ToldValue:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ToldRow:
    """What one row changes, in words."""

    row: int
    name: str
    is_new: bool
    values: list[ToldValue]


def import_shown(kept: RegisterImport, visitor: Visitor, number: str | None, language: str) -> dict[str, Any]:
    """Return one page of what a table would change, or of its faults, which come alone."""
    # As all coordinators have it: what one acts for beside that would make another state of the register.
    coordinator = as_coordinator(visitor)
    state, table = register_state(coordinator), table_of(kept)
    plan = plan_of(register_for(coordinator), table)
    rows: list[Any] = [*plan.problems] or [*plan.new, *plan.changed]
    page = Paginator(rows, ROWS_A_PAGE).get_page(number)
    return {
        "kept": kept,
        "plan": plan,
        "state": state,
        "table": table,
        "is_alone": not others_coordinate(visitor),
        "is_own": kept.person == visitor.person,
        "page": page,
        "rows": [] if plan.problems else [tell_row(row, language) for row in page.object_list],
    }


def tell_row(row: PlannedRow, language: str) -> ToldRow:
    names = {name[5:]: str(value) for name, value in row.after.items() if name.startswith("name_")}
    # A new member differs from nothing in all that it says: of what it leaves empty nothing is told.
    shown = [name for name in row.changed if not row.is_new or row.after[name]]
    values = [_tell(name, row.before[name], row.after[name], language) for name in shown]
    return ToldRow(row.row, best_of(names, language)[0], row.is_new, values)


def _tell(name: str, before: Value, after: Value, language: str) -> ToldValue:
    label = pgettext("register", "Status since") if name == "status_from_on" else label_of(name, language)
    return ToldValue(label, _quoted(name, before, language), _quoted(name, after, language))


def _quoted(name: str, value: Value, language: str) -> str:
    words = words_of(name, value, language)
    return _("“%(words)s”") % {"words": words} if value else words


def applied_words(plan: Plan) -> str:
    count = len(plan.new) + len(plan.changed)
    return ngettext("Applied: %(count)d change.", "Applied: %(count)d changes.", count) % {"count": count}

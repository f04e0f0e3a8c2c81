from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tamyr.network.logic.member_entry import Value
from tamyr.network.models.members import best_of
from tamyr.network.queries.member_entry import label_of, words_of
from tamyr.network.queries.register.plan import PlannedRow


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


def tell_row(row: PlannedRow, language: str) -> ToldRow:
    names = {name[5:]: str(value) for name, value in row.after.items() if name.startswith("name_")}
    shown = [name for name in row.changed if not row.is_new or row.after[name]]
    values = [_tell(name, row.before[name], row.after[name], language) for name in shown]
    return ToldRow(row.row, best_of(names, language)[0], row.is_new, values)


def _tell(name: str, before: Value, after: Value, language: str) -> ToldValue:
    label = pgettext("register", "Status since") if name == "status_from_on" else label_of(name, language)
    return ToldValue(label, _quoted(name, before, language), _quoted(name, after, language))


def _quoted(name: str, value: Value, language: str) -> str:
    words = words_of(name, value, language)
    return _("“%(words)s”") % {"words": words} if value else words

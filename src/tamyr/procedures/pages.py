"""Whose something is, a form for each organisation, and what stands in a form otherwise than it was typed, in words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar, cast

from django.forms import BoundField, Field, Form
from django.utils.choices import flatten_choices
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from climate_pathways.core.countries import COUNTRIES
from tamyr.network.models import Member, Theme
from tamyr.procedures.logic.groups import UnnamedSignatures
from tamyr.procedures.models import Part, Scope, ScopedRow
from tamyr.shared.asked import label_of
from tamyr.shared.languages import language

Own = TypeVar("Own", bound=Form)


def own_forms(
    members: Sequence[Member], sent: str | None, typed: Own, of: Callable[[Member], Own]
) -> list[tuple[Member, Own]]:
    """Return a form for each organisation that somebody acts for: what was just ``typed`` for it, else that ``of`` it.

    ``sent`` names the organisation that a form was sent for: whatever it names, what was typed comes back.
    """
    about = next((member for member in members if str(member.pk) == sent), members[0] if members else None)
    return [(member, typed if typed.is_bound and member == about else of(member)) for member in members]


def both_together() -> str:
    """Say that somebody else’s words stand there: one’s own stay in the form, which is about these from now on."""
    return _("Somebody else changed it meanwhile. Put both together and send it again.")


def otherwise_words(fields: Iterable[BoundField], more: Mapping[str, str] | None = None) -> str:
    """Say of each field what it holds, where it was sent with something else; ``more`` is said after some, by name.

    It is told and compared by what the reader sees alone; a browser ends lines otherwise than they are kept.
    """
    said, noted = [], more or {}
    for field in fields:
        stands, typed = (_held_words(field.field, held) for held in (field.initial, field.data))
        if stands.split() != typed.split() or field.name in noted:
            gap = "\n" if "\n" in stands else " "
            said.append(f"{label_of(field.name, field.field)}{gap}{stands}{noted.get(field.name, '')}")
    return "\n".join(said) or _("Something that you may not see here was changed.")


def _held_words(field: Field, held: object) -> str:
    value = field.prepare_value(held)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return date_format(value)
    values = value if isinstance(value, list) else ["" if value is None else value]
    if hasattr(field, "choices"):
        # What is not offered to this reader is not named to them either, nor is its key.
        named = {str(code): str(word) for code, word in cast(Any, flatten_choices(field.choices))}
        values = [named[str(part)] for part in values if str(part) in named]
    return ", ".join(map(str, values)) or "–"


def scope_words(scoped: ScopedRow) -> str:
    """Say whose it is."""
    if scoped.scope == Scope.PART:
        return _("members in this part of the region: %(part)s") % {"part": Part(scoped.scope_code).label}
    if scoped.scope == Scope.COUNTRY:
        return _("members in this country: %(country)s") % {
            "country": COUNTRIES[scoped.scope_code].name(language())
        }
    if scoped.scope == Scope.THEME:
        return _("members that work on this theme: %(theme)s") % {"theme": Theme(scoped.scope_code).label}
    if scoped.scope == Scope.COALITION:
        return _("a coalition of members")
    if scoped.circle is not None:
        return _("the circle “%(circle)s”") % {"circle": scoped.circle.name}
    return _("the whole network")


def voices_words(scoped: ScopedRow) -> str:
    """Say who has a voice, and who prepares it: the same before anybody writes and on every page."""
    if scoped.scope == Scope.CIRCLE:
        return _(
            "Each active member for which a delegate or deputy sits in the circle has one voice, and they give it. Only "
            "the people of the circle see it; its convenors prepare it."
        )
    if scoped.scope == Scope.COALITION:
        return _("Each active member that is named has one voice. Coordinators prepare it.")
    if scoped.scope == Scope.ALL:
        return _("Each active member has one voice. Coordinators prepare it.")
    return _("Each active member there has one voice. Coordinators prepare it.")


class CountedMembers(Protocol):
    """Members of whom some are counted only."""

    @property
    def unnamed(self) -> UnnamedSignatures | None: ...

    @property
    def by_country(self) -> tuple[tuple[str, int], ...]: ...


def unnamed_lines(signatures: CountedMembers) -> list[str]:
    """Say how many are there without their names, by country where that tells of nobody."""
    counted = signatures.unnamed
    if counted is None:
        return []
    # No number and no country: together with what everybody knows of the members it would name them.
    if counted.total is None:
        return [_("And a few organisations that are not named.")]
    said = ngettext(
        "And %(count)s organisation that is not named.",
        "And %(count)s organisations that are not named.",
        counted.total,
    ) % {"count": counted.total}
    parts = [f"{country}: {count}" for country, count in signatures.by_country]
    if parts and counted.elsewhere:
        parts.append(_("other countries: %(count)s") % {"count": counted.elsewhere})
    return [f"{said} {', '.join(parts)}." if parts else said]

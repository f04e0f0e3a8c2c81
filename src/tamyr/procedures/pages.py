"""Whose something is, in words."""

from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from climate_pathways.core.countries import COUNTRIES
from tamyr.network.models import Theme
from tamyr.procedures.logic.groups import UnnamedSignatures
from tamyr.procedures.models import Part, Scope, Scoped
from tamyr.shared.languages import language


def unseen_words() -> str:
    """Say that what differs is nothing that its reader may see, and no more of it."""
    return _("Something that you may not see here was changed.")


def scope_words(scoped: Scoped) -> str:
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


def voices_words(scoped: Scoped) -> str:
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

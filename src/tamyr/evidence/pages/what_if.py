"""The page of other assumptions: what stands around the form, and the answer."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _

from climate_pathways.assessment import Assessment, WhatIf
from climate_pathways.assessment.sentences import choices_said, told
from climate_pathways.charts import ROW_SIZES, draw_svg, for_page, principle_chart, principle_words
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.naming import place_name
from climate_pathways.core.tables import Table
from climate_pathways.fair_shares import GlobalPath
from tamyr.evidence.pages.country import answer_for
from tamyr.evidence.pages.kept import hashed
from tamyr.evidence.pages.links import country_crumbs, sections
from tamyr.evidence.queries.standing import Stamp
from tamyr.evidence.queries.what_if import assessed_otherwise, with_own_levels
from tamyr.shared.turns import FILES, in_turn

KEPT_SECONDS = 3_600
NO_FILES: Mapping[str, str] = MappingProxyType({})


def what_if_page(stamp: Stamp, published: Assessment, language: str, *, is_own: bool) -> dict[str, Any]:
    """Return what stands around the form: where one is, the pages beside it, the published answer."""
    iso3 = published.iso3
    here = _("With figures of your own") if is_own else _("What if?")
    return {
        "country": COUNTRIES[iso3],
        "name": place_name(iso3, language),
        "crumbs": country_crumbs(iso3, here, language),
        "sections": sections(iso3, "what_if"),
        "answer": answer_for(stamp, iso3, language),
        "published": published,
        "is_own": is_own,
    }


def answered(published: Assessment, asked: WhatIf, language: str) -> dict[str, Any]:
    """Return the answer as the page shows it, kept for an hour by what was asked."""
    # By what was understood and not by what was typed: idle words in an address ask nothing new.
    key = f"what-if:{hashed(f'{published.version} {published.iso3} {asked} {language}')}"
    answer: dict[str, Any] | None = cache.get(key)
    # Only what has to be computed waits for its turn: an answer that is kept is given also while others wait.
    if answer is None:
        with in_turn():
            answer = _shown(published, assessed_otherwise(published, asked), asked, language)
        cache.set(key, answer, timeout=KEPT_SECONDS)
    return answer


def answered_with(
    published: Assessment,
    asked: WhatIf,
    language: str,
    *,
    names: Mapping[str, str],
    paths: Mapping[str, GlobalPath] | None,
    emissions: Table | None,
) -> dict[str, Any]:
    """Return the answer from figures that a reader brought; nothing of it is kept. ``names``: of the files, by option."""
    wider = with_own_levels(asked, paths=paths, emissions=emissions)
    with in_turn(FILES):
        found = assessed_otherwise(published, wider, paths=paths, emissions=emissions)
        return _shown(published, found, wider, language, names)


def _shown(
    published: Assessment,
    found: Assessment,
    asked: WhatIf,
    language: str,
    files: Mapping[str, str] = NO_FILES,
) -> dict[str, Any]:
    words = principle_words(found, language)
    return {
        "told": told(published, found, asked, language),
        "changed": choices_said(asked, language),
        "title": words.title,
        "legend": words.legend,
        "drawn": _drawn(found, words.alternative, language),
        "command": asked.command(found.iso3, found.by_pledge[found.headline].target, files),
    }


def _drawn(found: Assessment, label: str, language: str) -> dict[str, str]:
    """Draw without keeping: anybody may ask anything, and a disk is not for that."""
    sizes = {"wide": ROW_SIZES.wide, "narrow": ROW_SIZES.narrow}
    drawings = {
        form: draw_svg(principle_chart(found, language, size=size), language) for form, size in sizes.items()
    }
    return {form: for_page(svg, label, f"chart chart-{form}") for form, svg in drawings.items()}

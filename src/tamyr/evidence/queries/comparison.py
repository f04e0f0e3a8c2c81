"""What the page that compares the twelve assessments shows."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.charts import captions as chart_words
from climate_pathways.charts import intervals as row_charts
from climate_pathways.charts.drawing import for_page
from climate_pathways.charts.tables.countries import compared_rows, compared_sentence
from tamyr.evidence.logic import compared
from tamyr.evidence.logic.choices import BY_NAME, ComparisonChoice
from tamyr.evidence.queries.assessment_pages import drawn, picture_words
from tamyr.evidence.queries.assessments import AssessmentsAbsent, assessments_at
from tamyr.evidence.queries.standing import DRAWINGS, IMAGE_FORMS, Stamp


@lru_cache(maxsize=32)
def comparison_page(stamp: Stamp, choice: ComparisonChoice, language: str) -> dict[str, Any]:
    found = compared_at(stamp)
    rows = compared.ordered(compared_rows(found, language), choice)
    words = chart_words.region_words(found, language)
    return {
        "crumbs": [(_("All twelve countries"), reverse("evidence:region")), (_("Pledges compared"), "")],
        "words": picture_words(words, None),
        "drawn": _region_drawings(found, words.alternative, language),
        "downloads": [
            (form.upper(), reverse("evidence:comparison_file", args=(form,)))
            for form in reversed(IMAGE_FORMS)
        ]
        + [("CSV", reverse("evidence:comparison_csv"))],
        "lede": compared_sentence(found, language),
        "columns": compared.columns(
            _compared_labels(), {"pledge": _("Mt CO₂e"), "share": _("Mt CO₂e")}, choice
        ),
        "rows": [
            {
                "name": row.name,
                "href": reverse("evidence:assessment", args=(row.iso3,)),
                "cells": list(row.cells.values()),
            }
            for row in rows
        ],
    }


def _compared_labels() -> dict[str, str]:
    return {
        BY_NAME: _("Country"),
        "pledge": _("Main pledge"),
        "share": _("Fair share"),
        "gap": _("Would have to be lower by"),
        "chance": _("Chance that it is enough"),
        "rating": _("Rating"),
        "neutral": _("Neutral by"),
    }


def compared_at(stamp: Stamp) -> list[Assessment]:
    """Return the current assessments; raise ``AssessmentsAbsent`` where there are none."""
    if not stamp.assessments:
        raise AssessmentsAbsent
    return list(assessments_at(stamp.assessments).values())


def _region_drawings(found: Sequence[Assessment], label: str, language: str) -> dict[str, str]:
    sizes = {"wide": row_charts.ROW_SIZES.wide, "narrow": row_charts.ROW_SIZES.narrow}
    return {
        form: for_page(
            DRAWINGS.svg(row_charts.region_chart(found, language, size=size), language),
            label,
            f"chart chart-{form}",
        )
        for form, size in sizes.items()
    }


def comparison_picture(found: Sequence[Assessment], language: str, form: str) -> bytes:
    return drawn(row_charts.region_chart(found, language, framed=True), language, form)


def comparison_rows(found: Sequence[Assessment], language: str) -> tuple[tuple[object, ...], ...]:
    return chart_words.region_words(found, language).rows

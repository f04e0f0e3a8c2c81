"""Answering what-if questions on request, within bounds of time and memory."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from threading import BoundedSemaphore
from typing import Any

from django.core.cache import cache

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.sentences.what_if import choices_said, told
from climate_pathways.assessment.what_if import WhatIf, ask
from climate_pathways.charts import captions as chart_words
from climate_pathways.charts import intervals as row_charts
from climate_pathways.charts.drawing import draw_svg, for_page
from climate_pathways.core.tables import Table
from climate_pathways.fair_shares.global_paths import GlobalPath
from climate_pathways.fair_shares.own_files import OWN_SOURCE
from climate_pathways.figures import inputs as fair_inputs
from climate_pathways.figures.inputs import FairInputs
from climate_pathways.figures.own_source import with_own_source

# One computing at a time in each process: a second one would only make both slower.
AT_ONCE = BoundedSemaphore(1)
WAIT_SECONDS = 4
RETRY_SECONDS = 5
KEPT_SECONDS = 3_600


class Busy(Exception):
    """Others are being answered; nothing was computed."""


@lru_cache(maxsize=1)
def inputs() -> FairInputs:
    """Return the figures that fair shares are computed from, read once per process."""
    return fair_inputs.load()


@contextmanager
def in_turn() -> Iterator[None]:
    """Wait for one's turn; raise ``Busy`` where it does not come soon."""
    if not AT_ONCE.acquire(timeout=WAIT_SECONDS):
        raise Busy
    try:
        yield
    finally:
        AT_ONCE.release()


def answered(published: Assessment, asked: WhatIf, language: str) -> dict[str, Any]:
    """Return the answer as the page shows it, kept for an hour by what was asked."""
    text = f"{published.version} {published.iso3} {asked} {language}"
    key = f"what-if:{hashlib.sha256(text.encode()).hexdigest()}"
    found: dict[str, Any] | None = cache.get(key)
    if found is None:
        with in_turn():
            found = _shown(published, ask(published, asked, inputs()), asked, language)
        cache.set(key, found, timeout=KEPT_SECONDS)
    return found


def answered_with(
    published: Assessment,
    asked: WhatIf,
    language: str,
    *,
    paths: Mapping[str, GlobalPath] | None,
    emissions: Table | None,
) -> dict[str, Any]:
    """Return the answer from figures that a reader brought; nothing of it is kept."""
    levels = dict(asked.levels)
    if paths:
        levels["path"] = tuple(paths)
    if emissions is not None:
        levels["source"] = (OWN_SOURCE,)
    wider = WhatIf(tuple(levels.items()), asked.principles, asked.pledge, asked.target, asked.neutral_by)
    with in_turn():
        known = inputs()
        own = known if emissions is None else with_own_source(known, emissions, OWN_SOURCE)
        return _shown(published, ask(published, wider, own, own_paths=paths), wider, language)


def _shown(published: Assessment, found: Assessment, asked: WhatIf, language: str) -> dict[str, Any]:
    words = chart_words.principle_words(found, language)
    sizes = {"wide": row_charts.ROW_SIZES.wide, "narrow": row_charts.ROW_SIZES.narrow}
    # Drawn without keeping: anybody may ask anything, and a disk is not for that.
    drawings = {
        form: for_page(
            draw_svg(row_charts.principle_chart(found, language, size=size), language),
            words.alternative,
            f"chart chart-{form}",
        )
        for form, size in sizes.items()
    }
    return {
        "told": told(published, found, asked, language),
        "changed": choices_said(asked, language),
        "title": words.title,
        "legend": words.legend,
        "drawn": drawings,
        "command": asked.command(found.iso3, found.by_pledge[found.headline].target),
    }

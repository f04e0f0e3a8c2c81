"""Answering what-if questions on request."""

from collections.abc import Mapping
from functools import lru_cache

from climate_pathways.assessment import Assessment, WhatIf, ask_what_if
from climate_pathways.core.tables import Table
from climate_pathways.fair_shares import OWN_SOURCE, GlobalPath
from climate_pathways.figures import FairInputs, load_inputs, with_own_source


@lru_cache(maxsize=1)
def inputs() -> FairInputs:
    """Return the figures that fair shares are computed from, read once per process."""
    return load_inputs()


def assessed_otherwise(
    published: Assessment,
    asked: WhatIf,
    *,
    paths: Mapping[str, GlobalPath] | None = None,
    emissions: Table | None = None,
) -> Assessment:
    """Return the assessment by other assumptions, or by figures that a reader brought."""
    known = inputs()
    # A copy with the reader's figures: those that are read once serve every reader of the process.
    own = known if emissions is None else with_own_source(known, emissions, OWN_SOURCE)
    return ask_what_if(published, asked, own, own_paths=paths)


def with_own_levels(
    asked: WhatIf, *, paths: Mapping[str, GlobalPath] | None, emissions: Table | None
) -> WhatIf:
    """Return the question asked of what a reader brought instead of what is published."""
    levels = dict(asked.levels)
    if paths:
        # Instead of those that were chosen, as else the answer would rest in part on paths that nobody brought.
        levels["path"] = tuple(paths)
    if emissions is not None:
        levels["source"] = (OWN_SOURCE,)
    return WhatIf(tuple(levels.items()), asked.principles, asked.pledge, asked.target, asked.neutral_by)

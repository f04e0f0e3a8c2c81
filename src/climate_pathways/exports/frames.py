"""Results as pandas, xarray and pyam objects, for notebooks.

The three packages are not needed otherwise: they are imported when asked for, and an absent one is
named. Units stand in the names of columns or in ``attrs``, beside everything that made the result.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from climate_pathways.assessment.gap import Gaps
from climate_pathways.core.optional import optional
from climate_pathways.core.panels import Panel
from climate_pathways.exports.iamc import LEVELS as SHOWN_LEVELS
from climate_pathways.exports.iamc import ensure_levels, iamc_rows
from climate_pathways.exports.rows import result_rows
from climate_pathways.fair_shares.choices import CHOICES
from climate_pathways.fair_shares.result import LEVELS, FairShares, at_levels
from climate_pathways.figures import licences
from climate_pathways.figures.standing import Standing

DataFrame: TypeAlias = Any
Dataset: TypeAlias = Any
IamDataFrame: TypeAlias = Any
EMISSIONS_UNIT = "Mt CO2e"


# --- fair shares ----------------------------------------------------------------------------


def to_pandas(
    fair: FairShares, *, countries: Sequence[str] = (), levels: Sequence[float] = SHOWN_LEVELS
) -> DataFrame:
    """Return fair shares as a tidy table: ``iso3, principle, year, quantile, mt_co2e``.

    ``countries``: those wanted, all where empty; ``levels``: quantiles from 0 to 1. Principles that
    are not reported for a country are absent.
    """
    pd = optional("pandas")
    ensure_levels(levels)
    blocks = [
        _block(pd, fair, iso3, name, levels)
        for iso3 in countries or fair.countries
        for name in fair.reported(iso3)
    ]
    frame = pd.concat(blocks, ignore_index=True)
    frame.attrs = attributes(fair)
    return frame


def _block(pd: Any, fair: FairShares, iso3: str, principle: str, levels: Sequence[float]) -> DataFrame:
    values = at_levels(fair.quantiles[principle][:, fair.row(iso3)], levels)
    return pd.DataFrame(
        {
            "iso3": iso3,
            "principle": principle,
            # Years turn slowly and quantiles fast: the order in which ravel lays out (years, quantiles).
            "year": np.repeat(fair.years, len(levels)),
            "quantile": np.tile(levels, len(fair.years)),
            "mt_co2e": values.ravel(),
        }
    )


def to_xarray(fair: FairShares) -> Dataset:
    """Return all there is: ``share``, ``budget`` and ``contribution`` by labelled dimensions.

    ``share``: Mt CO2e a year (principle, year, iso3, quantile); ``budget``: Mt CO2e from the base
    year to the last (principle, iso3, quantile); ``contribution``: part of the variance that a
    choice alone explains (principle, choice, year, iso3); ``current``: Mt CO2e (iso3). Principles
    that are not reported for a country are NaN there, as are choices that do not concern one.
    """
    xr = optional("xarray")
    names = list(fair.quantiles)
    # There are quantiles of every country; where income is filled in, those that need it are no result.
    seen = np.array([[name in fair.reported(iso3) for iso3 in fair.countries] for name in names])
    share = np.stack([fair.quantiles[name] for name in names])
    budget = np.stack([fair.budgets[name] for name in names])
    return xr.Dataset(
        {
            "share": _variable(
                ("principle", "year", "iso3", "quantile"),
                np.where(seen[:, None, :, None], share, np.nan),
                EMISSIONS_UNIT,
            ),
            "budget": _variable(
                ("principle", "iso3", "quantile"), np.where(seen[:, :, None], budget, np.nan), EMISSIONS_UNIT
            ),
            "contribution": _variable(
                ("principle", "choice", "year", "iso3"),
                np.where(seen[:, None, None, :], _contributions(fair, names), np.nan),
                "1",
            ),
            "current": _variable(("iso3",), fair.current, EMISSIONS_UNIT),
        },
        coords={
            "principle": names,
            "choice": _choices(fair),
            "year": list(fair.years),
            "iso3": list(fair.countries),
            "quantile": list(LEVELS),
        },
        attrs=attributes(fair),
    )


def _variable(dimensions: tuple[str, ...], values: Any, unit: str) -> tuple[Any, ...]:
    return dimensions, values, {"units": unit}


def _choices(fair: FairShares) -> list[str]:
    choices = {choice for parts in fair.contributions.values() for choice in parts}
    # The choice of a principle is none of `CHOICES`, and comes first.
    return sorted(choices, key=lambda name: (list(CHOICES).index(name) if name in CHOICES else -1, name))


def _contributions(fair: FairShares, names: Sequence[str]) -> Any:
    absent = np.full((len(fair.years), len(fair.countries)), np.nan)
    return np.stack(
        [
            np.stack([fair.contributions[name].get(choice, absent) for choice in _choices(fair)])
            for name in names
        ]
    )


def to_pyam(fair: FairShares, *, countries: Sequence[str] = (), scenario: str = "") -> IamDataFrame:
    """Return the rows of ``iamc_rows`` as a ``pyam.IamDataFrame``."""
    pyam, pd = optional("pyam"), optional("pandas")
    header, *rows = iamc_rows(fair, countries=countries, scenario=scenario)
    frame = pyam.IamDataFrame(pd.DataFrame(rows, columns=header))
    # As metadata: a further column would become a part of what names each row.
    frame.set_meta(licences.FROM_CERP.name, "licence")
    return frame


def attributes(fair: FairShares) -> dict[str, Any]:
    """Return what belongs beside the numbers, as text and numbers that every file format takes."""
    return {
        "unit": EMISSIONS_UNIT,
        "licence": licences.FROM_CERP.name,
        "base_year": fair.base_year,
        # As a number: not every format of file has truth values.
        "with_land_use": int(fair.parameters.with_land_use),
        "made_of": json.dumps(fair.made_of(), ensure_ascii=False, sort_keys=True),
        "flags": ", ".join(fair.flags),
    }


# --- what is known of a country -------------------------------------------------------------


def panel_frame(panel: Panel) -> DataFrame:
    """Return a panel with years as index and one column per series; unit and sources in ``attrs``."""
    columns = {column.role: list(column.values) for column in panel.columns}
    index = optional("pandas").Index(panel.years, name="year")
    # Named: a series without any value would become a column of objects.
    frame = optional("pandas").DataFrame(columns, index=index, dtype=float)
    sources = {column.role: "+".join(column.sources) for column in panel.columns}
    frame.attrs = {"id": panel.id, "unit": panel.unit, "sources": sources}
    return frame


def results_frame(standings: Mapping[str, Standing]) -> DataFrame:
    """Return the key figures, one per row, with unit, years, source, method and edition."""
    header, *rows = result_rows(standings)
    return optional("pandas").DataFrame(rows, columns=header)


def gaps_frame(gaps: Gaps) -> DataFrame:
    """Return a pledge's gap to each principle, one per row; the target is in ``attrs``."""
    rows = [gap.as_dict() for gap in gaps.by_principle.values()]
    frame = optional("pandas").DataFrame(rows).set_index("principle")
    frame.attrs = {"unit": EMISSIONS_UNIT, "target": gaps.target.as_dict(), "made_of": dict(gaps.made_of)}
    return frame

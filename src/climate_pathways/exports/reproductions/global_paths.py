"""The world’s path: the emissions of the IPCC’s category C1, and pathways within it."""

from climate_pathways.core.publication import IPCC_2022_SPM2
from climate_pathways.core.wording import mark
from climate_pathways.exports.reproductions.check import Check, Reproduction, about

# Category C1 in Gt CO2e a year: 5th percentile, median, 95th percentile, with the tolerance of each.
_C1_GT = {2030: (21, 31, 36), 2040: (6, 17, 23), 2050: (1, 9, 15)}
_C1_OURS = {2030: (22.0, 31.3, 36.3), 2040: (5.5, 17.1, 23.1), 2050: (1.1, 8.8, 14.9)}
_C1_PLACES = (("p5", 0, 2.5), ("median", 1, 0.5), ("p95", 2, 2.5))
_C1_WORDS = {
    "p5": mark("lowest twentieth in {year}"),
    "median": mark("median in {year}"),
    "p95": mark("highest twentieth in {year}"),
}
AR6_C1 = Reproduction(
    "ar6-c1",
    mark("Emissions of IPCC category C1"),
    IPCC_2022_SPM2,
    how=mark(
        "The emissions of category C1, computed from its published reductions and its modelled 55 Gt in 2019."
    ),
    difference=mark(
        "Medians agree to the rounding of whole numbers. At the ends, percentiles of reductions and percentiles "
        "of emissions belong to different pathways."
    ),
    methods=("global_paths",),
    checks=tuple(
        Check(
            f"{place}-{year}",
            _C1_WORDS[place],
            row[column],
            _C1_OURS[year][column],
            about(row[column], tolerance),
            "Gt CO2e",
            (("year", year),),
        )
        for year, row in _C1_GT.items()
        for place, column, tolerance in _C1_PLACES
    ),
)

C1_PATHS = Reproduction(
    "c1-paths",
    mark("Pathways within category C1"),
    AR6_C1.citation,
    how=mark(
        "Reductions from 2019 of three pathways that belong to category C1, and of one that does not. Published "
        "is the category’s median, accepted its range."
    ),
    difference=mark("Pathways of a category lie within its range; the path for 2 °C must lie outside."),
    methods=("global_paths",),
    checks=(
        Check("ssp119-2030", mark("SSP1-1.9, {year}"), 43, 40.6, (34, 60), "%", (("year", 2030),)),
        Check("ssp119-2050", mark("SSP1-1.9, {year}"), 84, 83.0, (73, 98), "%", (("year", 2050),)),
        Check(
            "cerp-1.5-led-2030", mark("Low energy demand, {year}"), 43, 50.4, (34, 60), "%", (("year", 2030),)
        ),
        Check(
            "cerp-1.5-led-2035", mark("Low energy demand, {year}"), 60, 61.0, (49, 77), "%", (("year", 2035),)
        ),
        Check(
            "cerp-1.5-marker-2030",
            mark("1.5 °C path of the Climate Action Tracker, {year}"),
            43,
            45.5,
            (34, 60),
            "%",
            (("year", 2030),),
        ),
        Check(
            "cerp-1.5-marker-2035",
            mark("1.5 °C path of the Climate Action Tracker, {year}"),
            60,
            57.7,
            (49, 77),
            "%",
            (("year", 2035),),
        ),
        Check(
            # Accepted is what lies outside of C1: within it, the path would be none for 2 °C.
            "cerp-2.0-marker-2030",
            mark("2 °C path, {year}, beside the median of category C3"),
            21,
            19.7,
            (0, 34),
            "%",
            (("year", 2030),),
        ),
    ),
)

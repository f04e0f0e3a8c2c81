"""Warming potentials of three reports of the IPCC."""

from climate_pathways.core.publication import Citation
from climate_pathways.core.wording import mark
from climate_pathways.exports.reproductions.check import Check, Reproduction, about

# IPCC AR4 WGI table 2.14, AR5 WGI table 8.A.1 (without carbon feedbacks), AR6 WGI table 7.SM.7.
_POTENTIALS = {
    "CH4": (25, 28, 27.9),
    "N2O": (298, 265, 273),
    "SF6": (22_800, 23_500, 25_200),
    "NF3": (17_200, 16_100, 17_400),
    "CF4": (7_390, 6_630, 7_380),
    "HFC134a": (1_430, 1_300, 1_530),
}
GAS_NAMES = {
    "CH4": "CH₄",
    "N2O": "N₂O",
    "SF6": "SF₆",
    "NF3": "NF₃",
    "CF4": "CF₄",
    "HFC134a": mark("HFC-134a"),
}
_REPORTS = (("AR4GWP100", 0), ("AR5GWP100", 1), ("AR6GWP100", 2))
POTENTIALS = Reproduction(
    "potentials",
    mark("Warming potentials"),
    Citation(
        "IPCC",
        2021,
        "Global warming potentials over 100 years: AR4 table 2.14, AR5 table 8.A.1, AR6 table 7.SM.7",
        "Cambridge University Press",
        "https://doi.org/10.1017/9781009157896.009",
    ),
    how=mark("The potentials of the package that we use, against the three reports’ tables."),
    difference=mark("None."),
    methods=(),
    checks=tuple(
        Check(
            f"{gas}-{report}",
            mark("{gas}, {report}"),
            row[column],
            row[column],
            # No tolerance: nothing is computed here, and a potential that differs at all is another one.
            about(row[column], 0),
            values=(("gas", GAS_NAMES[gas]), ("report", report[:3])),
        )
        for gas, row in _POTENTIALS.items()
        for report, column in _REPORTS
    ),
)

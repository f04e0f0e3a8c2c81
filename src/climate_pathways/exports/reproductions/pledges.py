"""A pledge in tonnes, beside the Climate Action Tracker."""

from climate_pathways.core.publication import Citation
from climate_pathways.core.wording import mark
from climate_pathways.exports.reproductions.check import Check, Reproduction, about

_TRACKED = {"unconditional": (318, 304.5, 25), "conditional": (280, 268.2, 20)}
_TRACKED_WORDS = {
    "unconditional": mark("15 % below 1990"),
    "conditional": mark("25 % below 1990, with support"),
}
TRACKER = Reproduction(
    "tracker-kazakhstan",
    mark("Kazakhstan’s target for 2030 in tonnes"),
    Citation(
        "Climate Action Tracker",
        2023,
        "Kazakhstan: targets",
        "Climate Analytics and NewClimate Institute",
        "https://climateactiontracker.org/countries/kazakhstan/targets/",
    ),
    how=mark(
        "The median of our readings without land use, turned into the potentials of AR4 that the tracker counts with."
    ),
    difference=mark(
        "Ours is four percent lower: the tracker takes the inventory of 2023 and its projection of land use, "
        "we two databases of which one is older, and land use at its latest level."
    ),
    methods=("pledge_readings",),
    checks=tuple(
        Check(name, _TRACKED_WORDS[name], published, ours, about(published, tolerance), "Mt CO2e")
        for name, (published, ours, tolerance) in _TRACKED.items()
    ),
)

"""A pledge in tonnes, beside the Climate Action Tracker."""

from climate_pathways.core.publication import Citation
from climate_pathways.core.wording import mark
from climate_pathways.exports.reproductions.check import Check, Reproduction, about

_TRACKED = {"unconditional": (318, 319.6, 4), "conditional": (280, 281.5, 4)}
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
        "The cut from net emissions of 1990 in the newest national inventory, less land use of its latest year, "
        "in the potentials of AR4 that the tracker counts with."
    ),
    difference=mark(
        "Read the tracker’s way, ours is half a percent higher: its two figures imply 380 Mt net in 1990 and 5 Mt from land use, "
        "the inventory gives 381 and 4. We ourselves read the target by the country’s documents: the NDC 3.0 states "
        "328 Mt net for 2030 and removals of at least 23 Mt, which leaves 351 Mt (AR5) without land use, a tenth more than the tracker."
    ),
    methods=("pledge_readings",),
    checks=tuple(
        Check(name, _TRACKED_WORDS[name], published, ours, about(published, tolerance), "Mt CO2e")
        for name, (published, ours, tolerance) in _TRACKED.items()
    ),
)

"""Pledges in tonnes, beside the Climate Action Tracker."""

from climate_pathways.core.publication import Citation
from climate_pathways.core.wording import mark
from climate_pathways.exports.reproductions.check import Check, Reproduction, about, apart

# Mt CO2e without land use (AR4): the tracker's, ours as a test computes it anew, and the tolerance.
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

_EARLIER = {"unconditional": (331, 333.3), "conditional": (293, 295.2)}
TRACKER_2022 = Reproduction(
    "tracker-kazakhstan-2022",
    mark("Kazakhstan’s target for 2030, a year earlier"),
    Citation(
        "Climate Action Tracker",
        2022,
        "Kazakhstan: targets, 21 September 2022",
        "Climate Analytics and NewClimate Institute",
        "https://climateactiontracker.org/countries/kazakhstan/2022-09-21/targets/",
    ),
    how=mark(
        "The cut from net emissions of 1990 in the newest national inventory, in the potentials of AR4, without "
        "the removals of 9.6 Mt in 2030 that the tracker named in 2021."
    ),
    difference=mark(
        "Ours is less than one percent higher: the tracker’s two figures imply 380 Mt net in 1990 and removals of 8 Mt. It named 1.2 to "
        "9.6 Mt; with 1.2 ours would be 325 Mt. A year later it counted 318 Mt for the same words, since its newer figures "
        "have land use give off 5 Mt: the land use one expects matters more than the way of reading."
    ),
    methods=("pledge_readings",),
    checks=tuple(
        Check(name, _TRACKED_WORDS[name], published, ours, about(published, 4), "Mt CO2e")
        for name, (published, ours) in _EARLIER.items()
    ),
)

TRACKER_UKRAINE = Reproduction(
    "tracker-ukraine",
    mark("Ukraine’s targets for 2030 in tonnes"),
    Citation(
        "Climate Action Tracker",
        2021,
        "Ukraine: targets, 13 December 2021",
        "Climate Analytics and NewClimate Institute",
        "https://climateactiontracker.org/countries/ukraine/2021-12-13/targets/",
    ),
    how=mark(
        "The target with land use as each NDC’s own base of 1990 gives it, in the potentials of AR4, without the uptake "
        "of 12.2 Mt in 2030 that the tracker takes out."
    ),
    difference=mark(
        "Ours is 0.2 and 1.3 percent lower: the tracker counts from the inventory of 2021, we from the bases that the two NDCs "
        "print, 882.9 and 874.6 Mt. That it took out the same uptake for the first NDC is our assumption. We ourselves "
        "take the uptake of recent years, which leaves 319 Mt for the second."
    ),
    methods=("pledge_readings",),
    checks=(
        Check("second", mark("second NDC, 65 percent below 1990"), 322, 321.2, about(322, 6), "Mt CO2e"),
        Check("first", mark("first NDC, 40 percent below 1990"), 544, 537.0, about(544, 11), "Mt CO2e"),
    ),
)

TRACKER_RUSSIA = Reproduction(
    "tracker-russia-2030",
    mark("Russia’s target for 2030 in tonnes"),
    Citation(
        "Climate Action Tracker",
        2022,
        "Russian Federation: targets",
        "Climate Analytics and NewClimate Institute",
        "https://climateactiontracker.org/countries/russian-federation/targets/",
    ),
    how=mark(
        "70 percent of the net emissions of 1990 in the newest national inventory, without land use of its last five "
        "years, in the potentials of AR4."
    ),
    difference=mark(
        "Ours is an eighth higher: another inventory. The tracker counted with that of 2022 and an older projection of land use. In 2024 "
        "Russia’s inventory, by the tracker, almost doubled the uptake of its land: the newest gives 720 Mt in 1990 and 1,024 Mt in "
        "2019–2023. The net target fell by a fifth since the NDC of 2020, and what it leaves to all other sources rose."
    ),
    methods=("pledge_readings",),
    # Known to differ: were the two to agree one day, the reason given above would be wrong.
    checks=(Check("level", mark("70 percent of 1990"), 2408, 2693, apart(2408, 0.10, 0.14), "Mt CO2e"),),
)

TRACKER_RUSSIA_2035 = Reproduction(
    "tracker-russia-2035",
    mark("Russia’s target for 2035 in tonnes"),
    Citation(
        "Climate Action Tracker",
        2025,
        "Russian Federation: 2035 NDC, 30 September 2025",
        "Climate Analytics and NewClimate Institute",
        "https://climateactiontracker.org/countries/russian-federation/2025-09-30/2035-ndc",
    ),
    how=mark(
        "65 and 67 percent of the net emissions of 1990 that the NDC prints (AR5), without the uptake of 539 Mt that the "
        "strategy expects for 2030 by the tracker; then without today’s uptake, as we read the target ourselves."
    ),
    difference=mark(
        "The lower end agrees to 0.2 percent. The upper end is 6 percent lower: the tracker’s two ends imply 535 and 682 Mt of "
        "uptake, and its page does not say from where. With the uptake that the newest inventory gives, 1,024 Mt, the upper end "
        "is a seventh above the tracker’s: what Russia’s target allows depends more on its forests than on its percent."
    ),
    methods=("pledge_readings",),
    checks=(
        Check("lower", mark("65 percent of 1990"), 2113, 2116.7, about(2113, 30), "Mt CO2e"),
        Check("upper", mark("67 percent of 1990"), 2308, 2165.2, apart(2308, -0.08, -0.04), "Mt CO2e"),
        Check(
            "today",
            mark("67 percent of 1990, with today’s uptake"),
            2308,
            2650,
            apart(2308, 0.12, 0.18),
            "Mt CO2e",
        ),
    ),
)

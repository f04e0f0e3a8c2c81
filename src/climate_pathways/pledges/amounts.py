"""An amount on the way from a promise to tonnes: its footing, its potentials, what was assumed for it."""

from dataclasses import dataclass

from climate_pathways.core.provenance import Step
from climate_pathways.core.wording import mark
from climate_pathways.pledges.account import GROSS, NET, UNCLEAR_FOOTING, Fact
from climate_pathways.pledges.documents import Pledge

MEANING, CONDITION, BASE, LAND, GDP, REFERENCE, SOURCE, PEOPLE, END, GWP = (
    "meaning",
    "condition",
    "base",
    "land_use",
    "gdp",
    "reference",
    "source",
    "population",
    "end",
    "gwp",
)
UNCLEAR, AS_GROSS, AS_NET = "footing", "as-gross", "as-net"
STATED, NEWEST = "stated", "newest-inventory"
PRINTED = "printed"
# By which of the rules the central amount came about.
BY_TONNES, BY_BASE, BY_INTENSITY, BY_BASELINE, BY_PERSON = "tonnes", "base", "intensity", "baseline", "person"
FOOTINGS = {"included": NET, "excluded": GROSS, "unclear": UNCLEAR_FOOTING}
Assumptions = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Amount:
    """An amount on the way, Mt CO2e in ``gwp``: net, gross or unclear, what was assumed, what was done."""

    value: float
    footing: str
    gwp: str
    rule: str
    assumptions: Assumptions = ()
    steps: tuple[Step, ...] = ()

    def then(
        self, value: float, step: Step, *assumed: tuple[str, str], footing: str = "", gwp: str = ""
    ) -> "Amount":
        return Amount(
            value,
            footing or self.footing,
            gwp or self.gwp,
            self.rule,
            (*self.assumptions, *assumed),
            (*self.steps, step),
        )


def footing_of(pledge: Pledge) -> str:
    """Return whether a target counts land use (net), leaves it out (gross) or does not say."""
    return FOOTINGS[pledge.land_use]


def place_step(fact: Fact) -> Step:
    """Say a printed number with its place: the step that a reader can check in the document."""
    if fact.computed_en:
        text = mark("{value} {unit} in {year}, computed from “{printed}” ({place}, line {line})")
    else:
        text = mark("{value} {unit} in {year}, as printed ({place}, line {line})")
    return Step(
        text,
        (
            # The table of a reading finds the fact again by these names, the unit left aside.
            ("value", float(fact.value)),
            ("unit", fact.unit),
            ("year", fact.year),
            ("printed", fact.printed),
            ("place", fact.place),
            ("line", fact.line),
        ),
    )

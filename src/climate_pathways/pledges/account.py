"""A document's own account: the numbers it prints, each with its place, and what can be read from them.

The document speaks first: its base year, its latest inventory, its projections and the tonnes of
its targets, on its own footing. What it does not print is not here.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from climate_pathways.pledges.documents import Pledge

INVENTORY, TARGET, REMOVALS_TARGET = "inventory", "target", "removals-target"
BASELINE, WITH_MEASURES, WITH_MORE_MEASURES = "baseline", "with-measures", "with-additional-measures"
SCENARIO = "scenario"
ACCOUNTS = (INVENTORY, TARGET, REMOVALS_TARGET, BASELINE, WITH_MEASURES, WITH_MORE_MEASURES, SCENARIO)
NET, GROSS, LAND_USE, UNCLEAR_FOOTING = "net", "gross", "land-use", "unclear-footing"
GDP, GDP_GROWTH, POPULATION, INTENSITY, CUT = "gdp", "gdp-growth", "population", "intensity", "cut"
MT, BILLION, MILLION, PER_DOLLAR, PER_YEAR = (
    "Mt CO2e",
    "billion US$",
    "million people",
    "kg CO2e/US$",
    "%/yr",
)
# The unit is fixed by the quantity, so that a slip from kilotonnes is noticed at the door.
UNITS = {
    NET: MT,
    GROSS: MT,
    LAND_USE: MT,
    UNCLEAR_FOOTING: MT,
    CUT: MT,
    GDP: BILLION,
    GDP_GROWTH: PER_YEAR,
    POPULATION: MILLION,
    INTENSITY: PER_DOLLAR,
}
THEMES = (
    "methane",
    "removals",
    "forest",
    "renewables",
    "efficiency",
    "coal",
    "transport",
    "waste",
    "agriculture",
    "finance",
    "adaptation",
    "other",
)
# Land use of a target's year is read from the most binding of these that the document prints.
LAND_USE_AHEAD = (REMOVALS_TARGET, WITH_MEASURES, BASELINE, SCENARIO)
MEAN_YEARS = 5
TOTALS, ADDED_UP = (GROSS, NET), (GROSS, NET, LAND_USE)
# Two printings of one number differ by rounding only below this part of it.
SAME = 0.005


@dataclass(frozen=True)
class Fact:
    """One number of a document. ``value`` in ``unit``; land use that takes up is below zero.

    ``printed`` stands word for word in ``line`` of the text file ``text``; where ``computed_en`` is
    given, ``value`` is our arithmetic on it. ``target``: the target it belongs to, if one alone.
    """

    id: str
    document: str
    account: str
    quantity: str
    year: int
    value: float
    unit: str
    text: str
    place: str
    line: int
    printed: str
    gwp: str = ""
    vintage: str = ""
    scenario: str = ""
    target: str = ""
    computed_en: str = ""
    computed_ru: str = ""
    note_en: str = ""
    note_ru: str = ""

    def computed(self, language: str) -> str:
        return self.computed_ru if language == "ru" else self.computed_en

    def note(self, language: str) -> str:
        return self.note_ru if language == "ru" else self.note_en


@dataclass(frozen=True)
class Commitment:
    """A quantified aim other than a country's total: methane, removals, renewables and more."""

    id: str
    document: str
    theme: str
    condition: str
    value: float
    unit: str
    text: str
    place: str
    line: int
    printed: str
    says_en: str
    says_ru: str
    year: int | None = None
    base_year: int | None = None
    at_least: bool = False
    up_to: bool = False

    def says(self, language: str) -> str:
        return self.says_ru if language == "ru" else self.says_en


@dataclass(frozen=True)
class Difference:
    """Two places, or the Russian and the English text of one document, that do not agree."""

    document: str
    text: str
    line: int
    printed: str
    other_text: str
    other_line: int
    other_printed: str
    says_en: str
    says_ru: str

    def says(self, language: str) -> str:
        return self.says_ru if language == "ru" else self.says_en


@dataclass(frozen=True)
class Account:
    """The facts that speak of one target: those tied to it, then those of its document."""

    pledge: "Pledge"
    facts: tuple[Fact, ...]

    def stated(self, quantity: str) -> tuple[Fact, ...]:
        """Return the tonnes that the document states for the target itself."""
        return self._of(quantity, (TARGET,), self.pledge.year, tied=True)

    def base(self, quantity: str) -> tuple[Fact, ...]:
        """Return the base year's values, the one tied to the target first."""
        found = self._of(quantity, (INVENTORY,), int(self.pledge.base_year or 0))
        return tuple(sorted(found, key=lambda fact: fact.target != self.pledge.id))

    def ahead(self, quantity: str, *accounts: str) -> tuple[Fact, ...]:
        """Return what accounts of the document say of the target's year, what is tied to it first."""
        said = self._of(quantity, accounts, self.pledge.year)
        return tuple(sorted(said, key=lambda fact: fact.target != self.pledge.id))

    def land_use_ahead(self) -> Fact | None:
        """Return land use projected for the target's year, of the most binding account."""
        for account in LAND_USE_AHEAD:
            found = self._of(LAND_USE, (account,), self.pledge.year)
            # What another target of the document projects for that year is nearer than any past year.
            order = sorted(found, key=lambda fact: (fact.target != self.pledge.id, bool(fact.target)))
            if order:
                return order[0]
        return None

    def inventory(self, quantity: str) -> dict[int, Fact]:
        """Return the document's inventory by year, the first value of each.

        Left out is what the document prints beside another total of the year than the one it starts from.
        """
        found: dict[int, Fact] = {}
        others = beside_another_total(self._inventory())
        for fact in self._inventory():
            if fact.quantity == quantity and fact not in others:
                found.setdefault(fact.year, fact)
        return dict(sorted(found.items()))

    def printed(self, quantity: str, year: int) -> Fact | None:
        """Return what the document prints of a year in its inventories, beside whichever total."""
        found = (fact for fact in self._inventory() if (fact.quantity, fact.year) == (quantity, year))
        return next(found, None)

    def _inventory(self) -> tuple[Fact, ...]:
        return tuple(
            fact for fact in self.facts if (fact.account, fact.document) == (INVENTORY, self.document)
        )

    @property
    def document(self) -> str:
        return self.pledge.document

    def _of(
        self, quantity: str, accounts: Sequence[str], year: int, *, tied: bool = False
    ) -> tuple[Fact, ...]:
        return tuple(
            fact
            for fact in self.facts
            if fact.quantity == quantity
            and fact.account in accounts
            and fact.year == year
            and self._speaks_of_it(fact, tied)
        )

    def _speaks_of_it(self, fact: Fact, tied: bool) -> bool:
        if fact.target == self.pledge.id or tied:
            return fact.target == self.pledge.id
        # What is tied to another target of the document speaks of the same country: it comes after, not
        # never.
        return fact.document == self.document


def beside_another_total(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return the inventory facts that belong to another total of their year than the first one.

    ``facts``: of one document's inventories, in its order. Two totals of a year differ by more than rounding.
    What stands in one table with the second, or in its potentials, is not to be added to the first.
    """
    return tuple(fact for year in {fact.year: None for fact in facts} for fact in _another_total(year, facts))


def _another_total(year: int, facts: Sequence[Fact]) -> Iterator[Fact]:
    of_year = [fact for fact in facts if fact.year == year and fact.quantity in TOTALS]
    first: dict[str, Fact] = {}
    for fact in of_year:
        first.setdefault(fact.quantity, fact)
    second = [fact for fact in of_year if not is_same(fact.value, first[fact.quantity].value)]
    against = [first[fact.quantity] for fact in second]
    # A place that prints both totals does not tell to which of them another number belongs.
    places = {fact.place for fact in second} - {fact.place for fact in against}
    # Two numbers that name no potentials have nothing in common by that.
    potentials = {fact.gwp for fact in second} - {fact.gwp for fact in against} - {""}
    for fact in facts:
        belongs = fact.place in places or fact.gwp in potentials
        if fact.year == year and (fact in second or (fact.quantity in ADDED_UP and belongs)):
            yield fact


def is_same(value: float, other: float) -> bool:
    """Whether two printings of one number differ by rounding only."""
    return abs(value - other) <= SAME * abs(other)


def account_of(
    pledge: "Pledge", facts: Sequence[Fact], *, of_other_documents: Collection[str] = ()
) -> Account:
    """Return the facts of a target's own document and those tied to it by another one.

    ``of_other_documents``: targets whose facts a document recalls, such as the base of the one before it.
    """
    return Account(
        pledge,
        tuple(
            fact
            for fact in facts
            if fact.target == pledge.id
            or (fact.document == pledge.document and fact.target not in of_other_documents)
        ),
    )

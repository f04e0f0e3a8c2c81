"""How one target is read: step by step with places in the document, beside its inventory, and what is open."""

from collections.abc import Iterator
from dataclasses import dataclass

from climate_pathways.assessment.shown_table import ShownTable, words
from climate_pathways.core.naming import potentials_name, source_name
from climate_pathways.core.provenance import Step
from climate_pathways.core.wording import mark, say, say_number, say_rounded
from climate_pathways.figures.sentences import signed
from climate_pathways.pledges import documents as kinds
from climate_pathways.pledges.account import BASELINE, GROSS, NET, Account, Fact
from climate_pathways.pledges.amounts import BY_TONNES
from climate_pathways.pledges.comparisons import Comparison, Span
from climate_pathways.pledges.documents import Pledges
from climate_pathways.pledges.fact_words import (
    fact_name,
    fact_value,
    line_text,
    quoted,
    text_address,
)
from climate_pathways.pledges.footings import Bridge
from climate_pathways.pledges.inventory import DOCUMENT
from climate_pathways.pledges.questions import ASSUMPTIONS
from climate_pathways.pledges.readings import OwnReading, ReadPledge
from climate_pathways.pledges.words import (
    bracketed,
    footing_text,
    level_words,
    promised_size,
    rounded_step,
    spread,
)

ROUND_FROM_PERCENT = 10
INVENTORIES = {
    True: mark("{years}, {footing}: inventory of the document"),
    False: mark("{years}, {footing}: national inventory sent in {submission}"),
}
FOOTING = {NET: mark("The target with land use"), GROSS: mark("The target without land use")}
OWN_AMOUNTS = {
    (True, True): mark("with land use {net}, without it {gross}"),
    (True, False): mark("with land use {net}"),
    (False, True): mark("without land use {gross}"),
}


@dataclass(frozen=True)
class ReadingStep:
    """One step: what it is, its value, and where it stands in the document.

    ``place``: section and line; ``printed``: what stands there, quoted; ``url``: of the text;
    ``note``: our arithmetic, where the value is computed; ``is_result``: what the steps lead to;
    ``text``, ``line``: the place as the file of the text counts it.
    """

    what: str
    value: str = ""
    place: str = ""
    printed: str = ""
    url: str = ""
    note: str = ""
    is_result: bool = False
    text: str = ""
    line: int = 0


def own_amounts(read: ReadPledge, language: str) -> str:
    """Say the target on its document's own footing; empty where the document gives none."""
    own = read.own
    if own is None or not (own.net or own.gross):
        return ""
    text = OWN_AMOUNTS[own.net is not None, own.gross is not None]
    return say(
        language,
        text,
        net=spread(own.net, language) if own.net else "",
        gross=spread(own.gross, language) if own.gross else "",
    )


def reading_steps(pledges: Pledges, read: ReadPledge, language: str) -> tuple[ReadingStep, ...]:
    """Return the steps of the central value, from the promise to what stands beside fair shares."""
    own = read.own
    return tuple(_Reading(pledges, read, own, language).steps()) if own else ()


def comparisons_table(read: ReadPledge, language: str) -> ShownTable:
    """Return the target beside its inventory: the latest year and the mean of the last five, on each footing."""
    heads = (mark("Compared with"), mark("Emissions"), mark("Target"), mark("Target against emissions, %"))
    caption = mark("The target beside its own inventory, Mt CO₂e, and how far above or below it lies, %")
    return ShownTable(
        "compared",
        say(language, caption),
        words(language, *heads),
        tuple(_comparison(comparison, language) for comparison in (read.own.comparisons if read.own else ())),
        numbers=(1, 2, 3),
    )


def _comparison(comparison: Comparison, language: str) -> tuple[str, ...]:
    level, target, percent = comparison.level, comparison.target, comparison.percent
    return (
        say(
            language,
            INVENTORIES[comparison.inventory == DOCUMENT],
            years=_years(comparison, language),
            submission=comparison.submission,
            footing=footing_text(comparison.footing, language),
        ),
        say_rounded(language, level),
        bracketed(target.central, target.low, target.high, language),
        _percent(percent, language),
    )


def _years(comparison: Comparison, language: str) -> str:
    first, last = comparison.years[0], comparison.years[-1]
    if not comparison.is_mean:
        return str(last)
    return say(language, mark("mean of {first}–{last}"), first=first, last=last)


def _percent(percent: Span, language: str) -> str:
    central, low, high = (
        percent_text(value, language) for value in (percent.central, percent.low, percent.high)
    )
    return central if low == high else f"{central} [{low}; {high}]"


def percent_text(value: float, language: str) -> str:
    """Write a difference in percent with its sign: from ten percent on, tenths say nothing."""
    return signed(value, language, 0 if abs(value) >= ROUND_FROM_PERCENT else 1)


def questions_table(read: ReadPledge, language: str) -> ShownTable:
    """Return what the document leaves open: the answers tried, and how far apart they put the target."""
    heads = (mark("Open question"), mark("Answers tried"), mark("Mt CO₂e"))
    caption = mark("Open questions, and how far each moves the target without land use")
    return ShownTable(
        "questions",
        say(language, caption),
        words(language, *heads),
        tuple(
            (
                say(language, ASSUMPTIONS[name]),
                "; ".join(_answers(read, name, language)),
                say_rounded(language, apart),
            )
            for name, apart in read.what_matters()
        ),
        numbers=(2,),
    )


def _answers(read: ReadPledge, name: str, language: str) -> Iterator[str]:
    levels = dict.fromkeys(
        level for reading in read.readings for assumed, level in reading.assumptions if assumed == name
    )
    return (level_words(name, level, language) for level in levels)


# --- steps ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Reading:
    pledges: Pledges
    read: ReadPledge
    own: OwnReading
    language: str

    def steps(self) -> Iterator[ReadingStep]:
        yield self._promise()
        yield from self._reference()
        yield from (self._step(step) for step in self.own.steps)
        first, other = (GROSS, NET) if self.own.footing == GROSS else (NET, GROSS)
        yield from self._footing(first)
        yield from (self._step(step) for step in self.own.land_use)
        yield from self._footing(other)
        yield from self._beside()

    @property
    def account(self) -> Account:
        return self.pledges.account(self.read.pledge)

    def _promise(self) -> ReadingStep:
        pledge, text = self.read.pledge, self.pledges.text_of(self.read.pledge)
        return ReadingStep(
            what=say(self.language, mark("The promise")),
            value=promised_size(pledge, self.language),
            place=line_text(pledge.place, pledge.line, self.language) if pledge.line else "",
            printed=quoted(pledge.printed, self.language) if pledge.line else "",
            url=text_address(self.pledges, text),
            text=text,
            line=pledge.line or 0,
        )

    def _reference(self) -> Iterator[ReadingStep]:
        """Yield the base year or baseline of a target whose tonnes the document states."""
        if self.own.rule != BY_TONNES:
            return
        footings = (NET, GROSS) if self.own.footing == NET else (GROSS, NET)
        kind = self.read.pledge.type
        for footing in footings:
            found = (
                self.account.base(footing)
                if kind == kinds.BASE_YEAR
                else self.account.ahead(footing, BASELINE)
                if kind == kinds.BAU
                else ()
            )
            for fact in found[:1]:
                yield self._fact(fact)
                return

    def _step(self, step: Step) -> ReadingStep:
        fact = self._fact_of(step)
        return self._fact(fact) if fact else ReadingStep(self._words(step))

    def _words(self, step: Step) -> str:
        said = rounded_step(step, self.language)
        return said[:1].upper() + said[1:]

    def _fact_of(self, step: Step) -> Fact | None:
        given = dict(step.values)
        return next(
            (
                fact
                for fact in self.pledges.facts
                if all(
                    given.get(name) == getattr(fact, name)
                    for name in ("value", "year", "printed", "place", "line")
                )
            ),
            None,
        )

    def _fact(self, fact: Fact) -> ReadingStep:
        place = line_text(fact.place, fact.line, self.language)
        if fact.document != self.read.pledge.document:
            place = f"{self.pledges.document(fact.document).title(self.language)}, {place}"
        return ReadingStep(
            what=fact_name(fact, self.language),
            value=fact_value(fact, self.language),
            place=place,
            printed=quoted(fact.printed, self.language),
            url=text_address(self.pledges, fact.text),
            note=fact.computed(self.language),
            text=fact.text,
            line=fact.line,
        )

    def _footing(self, footing: str) -> Iterator[ReadingStep]:
        span = self.own.net if footing == NET else self.own.gross
        if span is not None:
            what = say(self.language, FOOTING[footing])
            if self.own.gwp:
                potentials = potentials_name(self.own.gwp, self.language)
                what = say(
                    self.language, mark("{what}, potentials of {context}"), what=what, context=potentials
                )
            yield ReadingStep(what, spread(span, self.language), is_result=True)

    def _beside(self) -> Iterator[ReadingStep]:
        over = self.own.bridge
        if over is None:
            return
        if not self.read.is_comparable:
            text = mark(
                "It is not set beside fair shares: no recent year is known by both its inventory and the international series."
            )
            yield ReadingStep(say(self.language, text))
            return
        yield from (self._step(step) for step in self._potentials())
        yield ReadingStep(
            bridge_text(over, self.language),
            say(self.language, mark("× {factor}"), factor=say_number(self.language, over.central, 2)),
        )
        target = self.read.target
        span = Span(target.low_mt_co2e, target.central_mt_co2e, target.high_mt_co2e)
        text = mark("Beside fair shares: without land use, by international series, potentials of AR6")
        yield ReadingStep(say(self.language, text), spread(span, self.language), is_result=True)

    def _potentials(self) -> list[Step]:
        """Return the step to the inventories' potentials, which belongs to the way beside fair shares alone."""
        central = self.read.readings[0].steps
        return [step for step in central if "context" in dict(step.values)]


def bridge_text(over: Bridge, language: str) -> str:
    """Say by what a target is carried over to the international series: factor per series, inventory, years."""
    inventory = (
        mark("International series over the document’s own inventory, {years}: {factors}")
        if over.inventory == DOCUMENT
        else mark("International series over the national inventory, {years}: {factors}")
    )
    first, last = over.years[0], over.years[-1]
    factors = "; ".join(
        f"{source_name(source, language)}\u00a0{say_number(language, factor, 2)}"
        for source, factor in over.factors.items()
    )
    return say(language, inventory, years=str(first) if first == last else f"{first}–{last}", factors=factors)

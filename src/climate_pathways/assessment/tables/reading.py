"""How one target is read: step by step with places in the document, and what the document leaves open."""

from collections.abc import Iterator
from dataclasses import dataclass

from climate_pathways.assessment.shown_table import ShownTable, words
from climate_pathways.core.naming import potentials_name
from climate_pathways.core.provenance import Step
from climate_pathways.core.wording import mark, say, say_number, say_rounded
from climate_pathways.pledges import documents as kinds
from climate_pathways.pledges.account import BASELINE, GROSS, NET, Account, Fact
from climate_pathways.pledges.amounts import BY_TONNES
from climate_pathways.pledges.comparisons import Span
from climate_pathways.pledges.documents import Pledges
from climate_pathways.pledges.fact_words import (
    fact_name,
    fact_value,
    line_text,
    quoted,
    text_address,
)
from climate_pathways.pledges.own_readings import OwnReading
from climate_pathways.pledges.questions import ASSUMPTIONS
from climate_pathways.pledges.readings import ReadPledge
from climate_pathways.pledges.words import (
    bridge_text,
    level_words,
    promised_size,
    rounded_step,
    spread,
)

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
    # In the order of the readings, of which the central one comes first.
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
        # Of an unclear target the steps lead to the amount without land use: so the other one comes first.
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
            # Zero is no place: lines are counted from one.
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
        # A step holds no identifier of the number it tells: the number is found again by what `place_step`
        # wrote.
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
        # A number of a target may stand in another document, as the base of the one before it does: then
        # that one is named.
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
            with_potentials = (
                mark("{what}, potentials of {context}")
                if self.own.gwp
                else mark("{what}, potentials not stated")
            )
            potentials = potentials_name(self.own.gwp, self.language)
            what = say(self.language, with_potentials, what=what, context=potentials)
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
        # The first reading is the central one; only `footings.on_potentials` writes a place of this name.
        central = self.read.readings[0].steps
        return [step for step in central if "wanted" in dict(step.values)]

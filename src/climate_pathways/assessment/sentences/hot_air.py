"""Hot air and land use in sentences: what the collapse gave, what was there before the promise, what moved."""

from collections.abc import Iterator
from dataclasses import dataclass

from climate_pathways.assessment.matters.footings_panel import SINCE
from climate_pathways.assessment.matters.hot_air import AFTER_COLLAPSE, HotAir, Level, PartOfCut
from climate_pathways.core.naming import place_name, source_name
from climate_pathways.core.wording import mark, one_stop, say, say_date, say_percent, say_rounded
from climate_pathways.figures.level import NATIONAL
from climate_pathways.figures.sentences.quantities import signed
from climate_pathways.figures.sentences.standing import Sentence
from climate_pathways.pledges.account import GROSS, NET, is_same
from climate_pathways.pledges.words import amount, cut_text, document_text, footing_text

FROM_INVENTORY = {
    True: mark(
        "By the national inventory sent in {sent}, emissions {footing} were {first} in {start}, "
        "{middle} in {then} ({fall} %) and {last} in {year} ({change} % against {start})."
    ),
    False: mark(
        "By the national inventory sent in {sent}, emissions {footing} were {first} in {start} and {last} in {year} ({change} % against {start})."
    ),
}
NO_INVENTORY = mark(
    "No inventory tables of {place} are among those collected. The numbers here are printed in its document: {document}."
)
FROM_DOCUMENT = mark("Emissions {footing} by it: {first} in {start} and {last} in {year} ({change} %).")
NOT_PRINTED = mark("It prints nothing of {year}.")
LAND = mark(
    "Land use alone: {first} in {start}, {last} in {year}. Below zero, land takes up more than it gives off."
)
WHEN = {
    True: mark("In {year}, the last inventory year before the first promise ({day})"),
    False: mark("In {year}, the latest inventory year"),
}
ALL = mark(
    "{when}, emissions were {level}, no more than the target for {target} allows ({aim}; {cut} against {base}, {footing}): the whole promised cut was there."
)
SOME = mark(
    "{when}, {part} of the cut promised for {target} was there: emissions were {level}, the target allows {aim} ({cut} against {base}, {footing})."
)
NOTHING = mark(
    "{when}, nothing of the cut promised for {target} was there: emissions were {level}, the target allows {aim} ({cut} against {base}, {footing})."
)
NO_YEAR = mark("The inventory has no year between {base} and the first promise ({day}).")
NO_CUT = mark(
    "No target in force is a cut from a past year, so that no part of it can have been there before the promise."
)
MOVED = {
    True: mark(
        "For {year}, the documents that were read and the national inventory give between {low} and {high} {footing}, in part by "
        "other warming potentials. A higher base makes the same percentage easier: a recalculated inventory is no effort."
    ),
    False: mark(
        "For {year}, the documents that were read give between {low} and {high} {footing}, in part by "
        "other warming potentials. A recalculated inventory is no effort."
    ),
}
ALIKE = mark("For {year}, all printings that were read agree: {level} {footing}.")
ONE_PRINTING = mark("Only one printing of {year} was read, so that no recalculation can be shown.")
SPREAD = mark(
    "On land use the sources differ: from {low} ({lowest}, {first}) to {high} ({highest}, {last}). "
    "They count different land and gases; no mean of them is taken."
)


@dataclass(frozen=True)
class _Speaker:
    found: HotAir
    language: str

    def say(self, topic: str, text: str, year: int, /, *sources: str, **values: object) -> Sentence:
        return Sentence(topic, one_stop(say(self.language, text, **values)), sources, year)

    def amount(self, value: float) -> str:
        return amount(value, self.language)

    def change(self, first: float, last: float) -> str:
        return signed(100 * (last / first - 1), self.language, 0)

    # --- what the collapse gave ------------------------------------------------------------------

    def collapse(self) -> Iterator[Sentence]:
        levels, inventory = self.found.levels, self.found.inventory
        if inventory is None:
            yield from self._documents(levels)
        for footing in (GROSS, NET):
            known = [level for level in levels if level.on(footing) is not None]
            if len(known) > 1:
                yield self._course(known, footing)
        land = [level for level in levels if level.land is not None]
        if len(land) > 1:
            start, end = land[0], land[-1]
            # Amounts alone: a percentage of a sink, or of a change across zero, would say nothing.
            values = {
                "first": self.amount(start.land or 0.0),
                "start": start.year,
                "last": self.amount(end.land or 0.0),
                "year": end.year,
            }
            yield self.say("collapse", LAND, end.year, *self._source(), **values)

    def _source(self) -> tuple[str, ...]:
        return (NATIONAL,) if self.found.inventory else ()

    def _documents(self, levels: tuple[Level, ...]) -> Iterator[Sentence]:
        if self.found.of_documents is None:
            return
        document, _ = self.found.of_documents
        yield self.say(
            "collapse",
            NO_INVENTORY,
            levels[-1].year,
            place=place_name(self.found.iso3, self.language),
            document=document_text(document, self.language),
        )
        if levels[0].year > SINCE:
            yield self.say("collapse", NOT_PRINTED, SINCE, year=SINCE)

    def _course(self, known: list[Level], footing: str) -> Sentence:
        start, end = known[0], known[-1]
        first, last = start.on(footing) or 0.0, end.on(footing) or 0.0
        then = next((level for level in known[1:-1] if level.year == AFTER_COLLAPSE), None)
        middle = then.on(footing) if then else None
        inventory = self.found.inventory
        values = {
            "footing": footing_text(footing, self.language),
            "first": self.amount(first),
            "start": start.year,
            "last": self.amount(last),
            "year": end.year,
            "change": self.change(first, last),
        }
        if inventory is None:
            return self.say("collapse", FROM_DOCUMENT, end.year, **values)
        if middle is not None:
            values |= {
                "middle": self.amount(middle),
                "then": AFTER_COLLAPSE,
                "fall": self.change(first, middle),
            }
        text = FROM_INVENTORY[middle is not None]
        return self.say("collapse", text, end.year, NATIONAL, sent=inventory.submission, **values)

    # --- what was there before the promise --------------------------------------------------------

    def already(self) -> Iterator[Sentence]:
        cut = self.found.main
        if cut is None:
            yield self.say("already", NO_CUT, SINCE)
            return
        if cut.before is None and self.found.first_promise:
            yield self.say(
                "already", NO_YEAR, cut.latest.year, base=cut.pledge.base_year, day=self._first_promise()
            )
        for reached in (cut.before, cut.latest):
            if reached is not None:
                # By identity: where the inventory ends before the first promise, both are equal.
                yield self._reached(reached, is_before=reached is cut.before)

    def _first_promise(self) -> str:
        return say_date(self.language, self.found.first_promise) if self.found.first_promise else ""

    def _reached(self, reached: PartOfCut, *, is_before: bool) -> Sentence:
        cut = self.found.main
        if cut is None:
            raise ValueError("nothing is reached of a cut that nobody promised")
        text = ALL if reached.part >= 1 else SOME if reached.part > 0 else NOTHING
        return self.say(
            "already",
            text,
            reached.year,
            NATIONAL,
            when=say(self.language, WHEN[is_before], year=reached.year, day=self._first_promise()),
            level=self.amount(reached.level),
            part=say_percent(self.language, reached.part),
            target=cut.pledge.year,
            aim=self.amount(cut.target),
            cut=cut_text(cut.pledge, self.language),
            base=cut.pledge.base_year,
            footing=footing_text(cut.footing, self.language),
        )

    # --- what recalculation moved -----------------------------------------------------------------

    def recalculation(self) -> Iterator[Sentence]:
        year, said = (self.found.levels or (Level(SINCE, None, None, None),))[0].year, False
        for footing in (GROSS, NET):
            values = self.found.values_of(year, footing)
            if len(values) < 2:
                continue
            said = True
            low, high = min(values), max(values)
            text = MOVED[self.found.inventory is not None] if not is_same(low, high) else ALIKE
            yield self.say(
                "recalculation",
                text,
                year,
                *self._source(),
                year=year,
                low=say_rounded(self.language, low),
                high=self.amount(high),
                level=self.amount(values[-1]),
                footing=footing_text(footing, self.language),
            )
        if not said:
            yield self.say("recalculation", ONE_PRINTING, year, year=year)

    # --- sources that differ ----------------------------------------------------------------------

    def sources(self) -> Iterator[Sentence]:
        # Exactly zero is no estimate: it must not stand as one end of the range.
        known = [series for series in self.found.land if series.values[-1]]
        if len(known) < 2:
            return
        low, high = (
            min(known, key=lambda series: series.values[-1]),
            max(known, key=lambda series: series.values[-1]),
        )
        yield self.say(
            "sources",
            SPREAD,
            max(low.last_year, high.last_year),
            low.source,
            high.source,
            low=self.amount(float(low.values[-1])),
            lowest=source_name(low.source, self.language),
            first=low.last_year,
            high=self.amount(float(high.values[-1])),
            highest=source_name(high.source, self.language),
            last=high.last_year,
        )


def hot_air_sentences(found: HotAir, language: str) -> dict[str, tuple[Sentence, ...]]:
    """Return what is said of hot air and land use, by chapter: collapse, already, recalculation, sources."""
    speaker = _Speaker(found, language)
    return {
        "collapse": tuple(speaker.collapse()),
        "already": tuple(speaker.already()),
        "recalculation": tuple(speaker.recalculation()),
        "sources": tuple(speaker.sources()),
    }

"""One who speaks of an assessment in a language: what all its chapters are written with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.naming import method_name, quoted
from climate_pathways.core.wording import mark, one_stop, say, say_count, say_part, say_rounded
from climate_pathways.fair_shares.result import PrincipleSpan
from climate_pathways.fair_shares.words import with_span
from climate_pathways.figures.sentences.standing import Sentence
from climate_pathways.pledges.comparisons import Span
from climate_pathways.pledges.readings import ReadPledge
from climate_pathways.pledges.words import amount, between, spread


@dataclass(frozen=True)
class Speaker:
    """An assessment and the language it is spoken of in.

    Sentences name what they rest on: a source's identifier, ``pledge:<id>``,
    ``share:<principle>``, ``gap:<principle>``, ``rating:<pledge>``, ``axis:<axis>``, ``way:<year>``,
    ``years-left:<principle>``, ``flag:<flag>``, ``suggestion:<id>``, ``criteria:<checklist>`` or
    ``context:<theme>``.
    """

    assessment: Assessment
    language: str

    # Positional only: a text may have a place called `text` or `topic`.
    def say(
        self, topic: str, text: str, /, *sources: str, year: int | None = None, **values: object
    ) -> Sentence:
        """Return a sentence. ``year``: the one it speaks of, also a place in the text."""
        named = values if year is None else {"year": year, **values}
        said = one_stop(self.word(text, **named))
        return Sentence(topic, said, sources, year or self.assessment.shares.base_year)

    def say_count(self, topic: str, forms: str, number: int, /, *sources: str, **values: object) -> Sentence:
        """Return the one of a sentence's ``forms`` that goes with ``number``."""
        said = say_count(self.language, forms, number, **self._named(values))
        return Sentence(topic, said, sources, self.assessment.shares.base_year)

    def quote(self, topic: str, text: str, *sources: str) -> Sentence:
        """Return as a sentence what is in the reader's language already."""
        return Sentence(topic, text, sources, self.assessment.as_of)

    def word(self, text: str, /, **values: object) -> str:
        return say(self.language, text, **self._named(values))

    def _named(self, values: Mapping[str, object]) -> dict[str, object]:
        """Return what a text's places hold: both forms of the country's name, of which a language takes one."""
        return {"name": self.name, "of": self.of, **values}

    def amount(self, value: float, unit: str = "Mt CO2e") -> str:
        return amount(value, self.language, unit)

    def between(self, low: float, high: float, unit: str = "Mt CO2e") -> str:
        return between(low, high, self.language, unit)

    def spread(self, span: Span) -> str:
        """Write an amount with the span of its readings, where they differ: ``113 [107; 118] Mt CO₂e``."""
        return spread(span, self.language)

    def span(self, low: float, high: float, unit: str = "Mt CO2e") -> str:
        """Write a range of sizes that follows a word such as “by”: ``119–182 Mt CO₂e``."""
        first, last = self.number(low), self.amount(high, unit)
        # Two sizes may read alike once they are rounded.
        return last if last.startswith(f"{first}\u00a0") else f"{first}–{last}"

    def change(self, value: float, unit: str = "Mt CO2e") -> str:
        """Write an amount with its sign."""
        return ("+" if value > 0 else "") + self.amount(value, unit)

    def number(self, value: float, figures: int = 3) -> str:
        return say_rounded(self.language, value, figures)

    def with_span(self, median: float, span: PrincipleSpan) -> str:
        """Write a median of the mixture with the span over principles: ``64.1 (by principle −329 to 142) Mt CO₂e``."""
        return with_span(median, span, self.language, "Mt CO2e")

    def below_zero(self, span: PrincipleSpan) -> str:
        """Say by which principles a fair share is below zero; nothing where it is by none."""
        if not span.below_zero:
            return ""
        names = self.quoted(method_name(name, self.language) for name in span.below_zero)
        return self.word(mark("By {names} the fair share is below zero."), names=names)

    def percent(self, fraction: float) -> str:
        """Write a part as a percentage, with a decimal where it is small."""
        return say_part(self.language, fraction)

    def listed(self, parts: Iterable[str]) -> str:
        return ", ".join(parts)

    def quoted(self, names: Iterable[str]) -> str:
        return quoted(names, self.language)

    def sentence_start(self, text: str) -> str:
        return text[:1].upper() + text[1:]

    @property
    def name(self) -> str:
        return COUNTRIES[self.assessment.iso3].name(self.language)

    @property
    def of(self) -> str:
        return COUNTRIES[self.assessment.iso3].name_of(self.language)

    @property
    def has_principles(self) -> bool:
        """Whether an equity principle was chosen: lines to compare with may stand alone."""
        return bool(self.assessment.made_of["weights"])

    @property
    def main_pledge(self) -> ReadPledge | None:
        """Return the pledge that the country is judged by, read in tonnes."""
        return self.assessment.by_pledge.get(self.assessment.headline)

    @property
    def promised(self) -> ReadPledge | None:
        """Return the target that the country speaks of first, also where it cannot be set beside a fair share."""
        # As `making` finds it: the chapters and the suggested demands must speak of one target.
        headline = self.assessment.pledges.headline()
        is_ahead = headline is not None and headline.year >= self.assessment.as_of
        return self.main_pledge or (
            self.assessment.by_pledge.get(headline.id) if headline and is_ahead else None
        )

    @property
    def now(self) -> float:
        return self.assessment.shares.current_mt_co2e

"""A standing in sentences that a journalist can use, each tied to its results."""

from collections.abc import Iterator
from dataclasses import dataclass

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.naming import REGION, place_name, role_name, source_name
from climate_pathways.core.provenance import Result
from climate_pathways.core.wording import mark, say, say_number, say_percent, say_rounded
from climate_pathways.figures.sentences.quantities import quantity, signed, tied_unit
from climate_pathways.figures.sentences.texts import (
    FORMER_SOURCES,
    change_text,
    is_former,
    land_use_text,
    level_text,
    per_person_text,
    trend_text,
)
from climate_pathways.figures.series import ESTIMATED_SECTORS, SECTORS
from climate_pathways.figures.standing import Standing
from climate_pathways.methods.disagreement import Spread


@dataclass(frozen=True)
class Sentence:
    """One statement, its topic, and the names of the results or panels it rests on."""

    topic: str
    text: str
    sources: tuple[str, ...]
    year: int


def sentences(standing: Standing, language: str) -> tuple[Sentence, ...]:
    """Return what can be said of a country in reading order; silent where figures are absent."""
    return tuple(_Speaker(standing, language).speak())


def headline(standing: Standing, language: str) -> str:
    """Return the first sentence, for cards and previews; empty where there is none."""
    spoken = sentences(standing, language)
    return spoken[0].text if spoken else ""


@dataclass(frozen=True)
class _Speaker:
    standing: Standing
    language: str

    def speak(self) -> Iterator[Sentence]:
        yield from self.level()
        yield from self.per_person()
        yield from self.change_over_time()
        yield from self.sectors()
        yield from self.history()
        yield from self.electricity()
        yield from self.disagreement("ghg")
        yield from self.disagreement("land_use")

    def get(self, name: str) -> Result | None:
        return self.standing.results.get(name)

    def say(self, topic: str, text: str, result: Result, **values: object) -> Sentence:
        return Sentence(topic, say(self.language, text, **values), result.sources, result.year)

    def of(self) -> str:
        if self.standing.iso3 == REGION:
            return say(self.language, mark("the twelve countries together"))
        return COUNTRIES[self.standing.iso3].name_of(self.language)

    def level(self) -> Iterator[Sentence]:
        emissions, share = self.get("ghg"), self.get("world_share")
        if not emissions or not share:
            return
        yield self.say(
            "level",
            level_text(self.standing, emissions),
            emissions,
            name=place_name(self.standing.iso3, self.language),
            # English takes the name alone: a translation takes whichever of the two its sentence needs.
            of=self.of(),
            year=emissions.year,
            amount=quantity(emissions, self.language),
            share=quantity(share, self.language),
            sent=self.sent(emissions),
            source=source_name(emissions.sources[0], self.language),
        )
        # The first sentence of an earlier release holds the world’s share already.
        if is_former(self.standing):
            return
        with_land_use = self.get("ghg_net")
        if with_land_use:
            yield self.say(
                "net",
                mark("With land use and forests it was {net} by the same inventory."),
                with_land_use,
                net=quantity(with_land_use, self.language),
            )
        yield self.say(
            "world_share",
            mark("In {year} its part of the world’s emissions was {share} (the World’s by Climate Watch)."),
            share,
            year=share.year,
            share=quantity(share, self.language),
        )

    def sent(self, emissions: Result) -> object:
        # A result has no field for the year of submission: it stands in the step by which `level.origin`
        # names the inventory.
        values = dict(value for step in emissions.steps for value in step.values)
        return values.get("sent", "")

    def per_person(self) -> Iterator[Sentence]:
        own, world, region = map(self.get, ("ghg_per_person", "world_per_person", "region_per_person"))
        if not own or not world or not region:
            return
        yield self.say(
            "per_person",
            per_person_text(self.standing),
            own,
            own=f"{say_rounded(self.language, own.value, 2)}\u00a0{tied_unit('t CO2e', self.language)}",
            world=self.bare(world),
            world_year=world.year,
            region=self.bare(region),
            region_year=region.year,
        )

    def bare(self, result: Result) -> str:
        return say_rounded(self.language, result.value, 2) + "\u00a0" + say(self.language, mark("t"))

    def sectors(self) -> Iterator[Sentence]:
        panel = self.standing.panels.get("sectors")
        if not panel:
            return
        # Frozen standings of earlier releases have another provider’s sectors.
        known = (*SECTORS, *ESTIMATED_SECTORS)
        latest = {c.role: c.values[-1] or 0.0 for c in panel.columns if c.role in known}
        # Of the sectors' own sum: the level is by another source, and shares of it would not add up.
        whole = sum(latest.values())
        first, second, third = sorted(latest, key=lambda role: -latest[role])[:3]
        text = mark(
            "The largest sources of emissions in {year}, as {source} estimates them: {first} ({a}), {second} ({b}), {third} ({c})."
        )
        if panel.sources == FORMER_SOURCES:
            text = mark("The largest sources: {first} ({a}), {second} ({b}), {third} ({c}).")
        yield Sentence(
            "sectors",
            say(
                self.language,
                text,
                year=panel.last_year,
                source=source_name(panel.sources[0], self.language),
                **{
                    name: role_name(role, self.language).lower()
                    for name, role in (("first", first), ("second", second), ("third", third))
                },
                **{
                    name: say_percent(self.language, latest[role] / whole)
                    for name, role in (("a", first), ("b", second), ("c", third))
                },
            ),
            panel.sources,
            panel.last_year,
        )

    def change_over_time(self) -> Iterator[Sentence]:
        change, trend = self.get("change"), self.get("trend")
        if not change:
            return
        yield self.say(
            "course",
            change_text(self.standing, change.value),
            change,
            year=change.year,
            size=say_percent(self.language, abs(change.value) / 100),
            since=change.since,
        )
        if trend:
            yield self.say(
                "trend",
                trend_text(self.standing, change, trend),
                trend,
                source=source_name(trend.sources[0], self.language),
                since=trend.since,
                year=trend.year,
                rate=say_number(self.language, abs(trend.value), 1),
                signed=signed(trend.value, self.language),
            )

    def history(self) -> Iterator[Sentence]:
        amount, share = self.get("cumulative_co2"), self.get("cumulative_share")
        if not amount or not share:
            return
        yield self.say(
            "history",
            # “From 1850” also where a country’s records begin later: before them it counts as zero.
            mark("From 1850 to {year} fossil fuels and cement added {amount}, {share} of the world’s total."),
            amount,
            year=amount.year,
            amount=quantity(amount, self.language, 2),
            share=quantity(share, self.language),
        )

    def electricity(self) -> Iterator[Sentence]:
        names = ("electricity_fossil", "electricity_renewables", "electricity_wind_solar")
        fossil, renewables, modern = map(self.get, names)
        if not fossil or not renewables or not modern:
            return
        nuclear = self.get("electricity_nuclear")
        text = mark(
            "Electricity in {year}: {fossil} from fossil fuels, {renewables} from renewables "
            "({modern} from wind and sun)."
        )
        # Most of the twelve have no nuclear power, and of zero there is nothing to say.
        if nuclear and nuclear.value >= 0.5:
            text = mark(
                "Electricity in {year}: {fossil} from fossil fuels, {nuclear} from nuclear power, "
                "{renewables} from renewables ({modern} from wind and sun)."
            )
        shares = {"fossil": fossil, "renewables": renewables, "modern": modern, "nuclear": nuclear}
        amounts = {name: quantity(share, self.language) for name, share in shares.items() if share}
        yield self.say("electricity", text, fossil, year=fossil.year, **amounts)

    def disagreement(self, name: str) -> Iterator[Sentence]:
        spread = self.standing.spreads.get(name)
        if not spread:
            return
        text = {
            "ghg": mark(
                "Sources disagree: for {year} they give from {low} ({low_source}) to {high} "
                "({high_source}) without land use."
            ),
            "land_use": land_use_text(self.standing, spread),
        }[name]
        sources = tuple(dict.fromkeys(part for source, _ in spread.values for part in source.split("+")))
        yield Sentence(
            f"disagreement_{name}", say(self.language, text, **self.ends(spread)), sources, spread.year
        )

    def ends(self, spread: Spread) -> dict[str, object]:
        return {
            "year": spread.year,
            "low": say_rounded(self.language, spread.low[1]),
            "high": f"{say_rounded(self.language, spread.high[1])}\u00a0{tied_unit(spread.unit, self.language)}",
            "low_source": self.named(spread.low[0]),
            "high_source": self.named(spread.high[0]),
        }

    def named(self, sources: str) -> str:
        return source_name(sources, self.language)

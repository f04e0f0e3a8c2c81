"""A standing in sentences that a journalist can use, each tied to its results."""

from collections.abc import Iterator
from dataclasses import dataclass

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.naming import REGION, place_name, role_name, source_name
from climate_pathways.core.provenance import Result
from climate_pathways.core.quantities import unit_label
from climate_pathways.core.wording import mark, say, say_number, say_percent, say_significant
from climate_pathways.figures.series import SECTORS
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


def quantity(result: Result, language: str, figures: int = 3) -> str:
    """Write a result with its unit: ``342 Mt CO₂e``."""
    if result.unit == "year":
        return str(int(result.value))
    if result.unit == "%":
        return say_percent(language, result.value / 100, _percent_digits(result.value))
    if result.unit == "%/year":
        return f"{signed(result.value, language)}\u00a0{unit_label(result.unit, language)}"
    number = say_significant(language, result.value, figures)
    return f"{number}\u00a0{tied_unit(result.unit, language)}"


def tied_unit(unit: str, language: str) -> str:
    """Return a unit whose first two words stay on one line: ``млн т CO₂-экв.``"""
    return unit_label(unit, language).replace(" ", "\u00a0", 1)


def signed(value: float, language: str, digits: int = 1) -> str:
    """Write a number with an explicit plus or minus sign."""
    sign = "+" if round(value, digits) > 0 else ""
    return sign + say_number(language, value, digits)


def _percent_digits(value: float) -> int:
    size = abs(value)
    if size == 0 or size >= 10:
        return 0
    return 1 if size >= 0.95 else 2


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
            mark(
                "{name} emitted {amount} of greenhouse gases in {year}, not counting land use: "
                "{share} of the world’s emissions."
            ),
            emissions,
            name=place_name(self.standing.iso3, self.language),
            of=self.of(),
            year=emissions.year,
            amount=quantity(emissions, self.language),
            share=quantity(share, self.language),
        )

    def per_person(self) -> Iterator[Sentence]:
        own, world, region = map(self.get, ("ghg_per_person", "world_per_person", "region_per_person"))
        if not own or not world or not region:
            return
        text = mark("Per person that is {own}; the world’s average is {world}, the region’s {region}.")
        if self.standing.iso3 == REGION:
            text = mark("Per person that is {own}; the world’s average is {world}.")
        yield self.say(
            "per_person",
            text,
            own,
            own=f"{say_significant(self.language, own.value, 2)}\u00a0{tied_unit('t CO2e', self.language)}",
            world=self.bare(world),
            region=self.bare(region),
        )

    def bare(self, result: Result) -> str:
        return say_significant(self.language, result.value, 2) + "\u00a0" + say(self.language, mark("t"))

    def sectors(self) -> Iterator[Sentence]:
        panel = self.standing.panels.get("sectors")
        if not panel:
            return
        latest = {c.role: c.values[-1] or 0.0 for c in panel.columns if c.role in SECTORS}
        whole = sum(latest.values())
        first, second, third = sorted(latest, key=lambda role: -latest[role])[:3]
        text = mark("The largest sources: {first} ({a}), {second} ({b}), {third} ({c}).")
        yield Sentence(
            "sectors",
            say(
                self.language,
                text,
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
            _change_text(change.value),
            change,
            size=say_percent(self.language, abs(change.value) / 100),
            since=change.since,
        )
        if trend:
            yield self.say(
                "trend",
                _trend_text(trend.value),
                trend,
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
            "land_use": mark(
                "On land use and forests they give from {low} ({low_source}) to {high} ({high_source})."
            ),
        }[name]
        if name == "land_use" and spread.signs_differ:
            text = mark(
                "On land use and forests they disagree even in sign: from {low} ({low_source}) to {high} "
                "({high_source})."
            )
        sources = tuple(source for source, _ in spread.values)
        yield Sentence(
            f"disagreement_{name}", say(self.language, text, **self.ends(spread)), sources, spread.year
        )

    def ends(self, spread: Spread) -> dict[str, object]:
        return {
            "year": spread.year,
            "low": say_significant(self.language, spread.low[1]),
            "high": f"{say_significant(self.language, spread.high[1])}\u00a0{tied_unit(spread.unit, self.language)}",
            "low_source": source_name(spread.low[0], self.language),
            "high_source": source_name(spread.high[0], self.language),
        }


def _change_text(change: float) -> str:
    if abs(change) < 1:
        return mark("Total emissions are about what they were in {since}.")
    if change < 0:
        return mark("Total emissions are {size} below those of {since}.")
    return mark("Total emissions are {size} above those of {since}.")


def _trend_text(rate: float) -> str:
    if abs(rate) < 0.25:
        return mark("From {since} to {year} they hardly changed ({signed} % a year on average).")
    if rate > 0:
        return mark("From {since} to {year} they rose by {rate} % a year on average.")
    return mark("From {since} to {year} they fell by {rate} % a year on average.")

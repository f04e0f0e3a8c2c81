"""A fair share at the terminal: the answer to a question, as lines, rows or JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from climate_pathways.assessment.axes.axis import Axis
from climate_pathways.assessment.axes.fair_share import fair_share_axis
from climate_pathways.assessment.axes.words import axis_reason, result_name, step_word
from climate_pathways.assessment.budget_left import YearsLeft, years_left
from climate_pathways.assessment.gap import ensure_comparable
from climate_pathways.assessment.making import levels_until
from climate_pathways.assessment.neutrality import Neutrality, pathway_to_zero
from climate_pathways.assessment.sentences.axes import ratio_text
from climate_pathways.assessment.what_if import categories_of
from climate_pathways.commands.text.fair_question import Question, target_of
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.flags import flag_text
from climate_pathways.core.naming import place_name, quoted_sources
from climate_pathways.core.quantiles import HIGH, LOW, MEDIAN
from climate_pathways.core.wording import mark, say, say_number, say_percent, say_rounded
from climate_pathways.exports.iamc import iamc_rows
from climate_pathways.fair_shares import duty, own_files
from climate_pathways.fair_shares.allocation import fair_shares
from climate_pathways.fair_shares.choices import CHOICES, PRINCIPLE, REFERENCES, Parameters, equity_of
from climate_pathways.fair_shares.result import LEVELS, OVERALL, FairShares, median_of_all, principle_span
from climate_pathways.fair_shares.settings import parse
from climate_pathways.fair_shares.words import line_name, with_span
from climate_pathways.figures import inputs as fair_inputs
from climate_pathways.figures.by_source import LAST_YEAR
from climate_pathways.figures.inputs import FairInputs
from climate_pathways.figures.snapshot import snapshot
from climate_pathways.figures.sources.own_tables import Note
from climate_pathways.methods import per_capita_convergence
from climate_pathways.pledges.targets import TargetEmissions

# A source that counts both with land use and without: either question finds it.
SHOWN_SOURCE = "climate-watch"
ROW_HEADER = ("place", "principle", "year", "p05", "median", "p95", "unit")
SHOWN_YEARS = (2030, 2035, 2050)
MOST_CHOICES = 5


@dataclass(frozen=True)
class Answer:
    """Fair shares of one country, with the axis of fair share of a target where one was given."""

    iso3: str
    fair: FairShares
    target: TargetEmissions | None
    axis: Axis | None
    left: Mapping[str, YearsLeft]
    pathway: Neutrality | None
    notes: tuple[Note, ...] = ()

    def as_json(self) -> str:
        data = self.fair.country(self.iso3)
        data["years_left"] = {name: dict(vars(left)) for name, left in sorted(self.left.items())}
        if self.axis:
            data["rating"] = self.axis.as_dict()
        if self.pathway:
            data["neutrality"] = self.pathway.as_dict()
        # Sorted, and without NaN, which is no JSON: the same question gives the same bytes to any program.
        return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)

    def rows(self) -> list[tuple[object, ...]]:
        """Return a header and one row per principle and year."""
        return [
            ROW_HEADER,
            *(
                (
                    self.iso3,
                    name,
                    year,
                    *(float(f"{value:.6g}") for value in self._range(name, year)),
                    "Mt CO2e",
                )
                for name in self.fair.reported(self.iso3)
                for year in self.fair.years
            ),
        ]

    def iamc_rows(self) -> list[tuple[object, ...]]:
        return iamc_rows(self.fair, countries=(self.iso3,))

    def lines(self, language: str) -> Iterator[str]:
        """Yield the answer as plain text."""
        fair = self.fair
        # Whoever asked for none of the usual years sees those that were asked for.
        years = [year for year in SHOWN_YEARS if year in fair.years] or list(fair.years)
        yield place_name(self.iso3, language).upper()
        yield self._emitted(language)
        yield say(language, mark("Fair shares, Mt CO₂e: median [5–95 %]"))
        yield (f"  {'':<48}" + "".join(f"{year:>26}" for year in years) + f"{say(language, YEARS_LEFT):>14}")
        for name in fair.reported(self.iso3):
            cells = "".join(f"{self._cell(name, year, language):>26}" for year in years)
            left = say_rounded(language, self.left[name].median, 2) if name in self.left else "–"
            yield f"  {line_name(name, REFERENCES, language):<48}{cells}{left:>14}"
        yield ""
        yield from self._beside_the_median(years, language)
        yield from self._duties(language)
        yield from self._explained(years[0], language)
        for flag in dict.fromkeys([*fair.flags, *fair.country_flags.get(self.iso3, ())]):
            yield f"  * {flag_text(flag, language)}"
        if self.pathway:
            yield from _on_the_pathway(self.pathway, language)
        if self.target and self.axis:
            yield from _rated(self.target, self.axis, language)
        yield say(
            language,
            mark("{draws} draws, seed {seed}; inputs {digest}; code version {version}."),
            draws=say_number(language, fair.parameters.draws),
            seed=fair.parameters.seed,
            digest=fair.inputs_digest[:16],
            version=fair.code_version,
        )

    def _emitted(self, language: str) -> str:
        """Say the level that fair shares start from: another than the one that the way to zero starts from."""
        fair, sources = self.fair, self.fair.current_sources
        text = mark(
            "Emitted in {year}: {value} Mt CO₂e, the mean of the series that fair shares start from: {sources}."
        )
        if len(sources) == 1:
            text = mark(
                "Emitted in {year}: {value} Mt CO₂e, by the series that fair shares start from: {sources}."
            )
        return say(
            language,
            text,
            year=fair.base_year,
            value=say_rounded(language, float(fair.current[fair.row(self.iso3)])),
            sources=quoted_sources(sources, language),
        )

    def _beside_the_median(self, years: Sequence[int], language: str) -> Iterator[str]:
        """Yield what stands beside every median of the mixture: the span over principles, and with convergence."""
        # A country whose income is filled in from others has no mixture, and no median to stand beside.
        if OVERALL not in self.fair.reported(self.iso3):
            return
        equity, convergence = equity_of(self.fair.weights), per_capita_convergence.METHOD
        for year in years:
            medians = {name: self.fair.at(name, self.iso3, year) for name in equity}
            shown = with_span(self.fair.at(OVERALL, self.iso3, year), principle_span(medians), language)
            yield say(
                language,
                mark("  {year}: {median} Mt CO₂e, dealt in equal parts over choices of value"),
                year=year,
                median=shown,
            )
            if convergence in self.fair.quantiles:
                column, row = self.fair.column(year), self.fair.row(self.iso3)
                rows = [self.fair.quantiles[name][column, row].tolist() for name in (*equity, convergence)]
                value = say_rounded(language, median_of_all(rows, LEVELS))
                text = mark(
                    "  {year}: with convergence as one more principle the median would be {value} Mt CO₂e"
                )
                yield say(language, text, year=year, value=value)

    def _duties(self, language: str) -> Iterator[str]:
        # Its income or inequality is the median of other countries: a duty made of that says nothing of this
        # one.
        if self.iso3 in self.fair.withheld:
            return
        parts = self.fair.duties.of(self.fair.row(self.iso3))
        yield say(
            language,
            mark(
                "  Part of the world’s duty in {year}, judgements fixed: {low} to {high} by the sources drawn from, {database} by "
                "the Climate Equity Reference database"
            ),
            year=duty.YEAR,
            **{name: say_percent(language, part, 2) for name, part in parts.items()},
        )

    def _range(self, name: str, year: int) -> list[float]:
        return [self.fair.at(name, self.iso3, year, level) for level in (LOW, MEDIAN, HIGH)]

    def _cell(self, name: str, year: int, language: str) -> str:
        low, median, high = (say_rounded(language, value) for value in self._range(name, year))
        return f"{median} [{low}; {high}]"

    def _explained(self, year: int, language: str) -> Iterator[str]:
        parts = self.fair.contributions.get(OVERALL, {})
        place = self.fair.column(year), self.fair.row(self.iso3)
        # Each part is what a choice explains alone: what several explain together is in none of them.
        largest = sorted(parts, key=lambda choice: -parts[choice][place])[:MOST_CHOICES]
        for choice in largest:
            meaning = PRINCIPLE_MEANING if choice == PRINCIPLE else CHOICES[choice].meaning
            yield say(
                language,
                mark("  {share} of the spread in {year}: {choice}"),
                share=say_percent(language, float(parts[choice][place]), 1),
                year=year,
                choice=say(language, meaning),
            )


def _on_the_pathway(pathway: Neutrality, language: str) -> Iterator[str]:
    yield say(
        language,
        mark(
            "Neutral by {year}, from {now} Mt CO₂e in {since} by {source}: {cut} Mt CO₂e less each year ({percent} of that); {budget} Mt CO₂e on the way."
        ),
        now=say_rounded(language, pathway.now),
        since=pathway.last_figures,
        source=quoted_sources(pathway.sources, language),
        year=pathway.neutral_by,
        cut=say_rounded(language, pathway.results["yearly_cut"].value),
        percent=say_percent(language, pathway.results["yearly_cut_percent"].value / 100, 1),
        budget=say_rounded(language, pathway.results["budget"].value),
    )
    if "trend_mt" in pathway.results:
        yield say(
            language,
            mark("Trend of the last ten years: {change} Mt CO₂e a year."),
            change=say_rounded(language, pathway.results["trend_mt"].value),
        )


YEARS_LEFT = mark("years left")
PRINCIPLE_MEANING = mark("Equity principle")


def _rated(target: TargetEmissions, axis: Axis, language: str) -> Iterator[str]:
    said = mark("Target for {year}, fair share: {step} (one year; no forecast of warming, no probability)")
    yield say(language, said, year=target.year, step=step_word(axis.id, axis.step, language))
    if axis.reason:
        yield f"  {axis_reason(axis, language)}"
    for result in axis.results:
        step = step_word(axis.id, result.step, language)
        yield f"  {result_name(result, language)} – {step}; {ratio_text(result, language)}"


def answer(asked: Question, *, today: int) -> Answer:
    """Return the answer; raise ``PathwaysError`` or ``TableError`` saying what to mend."""
    # A slip in the target or the code is answered before files are read and shares drawn.
    target = target_of(asked) if asked.target else None
    inputs = fair_inputs.load(with_land_use=asked.with_land_use)
    # For its error alone: shares are found by the code itself.
    inputs.position(asked.iso3)
    own = own_files.read(asked.path, asked.source, with_land_use=asked.with_land_use)
    inputs = own.inputs(inputs)
    parameters = parse(asked.settings, own.levels(Parameters(with_land_use=asked.with_land_use)))
    fair = fair_shares(inputs, parameters, own_paths=own.paths, keep=(asked.iso3,), only=(asked.iso3,))
    # Years left need the whole path: where fewer years are asked for they are left out, not refused.
    whole = parameters.years[-1] == LAST_YEAR
    return Answer(
        iso3=asked.iso3,
        fair=fair,
        target=target,
        axis=_axis(target, inputs, fair) if target else None,
        left=years_left(fair, asked.iso3, today=today) if whole else {},
        pathway=None if asked.neutral_by is None else _pathway(asked, inputs, today, asked.neutral_by),
        notes=own.notes,
    )


def _pathway(asked: Question, inputs: FairInputs, today: int, neutral_by: int) -> Neutrality:
    """Return the way to zero from the level that assessments speak of, where the country has one."""
    # Assessments know the twelve countries without land use; elsewhere one series stands for the level.
    if asked.with_land_use or asked.iso3 not in COUNTRIES:
        emissions = inputs.series(asked.iso3, SHOWN_SOURCE)
        return pathway_to_zero(emissions, today=today, neutral_by=neutral_by)
    level, course = levels_until(asked.iso3, today, snapshot.region())
    return pathway_to_zero(level, today=today, neutral_by=neutral_by, course=course)


def _axis(target: TargetEmissions, inputs: FairInputs, fair: FairShares) -> Axis:
    ensure_comparable(target, fair)
    return fair_share_axis(target, categories_of(inputs, fair.parameters, target.iso3))

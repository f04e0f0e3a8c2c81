"""An assessment's tables as plain text cells, ready for a page, a printed brief or a file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from climate_pathways.assessment.assessment import Assessment, Judged
from climate_pathways.assessment.rating import CRITERIA, Sensitivity, rule
from climate_pathways.assessment.sentences.fair_share import choice_level, choice_text, criterion_value, draws
from climate_pathways.assessment.sentences.speaker import Voice
from climate_pathways.core.naming import in_reading_order, method_name, result_name, source_name
from climate_pathways.core.provenance import Source
from climate_pathways.core.wording import mark, say, say_date, say_number, say_percent, say_plain, say_rounded
from climate_pathways.fair_shares.choices import EQUITY
from climate_pathways.fair_shares.result import OVERALL
from climate_pathways.figures.sentences import quantity
from climate_pathways.pledges.documents import Citation, Pledge
from climate_pathways.pledges.words import (
    amount,
    assumption_text,
    bracketed,
    condition_text,
    document_text,
    pledge_phrase,
    status_text,
    verdict_text,
)

NONE = "–"


@dataclass(frozen=True)
class ShownTable:
    """A table in words: caption, heads, rows of cells, the first cell of each naming the row.

    ``numbers``: positions of columns to be set flush right; ``strong``: positions of rows that
    stand for the whole.
    """

    id: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    strong: tuple[int, ...] = ()


def pledges_table(assessment: Assessment, language: str) -> ShownTable:
    """Return the targets in force and the promises of neutrality, with their tonnes and status."""
    current = (*assessment.pledges.current(), *assessment.pledges.neutrality())
    return ShownTable(
        "pledges",
        say(language, mark("Targets in force, in Mt CO₂e without land use: central reading [lowest; highest]")),
        _words(language, mark("Target"), mark("Document"), mark("Condition"), mark("In tonnes"), mark("How known")),
        tuple(_pledge_row(assessment, pledge, language) for pledge in current),
        numbers=(3,),
        strong=tuple(place for place, pledge in enumerate(current) if pledge.id == assessment.headline),
    )  # fmt: skip


def _pledge_row(assessment: Assessment, pledge: Pledge, language: str) -> tuple[str, ...]:
    read = assessment.by_pledge.get(pledge.id)
    ends = (read.target.central_mt_co2e, read.target.low_mt_co2e, read.target.high_mt_co2e) if read else None
    return (
        pledge_phrase(pledge, language),
        document_text(assessment.pledges.document(pledge.document), language),
        condition_text(pledge, language),
        bracketed(*ends, language) if ends else NONE,
        status_text(pledge.status, language),
    )


def versions_table(assessment: Assessment, language: str) -> ShownTable:
    """Return every change from one version of the NDC to the next."""
    targets = {one.id: one for one in assessment.pledges.targets}
    rows = []
    for change in assessment.changes:
        difference = " … ".join(
            dict.fromkeys(_signed(language, value) for value in (change.low, change.central, change.high))
        )
        rows.append(
            (
                pledge_phrase(targets[change.newer], language),
                pledge_phrase(targets[change.older], language),
                verdict_text(change.verdict, language),
                difference,
                _signed(language, change.percent) if change.percent is not None else NONE,
                ", ".join(assumption_text(name, language) for name in change.depends_on) or NONE,
            )
        )
    heads = (
        mark("Newer target"),
        mark("Older target"),
        mark("Comparison"),
        mark("Difference, Mt CO₂e"),
        "%",
        mark("Depends on"),
    )
    caption = mark(
        "Versions compared: newer minus older, lowest … median … highest of the readings they share"
    )
    return ShownTable(
        "versions", say(language, caption), _words(language, *heads), tuple(rows), numbers=(3, 4)
    )


def _signed(language: str, value: float) -> str:
    return ("+" if value > 0 else "") + say_rounded(language, value)


def principles_table(assessment: Assessment, language: str) -> ShownTable | None:
    """Return fair share, gap, chance and years left by principle; ``None`` without a judged pledge."""
    judged = assessment.main
    if judged is None:
        return None
    year = assessment.by_pledge[judged.pledge].target.year
    names = [name for name in (OVERALL, *EQUITY) if name in judged.gaps]
    names += [name for name in judged.gaps if name not in names]
    heads = (
        mark("Principle"),
        mark("Fair share"),
        mark("Gap"),
        mark("Chance that the target is enough"),
        mark("Years left"),
    )
    return ShownTable(
        "principles",
        say(
            language,
            mark("Fair shares and gap in {year}, Mt CO₂e without land use: median [5 %; 95 %]; years until the share to 2100 is used up"),
            year=year,
        ),
        _words(language, *heads),
        tuple(_principle_row(assessment, judged, name, language) for name in names),
        numbers=(1, 2, 3, 4),
        strong=(0,) if OVERALL in judged.gaps else (),
    )  # fmt: skip


def _principle_row(assessment: Assessment, judged: Judged, name: str, language: str) -> tuple[str, ...]:
    gap, left = judged.gaps[name], assessment.years_left.get(name)
    return (
        method_name(name, language),
        bracketed(gap.share_median, gap.share_low, gap.share_high, language),
        _signed(language, gap.gap_median),
        say_percent(language, gap.probability, 1 if 0 < gap.probability < 0.1 else 0),
        say_rounded(language, left.median, 2) if left else NONE,
    )


def criteria_table(assessment: Assessment, language: str) -> ShownTable | None:
    """Return the criteria of the rating with their bounds; ``None`` without a judged pledge."""
    judged = assessment.main
    if judged is None:
        return None
    bounds = {one.id: one for one in rule(judged.rating.version).criteria}
    rows = [
        (
            say(language, CRITERIA[one.id]),
            criterion_value(one, language),
            " · ".join(
                say_plain(language, round(100 * bound if one.unit == "fraction" else bound, 6))
                for bound in bounds[one.id].bounds
            ),
            f"{one.step}",
        )
        for one in judged.rating.criteria
    ]
    heads = (mark("Criterion"), mark("Value"), mark("Bounds of steps 2 · 3 · 4 · 5, %"), mark("Step"))
    return ShownTable(
        "criteria", say(language, mark("The rating by criterion: the overall step is the lower of the middle ones")),
        _words(language, *heads), tuple(rows), numbers=(1, 2, 3),
    )  # fmt: skip


def sensitivity_table(assessment: Assessment, language: str) -> ShownTable | None:
    """Return the step and chance under each single other assumption; ``None`` without a rating."""
    judged = assessment.main
    if judged is None:
        return None
    return ShownTable(
        "sensitivity",
        say(language, mark("What the rating would be if one assumption were fixed")),
        _words(language, mark("Assumption"), mark("Fixed at"), mark("Step"), mark("Chance that the target is enough")),
        tuple(
            (*_assumption(one, language), str(one.step), say_percent(language, one.probability))
            for one in judged.rating.sensitivity
        ),
        numbers=(2, 3),
    )  # fmt: skip


def _assumption(one: Sensitivity, language: str) -> tuple[str, str]:
    if one.assumption == "without":
        return say(language, mark("Criterion left out")), say(language, CRITERIA[str(one.level)])
    if one.assumption == "reading":
        ends = {"low": mark("lowest"), "high": mark("highest")}
        return say(language, mark("Reading of the target")), say(language, ends[str(one.level)])
    return choice_text(one.assumption, language), choice_level(one.assumption, one.level, language)


# --- key numbers and sources ----------------------------------------------------------------

# The figures of a standing that belong beside an assessment's own.
KEY_RESULTS = ("ghg", "world_share", "ghg_per_person", "intensity_change", "trend", "cumulative_co2")


def numbers_table(assessment: Assessment, language: str) -> ShownTable:
    """Return the key numbers, each with its year and source."""
    heads = (mark("Figure"), mark("Value"), mark("Year"), mark("Source or method"))
    return ShownTable(
        "numbers", say(language, mark("Key numbers")), _words(language, *heads),
        (*_standing_rows(assessment, language), *_judgement_rows(Voice(assessment, language))), numbers=(1,),
    )  # fmt: skip


def _standing_rows(assessment: Assessment, language: str) -> Iterator[tuple[str, ...]]:
    results = assessment.standing.results
    for name in in_reading_order(name for name in KEY_RESULTS if name in results):
        result = results[name]
        span = f"{result.since}–{result.year}" if result.since else str(result.year)
        sources = ", ".join(source_name(source, language) for source in result.sources)
        yield result_name(name, language), quantity(result, language), span, sources


def _judgement_rows(voice: Voice) -> Iterator[tuple[str, ...]]:
    read, judged = voice.main_pledge, voice.assessment.main
    if read is None or judged is None:
        return
    year = str(read.target.year)
    gap, fair = (
        judged.overall,
        voice.word(mark("{draws} draws"), draws=say_number(voice.language, draws(voice))),
    )
    yield (
        voice.word(mark("Main target, central reading")), voice.amount(read.target.central_mt_co2e), year,
        method_name("pledge_readings", voice.language),
    )  # fmt: skip
    yield voice.word(mark("Fair share, median")), voice.amount(gap.share_median), year, fair
    yield voice.word(mark("Gap, median")), voice.amount(gap.gap_median), year, fair
    yield voice.word(mark("Chance that the target is enough")), voice.percent(gap.probability), year, fair
    for way in voice.assessment.ways:
        yield (
            voice.word(mark("Yearly cut to zero in {year}"), year=way.neutral_by),
            amount(way.results["yearly_cut"].value, voice.language),
            f"{way.since}–{way.neutral_by}",
            method_name("neutrality", voice.language),
        )


def sources_table(assessment: Assessment, sources: Mapping[str, Source], language: str) -> ShownTable:
    """Return every source: the documents pledges were read in, and the figures."""
    cited = dict.fromkeys(
        [*(one.source for one in assessment.pledges.documents), *(one.source for one in assessment.pledges.targets)]
    )  # fmt: skip
    rows = [_citation_row(assessment.pledges.citations[name], language) for name in cited]
    rows += [
        (sources[name].title, sources[name].provider, sources[name].edition, sources[name].url)
        for name in _figures_used(assessment)
        if name in sources
    ]
    heads = _words(language, mark("Source"), mark("Publisher"), mark("Date or edition"), mark("Address"))
    return ShownTable("sources", say(language, mark("Sources")), heads, tuple(rows))


def _citation_row(citation: Citation, language: str) -> tuple[str, ...]:
    published = say_date(language, citation.published_on) if citation.published_on else NONE
    return citation.title, citation.publisher, published, citation.url


def _figures_used(assessment: Assessment) -> list[str]:
    """Return the sources of the standing and of the fair shares, each once."""
    levels = assessment.made_of["parameters"]["levels"]
    choices = ("source", "gdp", "gini")
    named = [source for result in assessment.standing.results.values() for source in result.sources]
    named += [str(level) for name in choices for level in levels[name]]
    return list(dict.fromkeys(named + ["un-wpp", "ssp"]))


def _words(language: str, *texts: str) -> tuple[str, ...]:
    return tuple(say(language, text) for text in texts)

"""Tables of the key numbers with their sources, and of all sources."""

from collections.abc import Iterator, Mapping

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.neutrality import Neutrality
from climate_pathways.assessment.sentences.gap import draws
from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.assessment.shown_table import NONE, ShownTable, words
from climate_pathways.core.naming import in_reading_order, method_name, result_name, source_name
from climate_pathways.core.provenance import Source
from climate_pathways.core.wording import mark, say, say_date, say_edition, say_number
from climate_pathways.figures.by_source import PROJECTED
from climate_pathways.figures.providers import provider_text
from climate_pathways.figures.sentences.quantities import quantity
from climate_pathways.pledges.comparisons import Span
from climate_pathways.pledges.publishers import ShownCitation
from climate_pathways.pledges.publishers import shown as shown_citation

# The figures of a standing that belong beside an assessment's own.
KEY_RESULTS = (
    "ghg",
    "ghg_net",
    "world_share",
    "ghg_per_person",
    "intensity_change",
    "trend",
    "cumulative_co2",
)


def numbers_table(assessment: Assessment, language: str) -> ShownTable:
    """Return the key numbers, each with its year and source."""
    speaker = Speaker(assessment, language)
    rows = (*_standing_rows(assessment, language), *_own_rows(speaker), *_judgement_rows(speaker))
    heads = words(language, mark("Figure"), mark("Value"), mark("Year"), mark("Source or method"))
    return ShownTable("numbers", say(language, mark("Key numbers")), heads, rows, numbers=(1,))


def _standing_rows(assessment: Assessment, language: str) -> Iterator[tuple[str, ...]]:
    results = assessment.standing.results
    for name in in_reading_order(name for name in KEY_RESULTS if name in results):
        result = results[name]
        span = f"{result.since}–{result.year}" if result.since else str(result.year)
        sources = ", ".join(source_name(source, language) for source in result.sources)
        yield result_name(name, language), quantity(result, language), span, sources


def _own_rows(speaker: Speaker) -> Iterator[tuple[str, ...]]:
    """Yield the main target on its document's own footing, also where it stands beside no fair share."""
    read = speaker.promised
    if read is None or read.own is None:
        return
    document = speaker.assessment.pledges.document(read.pledge.document)
    texts = (
        mark("Main target with land use, by its document"),
        mark("Main target without land use, by its document"),
    )
    if read.own.is_from_inventory:
        texts = (
            mark("Main target with land use, by the national inventory"),
            mark("Main target without land use, by the national inventory"),
        )
    for text, span in zip(texts, (read.own.net, read.own.gross), strict=True):
        if span is not None:
            title = document.title(speaker.language)
            yield speaker.word(text), speaker.spread(span), str(read.target.year), title


def _judgement_rows(speaker: Speaker) -> Iterator[tuple[str, ...]]:
    read, judged = speaker.main_pledge, speaker.assessment.main
    if read is None or judged is None:
        return
    year, gap, word = str(read.target.year), judged.overall, speaker.word
    fair = word(
        mark("{draws} combinations of assumptions"), draws=say_number(speaker.language, draws(speaker))
    )
    central = speaker.amount(read.target.central_mt_co2e)
    reading = method_name("pledge_readings", speaker.language)
    yield word(mark("Main target beside fair shares, central reading")), central, year, reading
    spans = speaker.assessment.share_span(read.target.year), speaker.assessment.gap_span(judged)
    for text, median, span in (
        (mark("Fair share, median [by principle]"), gap.share_median, spans[0]),
        (mark("Gap, median [by principle]"), gap.gap_median, spans[1]),
    ):
        # In these brackets stands the span over principles, as the label says, and not that of readings.
        yield word(text), speaker.spread(Span(span.low, median, span.high)), year, fair
    yield (
        word(mark("Combinations of assumptions in which the target is enough")),
        speaker.percent(gap.probability),
        year,
        fair,
    )
    yield from (_pathway_row(speaker, pathway) for pathway in speaker.assessment.ways)


def _pathway_row(speaker: Speaker, pathway: Neutrality) -> tuple[str, ...]:
    return (
        speaker.word(mark("Yearly cut to zero in {year}"), year=pathway.neutral_by),
        speaker.amount(pathway.results["yearly_cut"].value),
        f"{pathway.since}–{pathway.neutral_by}",
        method_name("neutrality", speaker.language),
    )


def sources_table(assessment: Assessment, sources: Mapping[str, Source], language: str) -> ShownTable:
    """Return every source: the documents pledges were read in, and the figures."""
    pledges = assessment.pledges
    documents = [document.source for document in pledges.documents]
    cited = dict.fromkeys([*documents, *(target.source for target in pledges.targets)])
    used = (sources[name] for name in _figures_used(assessment) if name in sources)
    citations = [shown_citation(pledges.citations[name], language) for name in cited]
    rows = (
        *(_citation_row(citation, language) for citation in citations),
        *(_source_row(source, language) for source in used),
    )
    heads = words(language, mark("Source"), mark("Publisher"), mark("Date or edition"), mark("Address"))
    # The longest first: a title may begin with another one whole.
    titles = sorted((citation.title for citation in citations), key=lambda title: -len(title.own))
    foreign = tuple((title.own, title.language) for title in titles if title.language != language)
    return ShownTable("sources", say(language, mark("Sources")), heads, rows, foreign=foreign)


def _source_row(source: Source, language: str) -> tuple[str, ...]:
    title, edition = say(language, source.title), say_edition(language, source.edition)
    return title, provider_text(source.provider, language), edition, source.url


def _citation_row(citation: ShownCitation, language: str) -> tuple[str, ...]:
    published = say_date(language, citation.published_on) if citation.published_on else NONE
    return str(citation.title), citation.publisher, published, citation.url


def _figures_used(assessment: Assessment) -> list[str]:
    """Return the sources of the key numbers, of what sources say of them, and of the fair shares, each once."""
    levels = assessment.made_of["parameters"]["levels"]
    choices = ("source", "gdp", "gini")
    results, spread = assessment.standing.results, assessment.standing.spreads.get("ghg")
    sources = [source for name in KEY_RESULTS if name in results for source in results[name].sources]
    sources += [part for source, _ in (spread.values if spread else ()) for part in source.split("+")]
    sources += [str(level) for choice in choices for level in levels[choice]]
    # Population, global paths and the baseline are no choice between sources, but shares rest on them.
    return list(dict.fromkeys([*sources, "un-wpp", "ssp", PROJECTED]))

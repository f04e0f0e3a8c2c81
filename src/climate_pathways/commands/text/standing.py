"""A standing as plain lines for a terminal."""

from collections.abc import Iterator, Mapping

from climate_pathways.core.flags import flag_text
from climate_pathways.core.naming import in_reading_order, place_name, result_name, source_name
from climate_pathways.core.provenance import Source
from climate_pathways.core.wording import mark, say, say_date
from climate_pathways.figures import licences
from climate_pathways.figures.sentences.quantities import quantity
from climate_pathways.figures.sentences.standing import sentences
from climate_pathways.figures.standing import Standing


def lines(standing: Standing, sources: Mapping[str, Source], language: str) -> Iterator[str]:
    """Yield name, sentences, key figures with year and source, flags, sources, edition."""
    yield place_name(standing.iso3, language).upper()
    yield ""
    spoken = sentences(standing, language)
    for sentence in spoken:
        yield f"{sentence.text} [{_names(sentence.sources, language)}]"
    yield ""
    for name in in_reading_order(standing.results):
        result = standing.results[name]
        span = f"{result.since}–{result.year}" if result.since else str(result.year)
        amount = quantity(result, language)
        yield f"  {result_name(name, language):<52} {amount:>30}  {span:<9}  {_names(result.sources, language)}"
        for flag in result.flags:
            yield f"    * {flag_text(flag, language)}"
    for flag in standing.flags:
        yield f"  * {flag_text(flag, language)}"
    yield ""
    yield say(language, mark("Sources:"))
    # Whoever is named above, in a figure or in a sentence, is cited below: licences ask for it.
    figured = {name for result in standing.results.values() for name in result.sources}
    for name in sorted(figured | {name for sentence in spoken for name in sentence.sources}):
        source = sources[name]
        licence = licences.in_language(source.licence, language)
        yield f"  {source_name(name, language)}: {source.citation} {licence}. {source.url}"
    yield say(
        language,
        mark("Figures of {date}, SHA-256 {digest}; code version {version}."),
        date=say_date(language, standing.edition),
        digest=standing.digest[:16],
        version=standing.code_version,
    )


def _names(sources: tuple[str, ...], language: str) -> str:
    return ", ".join(source_name(source, language) for source in sources)

"""The sources that pages quote, and sentences with their footnotes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from climate_pathways.core.naming import source_name
from climate_pathways.core.provenance import Source
from climate_pathways.core.quantities import unit_label
from climate_pathways.core.wording import say
from climate_pathways.figures import Standing, provider_text, standing_sentences

NamedSource = tuple[str, Source]


def sources_used(standing: Standing, known: Mapping[str, Source], language: str) -> list[NamedSource]:
    """Return every source a page quotes, with its short name, in the language's order."""
    used = {name for result in standing.results.values() for name in result.sources}
    used |= {name for panel in standing.panels.values() for name in panel.sources}
    # A source that its edition does not name fails here: the page would rest on something that it cannot say.
    return named_sources({name: known[name] for name in used}, language)


def named_sources(sources: Mapping[str, Source], language: str) -> list[NamedSource]:
    """Return sources with short name, title, provider and note in the reader's language."""
    named = [
        (
            source_name(name, language),
            replace(
                source,
                title=say(language, source.title),
                provider=provider_text(source.provider, language),
                note=say(language, source.note) if source.note else "",
                licence=say(language, source.licence) if source.licence else "",
            ),
        )
        for name, source in sources.items()
    ]
    return sorted(named, key=lambda pair: pair[0].lower())


@dataclass(frozen=True)
class Reference:
    """A source as a footnote: its number in the page's list, its identifier and name."""

    number: int
    id: str
    name: str


@dataclass(frozen=True)
class Statement:
    """A sentence of the summary with the sources it rests on."""

    text: str
    references: tuple[Reference, ...]


def statements(standing: Standing, listed: Sequence[NamedSource], language: str) -> tuple[Statement, ...]:
    """Return the summary's sentences; their footnotes count in the order of ``listed``."""
    notes = {source.id: Reference(i, source.id, name) for i, (name, source) in enumerate(listed, start=1)}
    return tuple(
        Statement(
            sentence.text,
            # A source that the page does not list fails here: no sentence stands without what it rests on.
            tuple(sorted((notes[name] for name in sentence.sources), key=lambda note: note.number)),
        )
        for sentence in standing_sentences(standing, language)
    )


def data_page(
    sources: Mapping[str, Source], variables: Mapping[str, Mapping[str, str]], language: str
) -> dict[str, object]:
    """Return the words of the page on data and method: sources and dictionary."""
    return {
        "sources": named_sources(sources, language),
        "variables": [
            (
                say(language, entry["label"]),
                name,
                unit_label(entry["unit"], language),
                say(language, entry["meaning"]),
            )
            for name, entry in variables.items()
        ],
    }

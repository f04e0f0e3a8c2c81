"""What a section rests on: the words of its source as they stand today, in both languages, and their hash."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from climate_pathways.pledges import QUALITY, QUALITY_CRITERIA, criterion_name
from tamyr.demands.models import Demand
from tamyr.demands.queries.texts import words_for
from tamyr.evidence.queries.judgements import published_judgement
from tamyr.evidence.queries.subjects import Subject, criterion_said
from tamyr.ndc.models import Kind, Section, Submission
from tamyr.ndc.pages.country import current_of
from tamyr.ndc.pages.moves import demand_beside
from tamyr.ndc.pages.versions import Row, rows_of
from tamyr.ndc.queries.demands import agreed_demands
from tamyr.network.models import Visitor
from tamyr.positions.models import Version
from tamyr.positions.queries.positions import adopted_for_the_world, adopted_version
from tamyr.positions.queries.texts import find_place, places_of, title_of
from tamyr.safety.models import ExposureLevel
from tamyr.shared.languages import BOUND_LANGUAGES, in_its_language


@dataclass(frozen=True)
class Source:
    """What a section would rest on; ``item`` names a criterion or a subject of the versions."""

    kind: str
    item: str = ""
    demand: Demand | None = None
    version: Version | None = None
    code: str = ""

    @classmethod
    def of(cls, section: Section) -> "Source":
        return cls(section.kind, section.item, section.demand, section.version, section.code)


@dataclass(frozen=True)
class SourceText:
    """A source in one language."""

    heading: str
    words: str


@dataclass(frozen=True)
class SourceWords:
    """A source as it stands today, by language; ``assessment`` is the version of the evidence that it quotes."""

    texts: Mapping[str, SourceText]
    assessment: str = ""

    @property
    def sha(self) -> str:
        said = [
            part for code in BOUND_LANGUAGES for part in (self.texts[code].heading, self.texts[code].words)
        ]
        return sha256("\x00".join(said).encode()).hexdigest()


def source_words(submission: Submission, source: Source) -> SourceWords | None:
    """Return what a source says today; nothing where it is there no more."""
    makers: dict[str, Callable[[Submission, Source, str], SourceText | None]] = {
        Kind.VERSIONS: _versions,
        Kind.CRITERION: _criterion,
        Kind.DEMAND: _demand,
        Kind.CLAUSE: _clause,
    }
    made = {code: in_its_language(makers[source.kind])(submission, source, code) for code in BOUND_LANGUAGES}
    texts = {code: quoted for code, quoted in made.items() if quoted is not None}
    # In both languages or not at all: a submission says the same in each.
    if len(texts) < len(BOUND_LANGUAGES):
        return None
    return SourceWords(texts, "" if source.kind == Kind.CLAUSE else current_of(submission.iso3).version)


def _versions(submission: Submission, source: Source, language: str) -> SourceText | None:
    # Without our demands beside them: quoted is what the versions say.
    rows = {row.id: row for row in rows_of(current_of(submission.iso3), (), language)}
    row = rows.get(source.item)
    return SourceText(row.name, "\n".join(_cell_lines(row))) if row else None


def _cell_lines(row: Row) -> list[str]:
    """Return a line for each thing that a version says, with its place; a version that is silent says so."""
    lines = []
    for cell in row.cells:
        said = [
            "; ".join(
                part for part in (said.words.rstrip("."), said.amount, said.condition, said.where) if part
            )
            for said in cell.said
        ]
        lines += [f"{cell.version}: {words}." for words in said or [cell.silent]]
    return lines


def _criterion(submission: Submission, source: Source, language: str) -> SourceText | None:
    if source.item not in QUALITY_CRITERIA:
        return None
    subject = Subject(submission.iso3, submission.document, source.item)
    said = criterion_said(subject, current_of(submission.iso3), language)
    lines = [f"{said.document}: {said.answer}. {said.says}", said.where] if said.answer else []
    # As the world reads it: a submission names nobody in passing.
    judged = published_judgement(subject, Visitor(at=submission.written_at), language)
    if judged is not None:
        made_of_it = _("What the network makes of it")
        answer = f" {judged.step}." if judged.step else ""
        lines.append(f"{made_of_it}:{answer} {judged.text}")
    return SourceText(said.name, "\n".join(lines)) if lines else None


def _demand(submission: Submission, source: Source, language: str) -> SourceText | None:
    demand = source.demand
    if demand is None or demand.stage != demand.Stage.AGREED:
        return None
    words = words_for(demand, language)
    lines = [words.ask]
    if demand.subject:
        beside = demand_beside(demand, current_of(submission.iso3), language)
        lines += [f"{capfirst(beside.asks)}. {capfirst(beside.alignment)}.", *beside.working]
    return SourceText(words.title, "\n".join(lines))


def _clause(_submission: Submission, source: Source, language: str) -> SourceText | None:
    # The one that is adopted today: where it is another than was quoted, the page says that the source
    # changed.
    version = adopted_version(source.version.position) if source.version else None
    place = find_place(version, source.code) if version else None
    if version is None or place is None:
        return None
    assert version.ended_at is not None
    named = {
        "number": version.position.number,
        "version": version.number,
        "day": date_format(version.ended_at),
    }
    where = _("Position %(number)s, version %(version)s, adopted on %(day)s.") % named
    return SourceText(title_of(version)[0], f"{place.best(language).text}\n{where}")


# --- what there is to choose from -------------------------------------------------------------


@dataclass(frozen=True)
class SourceOffer:
    """A source that may be taken: its name in a form, and its words for the list."""

    key: str
    words: str
    source: Source


def is_for_its_readers(submission: Submission, source: Source) -> bool:
    """Whether whoever reads a submission may read what it would quote: of positions only those for the world."""
    if source.demand is not None:
        levels = (ExposureLevel.PUBLIC, submission.exposure)
        return source.demand.exposure in levels and source.demand.iso3 == submission.iso3
    return source.version is None or source.version.position.is_public


def offered(submission: Submission, visitor: Visitor, language: str) -> dict[str, list[SourceOffer]]:
    """Return by kind what a section may rest on: of what a visitor may read, what its readers may read too."""
    rows = rows_of(current_of(submission.iso3), (), language)
    found = {
        Kind.VERSIONS: [_offer(Source(Kind.VERSIONS, row.id), row.name) for row in rows],
        Kind.CRITERION: [
            _offer(Source(Kind.CRITERION, name), criterion_name(QUALITY, name, language))
            for name in QUALITY_CRITERIA
        ],
        Kind.DEMAND: [
            _offer(Source(Kind.DEMAND, demand=demand), words_for(demand, language).title)
            for demand in agreed_demands(visitor, submission.iso3)
        ],
        Kind.CLAUSE: [
            _offer(Source(Kind.CLAUSE, version=version, code=place.code), place.best(language).text)
            # Of positions only what everybody may read, whatever the writer may: those who are handed the
            # paper look it up.
            for version in adopted_for_the_world()
            for place in places_of(version)
            if place.number
        ],
    }
    return {
        str(kind): [offer for offer in offers if is_for_its_readers(submission, offer.source)]
        for kind, offers in found.items()
    }


def _offer(source: Source, words: str) -> SourceOffer:
    named = source.item
    if source.demand is not None:
        named = str(source.demand.number)
    elif source.version is not None:
        named = f"{source.version.position.number}.{source.code}"
    return SourceOffer(f"{source.kind}:{named}", words, source)


def source_address(section: Section) -> str:
    """Return the page on which a section's source stands."""
    if section.demand is not None:
        return reverse("demands:demand", args=[section.demand.number])
    if section.version is not None:
        return f"{reverse('positions:position', args=[section.version.position.number])}#{section.code}"
    anchor = section.item if section.kind == Kind.VERSIONS else f"criterion-{section.item}"
    return f"{reverse('ndc:country', args=[section.submission.iso3])}#{anchor}"

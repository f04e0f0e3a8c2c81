"""The words and tables of a country’s assessment, as its page shows them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from climate_pathways.assessment import (
    FORMER_STEPS,
    Assessment,
    Axis,
    axis_name,
    axis_reason,
    criterion_of,
    step_word,
)
from climate_pathways.assessment import tables as assessment_tables
from climate_pathways.assessment.sentences import (
    answer_sentence,
    sensitivity_text,
    sentences,
    turning,
)
from climate_pathways.assessment.tables import ShownTable
from climate_pathways.core.provenance import Source
from climate_pathways.core.wording import SOURCE_LANGUAGE, say
from climate_pathways.figures import Sentence
from climate_pathways.pledges import Circumstance, circumstance_name, place_text
from tamyr.evidence.logic.references import NamedSource, Reference, Statement, named_sources


@dataclass(frozen=True)
class ShownAxis:
    """An axis of a rating in words. ``why``: the criterion of its step, or why it is not judged."""

    id: str
    name: str
    word: str
    measure: str
    why: str
    is_judged: bool


@dataclass(frozen=True)
class FormerRating:
    """A rating by the first rule as word and number, and what would change it."""

    step: int
    label: str
    lowest: int
    highest: int
    version: int
    turning: tuple[tuple[int, str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class ShownRating:
    """A rating: its five axes, or that of the first rule in an assessment of an earlier release."""

    axes: tuple[ShownAxis, ...]
    former: FormerRating | None


@dataclass(frozen=True)
class Demand:
    """A suggested demand; ``id`` is its anchor, so that a demand can cite it."""

    id: str
    text: str


@dataclass(frozen=True)
class ShownCircumstance:
    """One thing to bear in mind: what it is, and where that stands. ``url``: of a source, if there is one.

    ``language``: of ``where``; a source's title is quoted as it is.
    """

    text: str
    where: str
    url: str
    language: str


# The sentence that a journalist takes away: the target beside the latest year of its own inventory.
TODAY = "own_today"


@dataclass(frozen=True)
class AssessedWords:
    """Everything an assessment's page says, chapter by chapter."""

    promised: Statement
    today: Statement | None
    enough: Statement
    chapters: Mapping[str, tuple[Statement, ...]]
    rating: ShownRating | None
    demands: tuple[Demand, ...]
    axes: ShownTable | None
    results: ShownTable | None
    turning: ShownTable | None
    criteria: ShownTable | None
    sensitivity: ShownTable | None
    versions: ShownTable
    principles: ShownTable | None
    neutrality: ShownTable | None
    quality: ShownTable | None
    context: tuple[tuple[str, tuple[ShownCircumstance, ...]], ...]


def assessed_words(assessment: Assessment, listed: Sequence[NamedSource], language: str) -> AssessedWords:
    spoken = sentences(assessment, language)
    # Counted as the page's own list counts them: both are made of the same ``listed``, in its order.
    known = {source.id: Reference(i, source.id, name) for i, (name, source) in enumerate(listed, start=1)}
    chapters = {name: tuple(noted(sentence, known) for sentence in said) for name, said in spoken.items()}
    return AssessedWords(
        promised=noted(spoken["promise"][0], known),
        today=next(
            (noted(sentence, known) for sentence in spoken["promise"] if sentence.topic == TODAY), None
        ),
        enough=Statement(answer_sentence(assessment, language), ()),
        # Without its first sentence, which stands over all chapters as ``promised``.
        chapters={**chapters, "promise": chapters["promise"][1:]},
        rating=shown_rating(assessment, language),
        demands=_demands(spoken["demands"]),
        axes=assessment_tables.axes_table(assessment, language),
        results=assessment_tables.results_table(assessment, language),
        turning=assessment_tables.turning_table(assessment, language),
        criteria=assessment_tables.criteria_table(assessment, language),
        sensitivity=assessment_tables.sensitivity_table(assessment, language),
        versions=assessment_tables.versions_table(assessment, language),
        principles=assessment_tables.principles_table(assessment, language),
        neutrality=assessment_tables.neutrality_table(assessment, language),
        quality=assessment_tables.quality_table(assessment, language),
        context=shown_context(assessment, language),
    )


def suggested_demands(assessment: Assessment, language: str) -> tuple[Demand, ...]:
    """Return what could be asked for, each with the anchor under which a demand can cite it."""
    return _demands(sentences(assessment, language)["demands"])


def _demands(said: Iterable[Sentence]) -> tuple[Demand, ...]:
    return tuple(Demand(demand.topic, demand.text) for demand in said)


def shown_context(
    assessment: Assessment, language: str
) -> tuple[tuple[str, tuple[ShownCircumstance, ...]], ...]:
    """Return all that changes the meaning of a country's figures, theme by theme."""
    return tuple(
        (
            circumstance_name(theme, language),
            tuple(_circumstance(entry, assessment, language) for entry in entries),
        )
        # They were sorted by theme when they were read: of others this would make two groups of one theme.
        for theme, entries in groupby(assessment.context, key=lambda entry: entry.theme)
    )


def _circumstance(entry: Circumstance, assessment: Assessment, language: str) -> ShownCircumstance:
    if entry.document:
        title = assessment.pledges.document(entry.document).title(language)
        where = f"{title}, {place_text(entry.place, language)}"
        return ShownCircumstance(entry.says(language), where, entry.source_url, language)
    where = f"{entry.source_title}. {entry.source_publisher}"
    return ShownCircumstance(entry.says(language), where, entry.source_url, SOURCE_LANGUAGE)


def noted(sentence: Sentence, known: Mapping[str, Reference]) -> Statement:
    # An assessment of an earlier release may rest on a source that the figures of today no longer have.
    notes = sorted((known[name] for name in sentence.sources if name in known), key=lambda note: note.number)
    return Statement(sentence.text, tuple(notes))


def shown_rating(assessment: Assessment, language: str) -> ShownRating | None:
    """Return a country's rating by the rule its assessment was made by; none where there is none."""
    axes = tuple(_shown_axis(axis, language) for axis in assessment.axes)
    former = _former_rating(assessment, language)
    return ShownRating(axes, former) if axes or former else None


def _shown_axis(axis: Axis, language: str) -> ShownAxis:
    return ShownAxis(
        id=axis.id,
        name=axis_name(axis.id, language),
        word=step_word(axis.id, axis.step, language),
        measure=assessment_tables.measure_text(axis, language),
        why=criterion_of(axis.id, axis.step, language) if axis.is_judged else axis_reason(axis, language),
        is_judged=axis.is_judged,
    )


def _former_rating(assessment: Assessment, language: str) -> FormerRating | None:
    rated = assessment.main.rating if assessment.main else None
    if rated is None:
        return None
    lowest, highest = rated.range
    return FormerRating(
        step=rated.step,
        label=rated.label(language),
        lowest=lowest,
        highest=highest,
        version=rated.version,
        turning=tuple(
            (
                step,
                say(language, FORMER_STEPS[step]),
                tuple(sensitivity_text(cause, language) for cause in causes),
            )
            for step, causes in turning(rated).items()
        ),
    )


# --- the short answer -----------------------------------------------------------------------


@dataclass(frozen=True)
class Answer:
    """The answer as a box shows it elsewhere: two sentences and the rating."""

    promised: str
    enough: str
    rating: ShownRating | None
    version: str


def short_answer(assessment: Assessment, language: str) -> Answer:
    spoken = sentences(assessment, language)
    return Answer(
        promised=spoken["promise"][0].text,
        enough=answer_sentence(assessment, language),
        rating=shown_rating(assessment, language),
        version=assessment.version,
    )


# --- sources --------------------------------------------------------------------------------


def sources_of(assessment: Assessment, known: Mapping[str, Source], language: str) -> list[NamedSource]:
    """Return the sources of the figures behind an assessment, in the language's order."""
    used = {name for result in assessment.standing.results.values() for name in result.sources}
    levels = assessment.made_of["parameters"]["levels"]
    used |= {str(level) for choice in ("source", "gdp", "gini") for level in levels[choice]}
    # Behind every fair share, and named by no level that one could choose.
    used |= {"un-wpp", "ssp", "cerp"}
    return named_sources({name: known[name] for name in used if name in known}, language)

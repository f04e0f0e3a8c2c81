"""A country's targets, read step by step, as plain lines for a terminal, and as data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from climate_pathways.assessment.numbers.promises import promised_rows
from climate_pathways.assessment.tables.comparisons import comparisons_table
from climate_pathways.assessment.tables.reading import ReadingStep, questions_table, reading_steps
from climate_pathways.commands.text.layout import wrapped
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.naming import place_name
from climate_pathways.core.quantities import unit_label
from climate_pathways.core.wording import mark, say, say_date
from climate_pathways.exports.rows import PLEDGE_HEADER, Rows, pledge_cells
from climate_pathways.figures import inputs
from climate_pathways.figures.snapshot import snapshot
from climate_pathways.pledges import file
from climate_pathways.pledges.account import THEMES, Commitment
from climate_pathways.pledges.documents import NEUTRALITY, Document, Pledge, Pledges
from climate_pathways.pledges.fact_words import difference_places, passage, theme_name
from climate_pathways.pledges.figures import figures_of
from climate_pathways.pledges.readings import ReadPledge, read_pledge
from climate_pathways.pledges.words import (
    condition_text,
    document_text,
    pledge_phrase,
    status_text,
    target_status,
)

STEP, DEEPER = "    ", "      "


@dataclass(frozen=True)
class PledgeReport:
    """One country's pledges, and those of its targets that can be read in tonnes. No fair share is computed."""

    pledges: Pledges
    read: Mapping[str, ReadPledge]
    as_of: int

    @classmethod
    def of(cls, iso3: str, *, as_of: int) -> "PledgeReport":
        """Read a country's pledges with the shipped figures; raise ``PathwaysError`` for another country.

        ``as_of``: the year that counts as today; targets of years before it are in force no more.
        """
        # Before the figures are loaded, so that a slip of the pen is answered at once.
        pledges = file.read(iso3)
        folder = snapshot.shipped()
        # Of all countries and not of the region: what one of them lacks is filled from the others.
        figures = snapshot.load(folder)
        known = figures_of(iso3, inputs.assemble(figures, snapshot.pathways(folder)), figures)
        read = {}
        for pledge in pledges.quantities():
            try:
                read[pledge.id] = read_pledge(pledge, pledges, known)
            except PathwaysError:
                # Its entry says that it has no tonnes: the others still count.
                continue
        return cls(pledges, read, as_of)

    def in_order(self) -> tuple[tuple[Pledge, ...], tuple[Pledge, ...]]:
        """Return the targets in force, the main one first, and those of older versions, newest first."""
        headline = self.pledges.headline()
        current = [*self.pledges.ahead(self.as_of), *self.pledges.neutrality()]
        # A stable sort: behind the main target the order of the years stays.
        current.sort(key=lambda pledge: pledge != headline)
        # A second way to understand a target's words is told under that target, and is none of its own.
        older = [pledge for pledge in self.pledges.targets if pledge not in current and not pledge.variant_of]
        older.sort(key=lambda pledge: self.pledges.document(pledge.document).submitted_on, reverse=True)
        return tuple(current), tuple(older)

    # --- as data ------------------------------------------------------------------------------

    def as_dict(self) -> dict[str, Any]:
        """Return targets with their readings, what the documents print, other aims and differences."""
        import msgspec

        current, older = self.in_order()
        headline = self.pledges.headline()
        in_force = {pledge.id for pledge in current}
        return {
            "iso3": self.pledges.iso3,
            "reviewed_on": self.pledges.reviewed_on.isoformat(),
            "headline": headline.id if headline else "",
            "targets": [
                {
                    **msgspec.to_builtins(pledge),
                    "in_force": pledge.id in in_force,
                    "reading": self.read[pledge.id].as_dict() if pledge.id in self.read else None,
                }
                for pledge in (*current, *older)
            ],
            "facts": msgspec.to_builtins(self.pledges.facts),
            "commitments": msgspec.to_builtins(self.pledges.commitments),
            "differences": msgspec.to_builtins(self.pledges.differences),
            "documents": msgspec.to_builtins(self.pledges.documents),
            "sources": msgspec.to_builtins(self.pledges.citations),
        }

    def rows(self) -> Rows:
        """Return a header and one row per number of the documents and targets."""
        rows = promised_rows(self.pledges, self.read)
        return [PLEDGE_HEADER, *((self.pledges.iso3, *pledge_cells(row)) for row in rows)]

    # --- as text ------------------------------------------------------------------------------

    def lines(self, language: str) -> Iterator[str]:
        """Yield targets in force, older ones, other aims, and where documents do not agree."""
        yield place_name(self.pledges.iso3, language).upper()
        current, older = self.in_order()
        for title, targets in (
            (mark("Targets in force"), current),
            (mark("Targets no longer in force"), older),
        ):
            if targets:
                yield from ("", say(language, title))
            for pledge in targets:
                yield ""
                yield from self._target(pledge, language)
        yield from self._by_document(
            mark("Other quantified aims"), {d.id: self._aims(d, language) for d in self._newest}, language
        )
        yield from self._by_document(
            mark("Where a document does not agree with itself"),
            {d.id: self._differences(d, language) for d in self._newest},
            language,
        )
        yield ""
        yield say(
            language,
            mark("Lines are those of the documents’ texts as they were read; reviewed on {date}."),
            date=say_date(language, self.pledges.reviewed_on),
        )

    @property
    def _newest(self) -> Sequence[Document]:
        return sorted(self.pledges.documents, key=lambda document: document.submitted_on, reverse=True)

    def _target(self, pledge: Pledge, language: str) -> Iterator[str]:
        headline = self.pledges.headline()
        phrase = pledge_phrase(pledge, language)
        is_main = headline is not None and pledge.id == headline.id
        main = say(language, mark("the main target")) if is_main else ""
        # Not `capitalize`, which makes all other letters small, those of names too.
        yield from _wrapped(phrase[:1].upper() + phrase[1:] + (f" ({main})" if main else ""), "  ")
        known = (
            document_text(self.pledges.document(pledge.document), language),
            condition_text(pledge.condition, language),
            status_text(pledge.status, language),
            *([over] if (over := target_status(pledge, self.pledges, self.as_of, language)) else []),
        )
        yield from _wrapped("; ".join(known), STEP)
        if asks := pledge.condition_in(language):
            yield from _wrapped(say(language, mark("It depends on: {condition}"), condition=asks), STEP)
        for variant in self.pledges.variants(pledge):
            said = mark("Its words can also be understood as {phrase}.")
            yield from _wrapped(say(language, said, phrase=pledge_phrase(variant, language)), STEP)
        if note := pledge.note(language):
            yield from _wrapped(note, STEP)
        read = self.read.get(pledge.id)
        if read is not None:
            yield from self._reading(read, language)
        # A reading begins with the promise and its place; where there is none, the place is told here.
        elif pledge.line:
            yield from _wrapped(passage(pledge, language), STEP)
        # Neutrality is a year and no amount: that it has no tonnes is nothing to excuse.
        if read is None and pledge.type != NEUTRALITY:
            yield from _wrapped(say(language, mark("It cannot be read in tonnes.")), STEP)

    def _reading(self, read: ReadPledge, language: str) -> Iterator[str]:
        yield STEP + say(language, mark("Step by step:"))
        for step in reading_steps(self.pledges, read, language):
            yield from _wrapped(_step_text(step), DEEPER)
        for table, text in (
            (comparisons_table(read, language), _comparison_text),
            (questions_table(read, language), _question_text),
        ):
            if table.rows:
                yield f"{STEP}{table.caption}:"
            for row in table.rows:
                yield from _wrapped(text(row, language), DEEPER)

    def _by_document(self, title: str, found: Mapping[str, Sequence[str]], language: str) -> Iterator[str]:
        if not any(found.values()):
            return
        yield from ("", say(language, title))
        for name, said in found.items():
            if said:
                yield f"  {document_text(self.pledges.document(name), language)}"
                for line in said:
                    yield from _wrapped(line, STEP)

    def _aims(self, document: Document, language: str) -> list[str]:
        return [
            _aim_text(aim, language)
            for aim in sorted(self.pledges.commitments_of(document), key=lambda aim: THEMES.index(aim.theme))
        ]

    def _differences(self, document: Document, language: str) -> list[str]:
        return [
            f"{difference.says(language).rstrip('.')} ({difference_places(difference, language)})."
            for difference in self.pledges.differences_of(document)
        ]


def _step_text(step: ReadingStep) -> str:
    place = f"{step.place}: {step.printed}" if step.place else ""
    about = "; ".join(part for part in (place, step.note.rstrip(".")) if part)
    value = f": {step.value}" if step.value else ""
    return f"{step.what}{value}{f' ({about})' if about else ''}"


def _comparison_text(cells: Sequence[str], language: str) -> str:
    when, level, target, percent = cells
    said = mark("{when}; emissions {level}, target {target} Mt CO₂e: {percent} %")
    return say(language, said, when=when, level=level, target=target, percent=percent)


def _question_text(cells: Sequence[str], language: str) -> str:
    question, answers, apart = cells
    return f"{question} ({answers}): {apart}\u00a0{unit_label('Mt CO2e', language)}"


def _aim_text(aim: Commitment, language: str) -> str:
    # The stop that ends a sentence of a file stands behind the bracket here.
    about = f"{condition_text(aim.condition, language)}; {passage(aim, language)}"
    return f"{theme_name(aim.theme, language)}: {aim.says(language).rstrip('.')} ({about})."


def _wrapped(text: str, indent: str) -> Iterator[str]:
    yield from wrapped(text, indent, f"{indent}  ")

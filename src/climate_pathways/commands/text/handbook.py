"""The handbook of methods as plain lines for a terminal."""

from collections.abc import Iterable, Iterator

from climate_pathways.commands.text.layout import wrapped
from climate_pathways.core.publication import Citation, plain_formula
from climate_pathways.core.wording import mark, say, say_date, say_edition
from climate_pathways.exports.handbook.entries import Handbook, RatingRule, RecomputedWork, Section


def lines(book: Handbook, language: str) -> Iterator[str]:
    """Yield every method with formula, choices, sources and weaknesses, then the rule and the checks."""
    yield from _chapter(mark("Principles of fair shares"), (*book.principles, *book.references), language)
    yield from _chapter(mark("How a share is drawn"), (book.engine, book.path), language)
    yield say(language, mark("Reductions of the world’s emissions from 2019, category C1"))
    yield from _table([("", *_reduction_heads(language)), *book.path_rows])
    yield ""
    yield from _section(book.categories, language)
    yield say(language, mark("Median cuts of the world’s emissions from 2019 by category; * interpolated"))
    # In the order of `CUTS`, by which each row is made: a category added there needs its head here.
    yield from _table([("", "C1", "C3", "C6", "C7"), *book.category_rows])
    yield ""
    yield from _chapter(mark("What enters"), book.inputs, language)
    yield from _chapter(
        mark("Pledges, gap and rating"), (*book.pledges, book.gap, book.rating, book.asked), language
    )
    yield from _rule(book.rule, language)
    yield from _chapter(mark("The way to neutrality"), book.neutrality, language)
    yield from _chapter(mark("Figures of a country"), book.figures, language)
    yield from _heading(say(language, mark("Data")))
    for group in book.data:
        names = ", ".join(f"{name} ({say_edition(language, edition)})" for _, name, edition in group.sources)
        yield from _paragraph(f"{group.name}: {names}")
    yield ""
    yield from _heading(say(language, mark("What we computed again")))
    for work in book.recomputed:
        yield from _work(work, language)


def _chapter(title: str, sections: Iterable[Section], language: str) -> Iterator[str]:
    yield from _heading(say(language, title))
    for section in sections:
        yield from _section(section, language)


def _heading(text: str) -> Iterator[str]:
    yield text.upper()
    yield ""


def _section(section: Section, language: str) -> Iterator[str]:
    yield f"{section.name} ({section.id})"
    yield from _paragraph(section.says)
    yield from (f"      {plain_formula(formula)}" for formula in section.formulas)
    yield from _listed([f"{plain_formula(sign)}: {meaning}" for sign, meaning in section.terms], "      ")
    yield from _listed(section.rules, "  - ")
    if section.choices:
        yield "  " + say(language, mark("Drawn from:"))
        for choice in section.choices:
            yield from _paragraph(f"{choice.meaning} [{choice.id}]: {'; '.join(choice.levels)}", "    ")
    yield "  " + say(language, mark("Known weaknesses:"))
    yield from _listed(section.weaknesses, "  - ")
    if section.sources:
        yield "  " + say(language, mark("Source:") if len(section.sources) == 1 else mark("Sources:"))
        yield from _listed([_cited(source) for source in section.sources], "  - ")
    else:
        # Said and not left out: without a word a reader would take the source for forgotten.
        yield f"  {say(language, OWN_RULE)}"
    yield ""


OWN_RULE = mark("Our own rule; no publication stands behind it.")


def _cited(source: Citation) -> str:
    return f"{source.text} {source.url}".rstrip()


def _listed(texts: Iterable[str], before: str) -> Iterator[str]:
    for text in texts:
        yield from wrapped(text, before, " " * len(before))


def _paragraph(text: str, before: str = "  ") -> Iterator[str]:
    yield from wrapped(text, before, before)


def _table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        yield "  " + "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))


def _reduction_heads(language: str) -> tuple[str, str, str]:
    return say(language, mark("median")), say(language, mark("from")), say(language, mark("to"))


def _rule(rule: RatingRule, language: str) -> Iterator[str]:
    yield say(
        language,
        mark("Rating rule, version {version} of {date}"),
        version=rule.version,
        date=say_date(language, rule.published_on),
    )
    for axis in rule.axes:
        yield f"  {axis.name}"
        yield from _paragraph(axis.measure, "    ")
        yield from _listed((f"{word}: {criterion}" for word, criterion in axis.steps), "    - ")
    yield ""


def _work(work: RecomputedWork, language: str) -> Iterator[str]:
    yield work.name
    yield from _listed([_cited(work.source)], "  ")
    yield from _paragraph(work.how)
    heads = tuple(say(language, text) for text in (PUBLISHED, OURS, ACCEPTED))
    yield from _table(
        [
            ("", *heads),
            *((figure.what, figure.published, figure.ours, figure.accepted) for figure in work.figures),
        ]
    )
    yield from _paragraph(say(language, mark("Differences: {reason}"), reason=work.difference))
    yield ""


PUBLISHED, OURS, ACCEPTED = mark("published"), mark("ours"), mark("accepted")

"""A result as a page shows it: what was decided, who carried what, why, and how to count it again.

Everything is read from the file that the reader may have, so that no page knows more than its file.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamyr.decisions.logic.explanations.satisfaction import paid_by_theme, wins_by_country
from tamyr.decisions.logic.file.exports import as_pb, as_preflib
from tamyr.decisions.logic.question import APPROVING, RANKING
from tamyr.decisions.logic.results import Count, Levels, Objections, Pairwise, Purchases, Stages, Tally
from tamyr.decisions.logic.ties import supporters
from tamyr.decisions.models import Decision, DecisionFile, Option
from tamyr.decisions.pages import reasons
from tamyr.decisions.pages.words import ANSWERS, GRADIENTS
from tamyr.decisions.queries.counting import UNNAMED_COUNTRY, count_of
from tamyr.decisions.queries.decisions import follows
from tamyr.network.logic.country_names import country_name
from tamyr.network.models import Theme, Visitor
from tamyr.safety.models import is_sealed
from tamyr.shared.languages import language


@dataclass(frozen=True)
class Part:
    """A piece of a bar: where it begins and how wide it is, in hundredths of the longest bar."""

    words: str
    at: float
    width: float
    is_even: bool


@dataclass(frozen=True)
class Bar:
    """One option or answer: how many stand behind it, from where, and what is said of it."""

    title: str
    number: str
    parts: list[Part]
    sentences: list[str] = field(default_factory=list)
    is_chosen: bool = False

    @property
    def from_where(self) -> str:
        return ", ".join(part.words for part in self.parts if part.words)


@dataclass(frozen=True)
class Result:
    """``sha256`` is that of the reader's file; ``chosen`` are titles in the order of choice."""

    is_adopted: bool
    chosen: list[str]
    sentences: list[str]
    bars: list[Bar]
    comparison: list[str]
    countries: list[str]
    themes: list[str]
    exports: list[tuple[str, str]]
    file: DecisionFile
    is_inside: bool
    sha256: str
    has_file: bool


def result_for(decision: Decision, options: Sequence[Option], visitor: Visitor) -> Result | None:
    """Return the result as this reader's file tells it; None where nobody of the world may read it."""
    kept: DecisionFile = decision.file
    is_inside = follows(visitor, decision)
    text = kept.inside if is_inside else kept.outside
    if not text or is_sealed(kept.inside) and is_inside:
        return None
    # Frozen since the opening, so the rows say what the file says, in the reader’s language.
    titles = {option.code: option.title for option in options}
    body = json.loads(text)["body"]
    told = body["result"]
    count = count_of(text)
    return Result(
        is_adopted=told["outcome"] == "adopted",
        # Of one text the outcome says it already: its only option is the question itself.
        chosen=[titles[code] for code in told["chosen"]] if len(options) > 1 else [],
        sentences=[*_sentences(count, titles), *_stated(body, titles)] if count else [],
        bars=list(_bars(count, titles)) if count else [],
        comparison=reasons.comparison(count, titles) if count else [],
        countries=list(_got_by_country(count)) if count else [],
        themes=list(_paid_by_theme(count)) if count else [],
        exports=exports_of(count) if count else [],
        file=kept,
        is_inside=is_inside,
        sha256=kept.inside_sha256 if is_inside else kept.outside_sha256,
        has_file=bool(kept.outside),
    )


def _sentences(count: Count, titles: reasons.Titles) -> Iterator[str]:
    yield reasons.quorum_sentence(count.quorum)
    yield from reasons.tally_sentences(count)
    yield from map(reasons.failure, count.reasons)
    if more := reasons.missing(count):
        yield more
    yield from map(reasons.remark, count.found.remarks)
    yield from reasons.ties(count, titles)
    if isinstance(count.found.detail, Purchases) and count.found.detail.proportional:
        yield _(
            "Checked: no group that is large enough for a place of its own, and agrees on a proposal, was left with less "
            "than its share."
        )


def _stated(body: dict[str, Any], titles: reasons.Titles) -> Iterator[str]:
    """Say that the rule of recusal was kept, as far as the reader's file shows it."""
    named = [titles[option["id"]] for option in body["options"] if "concerns" in option]
    if named:
        yield _(
            "By the rule stated before, the member that an option concerns did not vote on it: %(options)s."
        ) % {"options": "; ".join(named)}


def _bars(count: Count, titles: reasons.Titles) -> Iterator[Bar]:
    detail = count.found.detail
    if isinstance(detail, Purchases):
        yield from _supported(count, titles)
    elif isinstance(detail, Tally):
        yield from _answers({"yes": detail.yes, "no": detail.no}, "approval")
    elif isinstance(detail, Objections):
        yield from _answers({answer: len(labels) for answer, labels in detail.of.items()}, "consent")
    elif isinstance(detail, Levels):
        levels = dict(zip(GRADIENTS, detail.counts, strict=True))
        yield from _answers(levels, "gradients")
    elif isinstance(detail, Pairwise):
        yield from _ranked(count, detail, titles)
    elif isinstance(detail, Stages):
        yield from _staged(count, detail, titles)


def _supported(count: Count, titles: reasons.Titles) -> Iterator[Bar]:
    """Show the chosen in their order, then the others by the number of their supporters."""
    behind, told = supporters(count.question, count.ballots), reasons.option_sentences(count, titles)
    most = max([1, *map(len, behind.values())])
    chosen = list(count.chosen)
    rest = sorted(
        (code for code in behind if code not in chosen), key=lambda code: (-len(behind[code]), code)
    )
    for code in (*chosen, *rest):
        # The country as the reader’s file has it: of who hides there is none.
        where = Counter(count.question.voter[label].country or "" for label in behind[code])
        yield Bar(
            title=titles[code],
            number=str(len(behind[code])),
            parts=_parts(where, most),
            sentences=told.get(code, []),
            is_chosen=code in chosen,
        )


def _parts(where: Counter[str], most: int) -> list[Part]:
    """Return a bar in pieces by country, the largest first; unstated countries last."""
    parts, at = [], 0.0
    for n, (code, number) in enumerate(
        sorted(where.items(), key=lambda item: (item[0] in ("", UNNAMED_COUNTRY), -item[1], item[0]))
    ):
        # Places are sums of rounded widths: of exact ones, gaps would show between the pieces.
        width = round(100 * number / most, 2)
        parts.append(Part(f"{_country(code)} {number}", round(at, 2), width, n % 2 == 1))
        at += width
    return parts


def _country(code: str) -> str:
    return country_name(code, language()) if code not in ("", UNNAMED_COUNTRY) else _("country not stated")


def _answers(counts: dict[str, int], rule: str) -> Iterator[Bar]:
    most = max([1, *counts.values()])
    words = {**ANSWERS[rule], "overruled": _("overruled")}
    for answer, number in counts.items():
        yield Bar(
            title=str(words.get(answer, answer)),
            number=str(number),
            parts=[Part("", 0, round(100 * number / most, 2), is_even=False)],
        )


def _ranked(count: Count, detail: Pairwise, titles: reasons.Titles) -> Iterator[Bar]:
    told = reasons.option_sentences(count, titles)
    for place, code in enumerate(detail.order, start=1):
        is_chosen = code in count.chosen
        sentence = [_("Nobody beats it in a chain of majorities.")] if place == 1 else told.get(code, [])
        yield Bar(titles[code], str(place), [], sentence, is_chosen)


def _staged(count: Count, detail: Stages, titles: reasons.Titles) -> Iterator[Bar]:
    told = reasons.option_sentences(count, titles)
    first = detail.stages[0].totals if detail.stages else {}
    # Whole votes: of first choices no paper has been divided yet.
    most = max([1, *map(int, first.values())])
    yield from (
        Bar(
            title=titles[code],
            number=reasons.decimal(total),
            parts=[Part("", 0, round(100 * float(total) / most, 2), is_even=False)],
            sentences=told.get(code, []),
            is_chosen=code in count.chosen,
        )
        for code, total in sorted(first.items(), key=lambda item: (item[0] not in count.chosen, -item[1]))
    )


def _got_by_country(count: Count) -> Iterator[str]:
    """Say how much of what they approved the organisations of each country got; small groups together."""
    if not isinstance(count.found.detail, Purchases):
        return
    for group in wins_by_country(count):
        words = {
            "country": _country(group.name) if group.name else _("Smaller groups together"),
            "voters": group.voters,
            "mean": reasons.decimal(group.mean),
            "without": group.without_any,
        }
        yield (
            _(
                "%(country)s: organisations: %(voters)s; of what each approved, %(mean)s was chosen on average; without any: "
                "%(without)s."
            )
            % words
        )


def _paid_by_theme(count: Count) -> Iterator[str]:
    """Say what of all there was went to each theme, where the options have themes."""
    if not isinstance(count.found.detail, Purchases) or not any(
        option.themes for option in count.question.options
    ):
        return
    for theme in paid_by_theme(count):
        words = {
            "theme": str(Theme(theme.name).label)
            if theme.name in Theme.values
            else theme.name or _("Other themes together"),
            "paid": reasons.decimal(theme.paid),
            "total": count.question.total,
            "payers": theme.payers,
        }
        if count.question.has_budget:
            told = ngettext(
                "%(theme)s: %(paid)s of %(total)s in money, paid by %(payers)d organisation.",
                "%(theme)s: %(paid)s of %(total)s in money, paid by %(payers)d organisations.",
                theme.payers,
            )
        else:
            told = ngettext(
                "%(theme)s: %(paid)s of %(total)s places, paid by %(payers)d organisation.",
                "%(theme)s: %(paid)s of %(total)s places, paid by %(payers)d organisations.",
                theme.payers,
            )
        yield told % words


def exports_of(count: Count) -> list[tuple[str, str]]:
    """Return the forms for other programs that can say this decision: by its name in the address, and theirs."""
    rule = count.question.rule
    # These formats know no weights: told as equal, such a decision would come out otherwise.
    if (rule.endowment or "member") != "member":
        return []
    if rule.name in APPROVING:
        return [("pb", "Pabulib (.pb)"), ("preflib", "PrefLib (.cat)")]
    return [("preflib", "PrefLib (.toi)")] if rule.name in RANKING else []


def exported(decision: Decision, count: Count, form: str) -> tuple[str, str]:
    """Return the ending of a file for other programs, and the file; titles in the language that holds."""
    day = "%Y-%m-%d"
    assert decision.opened_at is not None and decision.closed_at is not None
    if form == "pb":
        begun, ended = decision.opened_at.strftime(day), decision.closed_at.strftime(day)
        place = decision.question_ru if decision.authoritative == "ru" else decision.question_en
        return "pb", as_pb(count, language=decision.authoritative, begun=begun, ended=ended, place=place)
    return as_preflib(
        count,
        language=decision.authoritative,
        title=decision.question_ru if decision.authoritative == "ru" else decision.question_en,
        closed=decision.closed_at.strftime(day),
    )

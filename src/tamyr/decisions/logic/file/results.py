"""The result as the decision file holds it: what a second count must find again."""

from collections.abc import Mapping
from fractions import Fraction

from tamyr.decisions.logic.explanations.comparison import approval_would_choose
from tamyr.decisions.logic.file.canonical import Json, written
from tamyr.decisions.logic.question import WORDS
from tamyr.decisions.logic.results import (
    Count,
    Detail,
    Levels,
    Objections,
    Pairwise,
    Purchases,
    Stages,
    Tally,
)


def result_of(result: Count) -> dict[str, Json]:
    detail = result.found.detail
    return {
        "outcome": result.outcome,
        "chosen": list(result.chosen),
        "reasons": [{"code": reason.code, "values": _values(reason.values)} for reason in result.reasons],
        "quorum": {
            "base": result.quorum.base,
            "blank": result.quorum.blank,
            "cast": result.quorum.cast,
            "needed": result.quorum.needed,
        },
        "rounds": rounds_of(detail),
        "ejr_plus": detail.proportional if isinstance(detail, Purchases) else None,
        "approval_would_choose": list(approval_would_choose(result)) if isinstance(detail, Purchases) else [],
    }


def _values(values: Mapping[str, int | Fraction]) -> dict[str, Json]:
    return {name: written(value) if isinstance(value, Fraction) else value for name, value in values.items()}


def rounds_of(detail: Detail) -> list[Json]:
    if isinstance(detail, Purchases):
        return [
            {"chosen": made.option, "phase": made.phase, "value": written(made.value)}
            for made in detail.rounds
        ]
    if isinstance(detail, Tally):
        return [{"yes": detail.yes, "no": detail.no, "countries": list(detail.countries)}]
    if isinstance(detail, Objections):
        return [{"answer": answer, "number": len(detail.of[answer])} for answer in WORDS["consent"]]
    if isinstance(detail, Levels):
        levels = zip(WORDS["gradients"], detail.counts, strict=True)
        return [{"level": level, "number": number} for level, number in levels]
    if isinstance(detail, Pairwise):
        return [{"order": list(detail.order), "defeats": [list(defeat) for defeat in detail.defeats]}]
    return _stages(detail)


def _stages(detail: Stages) -> list[Json]:
    return [
        {
            "act": stage.act,
            "of": list(stage.of),
            "elected": list(stage.elected),
            # Sorted here: the canonical form sorts names of fields, and leaves a list as it comes.
            "totals": [[option, written(total)] for option, total in sorted(stage.totals.items())],
            "exhausted": written(stage.exhausted),
        }
        for stage in detail.stages
    ]

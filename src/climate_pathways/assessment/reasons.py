"""Why two assessments of one country differ: the inputs that are not the same in both."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from climate_pathways.core.wording import mark

FIGURES, PLEDGES, PARAMETERS, CODE, RULE, YEAR = "figures", "pledges", "parameters", "code", "rule", "year"
CRITERIA = "criteria"
# The name of the one parameter that lists principles, and what stands where an assessment lacks a parameter.
PRINCIPLES, NOTHING = "principles", "–"
REASONS = {
    FIGURES: mark("newer figures"),
    PLEDGES: mark("pledges entered or corrected"),
    CRITERIA: mark("checklists or context entered or corrected"),
    PARAMETERS: mark("other parameters"),
    CODE: mark("another version of the code"),
    RULE: mark("another rating rule"),
    YEAR: mark("another year that counts as today"),
}


@dataclass(frozen=True)
class Reason:
    """One input that differs, as both versions name it."""

    kind: str
    old: str
    new: str


def reasons_for(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Reason]:
    """Yield the inputs that differ between what two assessments are made of."""
    for kind, read in (
        (FIGURES, _figures),
        (PLEDGES, _pledges),
        (CRITERIA, _criteria),
        (PARAMETERS, _parameters),
        (CODE, _code),
        (RULE, _rule),
        (YEAR, _year),
    ):
        before, after = read(old), read(new)
        if kind == PARAMETERS:
            before, after = _only_different(before, after)
        if before != after:
            yield Reason(kind, _told(before), _told(after))


def _figures(made_of: Mapping[str, Any]) -> dict[str, str]:
    figures = made_of["figures"]
    return {
        "edition": figures["edition"],
        "sha256": figures["sha256"][:12],
        # A file of the user’s own changes this alone: edition and tables stay those that are shipped.
        "inputs": made_of["inputs"][:12],
    }


def _pledges(made_of: Mapping[str, Any]) -> dict[str, str]:
    return {
        "reviewed_on": made_of["pledges"]["reviewed_on"],
        "sha256": made_of["pledges"]["sha256"][:12],
    }


def _criteria(made_of: Mapping[str, Any]) -> dict[str, str]:
    # Assessments of earlier releases hold none.
    made = made_of.get("criteria", {"reviewed_on": NOTHING, "sha256": NOTHING})
    return {"reviewed_on": made["reviewed_on"], "sha256": made["sha256"][:12]}


def _parameters(made_of: Mapping[str, Any]) -> dict[str, str]:
    given = made_of["parameters"]
    # Levels of choices lie one step deeper: beside the other parameters each can be told by its name alone.
    others = {name: value for name, value in given.items() if name != "levels"}
    return {name: _words(value) for name, value in {**others, **given["levels"]}.items()}


def _code(made_of: Mapping[str, Any]) -> dict[str, str]:
    return {"": str(made_of["code_version"])}


def _rule(made_of: Mapping[str, Any]) -> dict[str, str]:
    return {"": str(made_of["rating_rule"])}


def _year(made_of: Mapping[str, Any]) -> dict[str, str]:
    return {"": str(made_of["as_of"])}


def _only_different(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    # Of both: a release may have a choice that the other one lacks.
    names = [name for name in sorted({*old, *new}) if old.get(name) != new.get(name)]
    return {name: old.get(name, NOTHING) for name in names}, {name: new.get(name, NOTHING) for name in names}


def _told(value: Mapping[str, str]) -> str:
    # `sentences.difference` takes parameters apart again at “; ” and “, ”, as they are joined here and
    # below.
    return "; ".join(f"{name} {words}".strip() for name, words in value.items())


def _words(value: Any) -> str:
    return ", ".join(str(part) for part in value) if isinstance(value, list | tuple) else str(value)

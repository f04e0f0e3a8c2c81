"""Choices as they are typed: ``NAME=VALUE`` on a command line, turned into parameters of a run."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.wording import mark
from climate_pathways.fair_shares.choices import CHOICES, Level, Parameters

SEED = "seed"
ONE_NUMBER = ("draws", SEED)
TWICE = mark("{name} is set twice.")
TWICE_OF_SEVERAL = mark("{name} is set twice. For several values at once write {name}=VALUE,VALUE.")

# 7,500: in English one number, here two values.
IN_THOUSANDS = re.compile(r"(?<![\d.])([1-9]\d{0,2}),(?=\d{3}(?![\d.]))")


def parse(settings: Sequence[str], parameters: Parameters) -> Parameters:
    """Return ``parameters`` changed by texts such as ``threshold=7500`` or ``path=ssp119,ar6-c1``.

    Raises ``PathwaysError`` for a text without ``=``, a name that stands twice, a word for a number and numbers
    that can be read as one; ``checked`` knows the names.
    """
    levels = dict(parameters.levels)
    others: dict[str, Any] = {}
    given: set[str] = set()
    for text in settings:
        name, equals, value = text.partition("=")
        if not equals or not value:
            raise PathwaysError(
                mark("{text!r} is not a setting. Write NAME=VALUE, or NAME=VALUE,VALUE for several."),
                text=text,
            )
        if name in given:
            raise PathwaysError(TWICE if name in ONE_NUMBER else TWICE_OF_SEVERAL, name=name)
        given.add(name)
        words = tuple(word.strip() for word in value.split(","))
        if name in ONE_NUMBER:
            others[name] = _whole_number(name, value)
        elif name == "years":
            others[name] = tuple(_whole_number(name, word) for word in words)
        elif name == "principles":
            others[name] = words
        elif name in CHOICES and not isinstance(CHOICES[name].allowed[0], str):
            _ensure_several(name, value)
            levels[name] = tuple(_number(name, word) for word in words)
        else:
            levels[name] = words
    return replace(parameters, levels=levels, **others)


def as_typed(level: Level) -> str:
    """Return a level as ``parse`` reads it back: short where that is the same number, else to the last digit."""
    if isinstance(level, str):
        return level
    # Six figures are not enough for what somebody typed: the command would compute something else.
    short = f"{level:g}"
    return short if float(short) == level else repr(float(level))


def several_as_typed(levels: Iterable[Level]) -> str:
    """Return levels as ``parse`` reads them back, never as one number in thousands."""
    return IN_THOUSANDS.sub(r"\1.0,", ",".join(map(as_typed, levels)))


def _ensure_several(name: str, value: str) -> None:
    if IN_THOUSANDS.search(value):
        raise PathwaysError(
            mark(
                "{name}={value} can be read as one number or as several. Write {one} for one, {several} for several."
            ),
            name=name,
            value=value,
            one=IN_THOUSANDS.sub(r"\1", value),
            several=IN_THOUSANDS.sub(r"\1.0,", value),
        )


def _number(name: str, word: str) -> float:
    try:
        value = float(word)
    except ValueError:
        value = math.nan
    # The words “nan” and “inf” are numbers to Python: they are refused here, by the setting’s name.
    if not math.isfinite(value):
        raise PathwaysError(mark("{name} needs a number, not {word!r}."), name=name, word=word)
    return value


def _whole_number(name: str, word: str) -> int:
    value = _number(name, word)
    if value != int(value):
        raise PathwaysError(mark("{name} needs a whole number, not {word!r}."), name=name, word=word)
    # Between which bounds draws and years lie ``checked`` says, whichever of them is passed; a seed has this one.
    if value < 0 and name == SEED:
        text = mark("{name} needs a whole number of at least 0, not {word!r}.")
        raise PathwaysError(text, name=name, word=word)
    try:
        # To its last digit: a refusal names what was typed.
        return int(word)
    except ValueError:
        return int(value)

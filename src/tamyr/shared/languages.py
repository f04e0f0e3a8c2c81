import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import wraps
from typing import ParamSpec, TypeVar

from django.forms import CharField, DecimalField, Field
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.formats import date_format, get_format
from django.utils.translation import get_language, override

from climate_pathways.core.wording import LANGUAGES, SOURCE_LANGUAGE

# The words that organisations are bound by stand in each of these before they count. The site may speak more
# languages: a reader of another meets such words in the source language.
BOUND_LANGUAGES = ("en", "ru")

# As browsers send a day or a moment.
MOMENT = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?)?", re.ASCII)
# The pages that editors write stand at whatever address is left; none takes a form.
TAKES_ANY = "wagtail_serve"
P = ParamSpec("P")
Result = TypeVar("Result")


def language() -> str:
    """Return the language of the address, as the science names it."""
    code = get_language() or SOURCE_LANGUAGE
    return code if code in LANGUAGES else SOURCE_LANGUAGE


def bound_language() -> str:
    """Return the language of the address where bound words stand in it, else the one that they always stand in."""
    return language() if language() in BOUND_LANGUAGES else SOURCE_LANGUAGE


def as_written(text: str, field: Field | None) -> str:
    """Return a day, a moment or a fraction as the reader's language writes it: browsers send each in a form of their own."""
    if isinstance(field, DecimalField):
        return text.replace(".", get_format("DECIMAL_SEPARATOR"))
    # A day that no calendar has stays as it came, and so does what somebody typed as a text.
    with suppress(ValueError):
        if MOMENT.fullmatch(text) and not isinstance(field, CharField):
            return date_format(datetime.fromisoformat(text), f"DATE{'TIME' * (':' in text)}_FORMAT")
    return text


def in_its_language(make: Callable[P, Result]) -> Callable[P, Result]:
    """Have words and addresses made in the language that the last argument names.

    What is kept under a language is shown to all its readers: it may not speak, or lead to, the one
    of whoever came first.
    """

    @wraps(make)
    def made(*given: P.args, **named: P.kwargs) -> Result:
        with override(str(given[-1])):
            return make(*given, **named)

    return made


def told_in(code: str, pieces: Iterator[Result]) -> Iterator[Result]:
    """Yield pieces in the language of the request, which is over by the time that most of them are asked for."""
    while True:
        with override(code):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


def meant_by(path: str) -> tuple[str, ResolverMatch | None]:
    """Return the address that was meant where one only lacks its language in front or the slash at its end, and its act."""
    for begin in ("", f"/{get_language()}"):
        meant = f"{begin}{path.rstrip('/')}/"
        with suppress(Resolver404):
            if (match := resolve(meant)).url_name != TAKES_ANY:
                return meant, match
    return "", None

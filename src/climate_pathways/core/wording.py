"""Words and numbers in a reader's language.

One catalogue per language lies in ``locale/<language>.po``; English is the language of
the source. ``mark`` labels a text for the catalogue without translating it yet.
"""

import gettext
import io
import re
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from importlib import resources

LANGUAGES = ("en", "ru")
SOURCE_LANGUAGE = "en"
SMALL_PART = 0.1
# The plural categories of the Unicode CLDR, in the order in which forms are given.
PLURALS = ("zero", "one", "two", "few", "many", "other")
# A head over a list is singular or plural and says no number: 21 of them are no single one.
SEVERAL = 2
# Not among three: an ellipsis in a quotation stays as it is printed.
_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
# A whole word, within brackets or before a comma: in 10.5281/zenodo.2025-12 the same figures are no month.
_DAY_OR_MONTH = re.compile(r"(?<![^\s(\[])\d{4}-\d\d(?:-\d\d)?(?=[)\],;.:]*(?:\s|$))", re.ASCII)


def mark(text: str) -> str:
    """Return ``text`` unchanged; the extractor collects it for translation."""
    return text


# What else an edition is named by.
_WORDS_OF_EDITION = (mark("Gini"), mark("commit"))


def check_language(language: str) -> str:
    """Return ``language``, or raise ``ValueError`` naming the languages there are."""
    if language not in LANGUAGES:
        raise ValueError(f"language {language!r} is not one of {', '.join(LANGUAGES)}")
    return language


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return the messages of one language; English needs no catalogue."""
    if check_language(language) == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    from babel.messages import mofile, pofile

    source = resources.files("climate_pathways").joinpath("locale", f"{language}.po")
    with source.open("rb") as handle:
        messages = pofile.read_po(handle, locale=language, abort_invalid=True)
    # Compiled here, so that no built file can be older than the texts.
    compiled = io.BytesIO()
    mofile.write_mo(compiled, messages)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def say(language: str, text: str, /, **values: object) -> str:
    """Translate ``text`` and fill its ``{named}`` places."""
    # A text without a translation comes back in English: bin/translations.py check refuses such a catalogue.
    said = catalogue(language).gettext(text).format(**values)
    # A Russian date ends with the stop of its "г.", which is the sentence's own as well.
    return said.replace("г..", "г.")


def one_stop(text: str) -> str:
    """Return a text whose sentences end with one full stop, where a unit or a date brings its own."""
    return _TWO_STOPS.sub(".", text)


def say_count(language: str, forms: str, number: int, /, **values: object) -> str:
    """Translate ``forms`` and say the one that goes with ``number``: ``1 criterion``, ``5 критериев``.

    ``forms``: the forms of one text, divided by ``|``, in the order of the language's plural
    categories: in English for one and for others, in Russian for 1, 21 …, for 2 to 4, 22 … and for
    5 to 20, 25 …. Each may name ``{count}``.
    """
    from babel import Locale

    given = catalogue(language).gettext(forms).split("|")
    rule = Locale(language).plural_form
    categories = [name for name in PLURALS if name in {*rule.tags, "other"}]
    # A language without a form for fractions gives one fewer than it has categories.
    form = given[min(categories.index(rule(number)), len(given) - 1)].strip()
    return form.format(count=say_number(language, number), **values)


@lru_cache(maxsize=50_000)
def say_number(language: str, value: float, digits: int = 0) -> str:
    """Write a number with ``digits`` decimals as the language does (``1 234,5``)."""
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    # Adding zero turns -0.0 into 0.0.
    rounded = round(value, digits) + 0.0
    return format_decimal(rounded, format=pattern, locale=check_language(language)).replace("-", "−")


def say_rounded(language: str, value: float, figures: int = 3) -> str:
    """Write a number with ``figures`` significant figures, neither more nor fewer: ``2236.4`` → ``2,240``.

    It is the one rule for amounts: by two of them one number would read as two.
    """
    from math import floor, log10

    rounded = to_figures(value, figures)
    if rounded == 0:
        return say_number(language, 0)
    return say_number(language, rounded, max(0, figures - 1 - floor(log10(abs(rounded)))))


def to_figures(value: float, figures: int = 3) -> float:
    """Return a number with no more significant figures than pages show of it: ``46.13333`` → ``46.1``."""
    return float(f"{value:.{figures}g}")


def lower_start(text: str) -> str:
    """Return a name as it stands in the middle of a sentence."""
    return text[:1].lower() + text[1:]


def say_date(language: str, day: date | str) -> str:
    """Write a date, or its ISO form, in words: ``6 November 2025``."""
    from babel.dates import format_date

    if isinstance(day, str):
        day = date.fromisoformat(day)
    # The day comes first in every language of the region; plain "en" would put the month there.
    return format_date(day, "long", locale={"en": "en_GB"}.get(check_language(language), language))


def say_edition(language: str, edition: str) -> str:
    """Write what dates an edition: ``2025-11-20`` and ``2026-03`` in words; a version, a year or a span stays as it is."""
    dated = _DAY_OR_MONTH.sub(lambda found: _day_or_month(language, found[0]), edition)
    for word in _WORDS_OF_EDITION:
        dated = dated.replace(f"{word} ", f"{say(language, word)} ")
    return dated


def _day_or_month(language: str, moment: str) -> str:
    from babel.dates import format_skeleton

    is_day = len(moment) == len("2025-11-20")
    try:
        day = date.fromisoformat(moment if is_day else f"{moment}-01")
    except ValueError:
        # 2023-24 are two years, and no calendar has a 30 February.
        return moment
    if is_day:
        return say_date(language, day)
    return str(format_skeleton("yMMMM", day, locale=check_language(language)))


def say_years(language: str, years: float) -> str:
    """Write a number of years with its word: ``18 years``, ``2,4 года``."""
    from babel.units import format_unit

    rounded = float(f"{years:.2g}")
    text = format_unit(rounded, "duration-year", length="long", locale=check_language(language))
    # A number must not lose its word at the end of a line.
    return text.replace(" ", "\u00a0")


def say_plain(language: str, value: float, figures: int = 10) -> str:
    """Write a round number with the decimals it has and no more: ``17``, ``5,5``, ``0,0000003``."""
    exponent = Decimal(f"{value:.{figures}g}").as_tuple().exponent
    # What is no number or has no end has no decimals either.
    return say_number(language, value, max(0, -exponent)) if isinstance(exponent, int) else str(value)


def say_range(language: str, low: str, high: str) -> str:
    """Join two numbers as they are written: ``339–451``, in words where one is negative; one where both read the same."""
    if low == high:
        return low
    # A dash before a minus, “−5–−3”, reads as another sign.
    return (
        say(language, mark("{low} to {high}"), low=low, high=high) if "−" in low + high else f"{low}–{high}"
    )


def say_part(language: str, fraction: float) -> str:
    """Write a part as a percentage, with a decimal where it is small: a small chance does not read as none."""
    return say_percent(language, fraction, 1 if 0 < abs(fraction) < SMALL_PART else 0)


def say_percent(language: str, fraction: float, digits: int = 0) -> str:
    """Write a fraction as a percentage: ``0.25`` → ``25 %`` (with a no-break space)."""
    return f"{say_number(language, 100 * fraction, digits)}\u00a0%"

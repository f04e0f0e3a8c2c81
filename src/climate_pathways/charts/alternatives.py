"""An assessment's pictures in words, for those who do not see them: every number that matters."""

from collections.abc import Iterator, Sequence

from climate_pathways.assessment.rating import STEPS
from climate_pathways.charts.numbers import (
    Against,
    Compared,
    PathwayFigures,
    PrincipleFigures,
    Promise,
    Share,
)
from climate_pathways.core.naming import method_name, place_name
from climate_pathways.core.wording import mark, say, say_percent, say_rounded, say_significant
from climate_pathways.pledges.documents import CONDITIONAL, UNCONDITIONAL, UNSPECIFIED

CONDITION_NAMES = {
    UNCONDITIONAL: mark("own effort"),
    CONDITIONAL: mark("with support"),
    UNSPECIFIED: mark("no condition named"),
}
SAID_YEARS = (2030, 2035, 2050)
IN_TONNES = mark("All numbers are in Mt CO₂e a year.")


def pledge_name(promise: Promise, language: str) -> str:
    """Name a pledge by its year and condition: ``2035, own effort``."""
    return f"{promise.year}, {say(language, CONDITION_NAMES[promise.condition])}"


def step_name(step: int, language: str) -> str:
    """Return a rating as number and words."""
    return f"{step} – {say(language, STEPS[step]).lower()}"


def pathway(shown: PathwayFigures, language: str) -> str:
    return " ".join(_pathway(shown, language))


def _pathway(shown: PathwayFigures, language: str) -> Iterator[str]:
    (first, start), (last, end) = shown.history[0], shown.history[-1]
    yield say(language, IN_TONNES)
    yield say(
        language, mark("Emissions: {start} in {first}, {end} in {last}."),
        start=say_significant(language, start), first=first, end=say_significant(language, end), last=last,
    )  # fmt: skip
    for promise in shown.promises:
        yield _pledge(promise, language)
    for path in shown.paths:
        text = (
            mark("Straight to neutrality in {year}, as promised: from {now} to zero.")
            if path.is_promised
            else mark("Straight to zero, if neutral by {year}: from {now}. No year is promised.")
        )
        yield say(language, text, year=path.neutral_by, now=say_significant(language, path.points[0][1]))
    for year, value in shown.pace:
        if year in SAID_YEARS:
            text = mark("In step with the world’s 1.5 °C path in {year}: {value}.")
            yield say(language, text, year=year, value=say_significant(language, value))
    for share in shown.fan:
        if share.year in SAID_YEARS:
            yield say(
                language,
                mark("Fair share in {year}: {value}."),
                year=share.year,
                value=_share(share, language),
            )
    if shown.main:
        yield _gap(shown.main, language)


def principles(shown: PrincipleFigures, language: str) -> str:
    parts = [say(language, IN_TONNES)]
    parts += [f"{method_name(one.principle, language)}: {_share(one, language)}." for one in shown.shares]
    if shown.promise:
        parts.append(_pledge(shown.promise, language))
    today = say_significant(language, shown.today)
    parts.append(say(language, mark("Emissions in {year}: {value}."), year=shown.today_year, value=today))
    return " ".join(parts)


def gaps(found: Sequence[Against], language: str) -> str:
    if not found:
        return say(language, NOTHING)
    said = [f"{_pledge(one.promise, language)} {_gap(one, language)}" for one in found]
    return " ".join([say(language, IN_TONNES), *said])


NOTHING = mark("No pledge in force could be compared with a fair share.")


def region(found: Sequence[Compared], language: str) -> str:
    return " ".join(_compared(one, language) for one in found)


def _compared(one: Compared, language: str) -> str:
    place = place_name(one.iso3, language)
    if not one.against:
        return say(language, mark("{place}: no target to compare."), place=place)
    return say(
        language, mark("{place}: pledge for {year} {pledge}, fair share {share} of the emissions of {base}; rating {rating}."),
        place=place, year=one.against.promise.year, base=one.base_year,
        pledge=say_percent(language, one.pledge_percent / 100), share=say_percent(language, one.share_percent / 100),
        rating=step_name(one.against.step, language),
    )  # fmt: skip


def _pledge(promise: Promise, language: str) -> str:
    return say(
        language, mark("Pledge for {name}: {value} ({low} to {high})."), name=pledge_name(promise, language),
        **_numbers(language, value=promise.central, low=promise.low, high=promise.high),
    )  # fmt: skip


def _share(share: Share, language: str) -> str:
    return ranged(share.median, share.low, share.high, language)


def _gap(one: Against, language: str) -> str:
    gap = one.gap
    return say(
        language, mark("Fair share in {year}: {share}; gap: {gap}; chance that the pledge suffices: {chance}; rating {rating}."),
        year=one.promise.year, share=ranged(gap.share_median, gap.share_low, gap.share_high, language),
        gap=ranged(gap.gap_median, gap.gap_low, gap.gap_high, language),
        chance=say_percent(language, gap.probability), rating=step_name(one.step, language),
    )  # fmt: skip


def ranged(value: float, low: float, high: float, language: str) -> str:
    """Write a number with the ends between which nine tenths of the results lie."""
    return say(
        language, mark("{value} ({low} to {high})"), **_numbers(language, value=value, low=low, high=high)
    )


def _numbers(language: str, **values: float) -> dict[str, str]:
    return {name: shown(value, language) for name, value in values.items()}


def shown(value: float, language: str) -> str:
    """Write an amount as a picture does: three figures, none after the point from a hundred on."""
    return say_rounded(language, value, 2 if abs(value) < 10 else 3)

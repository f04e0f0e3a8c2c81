"""An assessment's pictures in words, for those who do not see them: every number that matters."""

from collections.abc import Iterator, Sequence

from climate_pathways.assessment.axes.axis import FAIR_SHARE
from climate_pathways.assessment.axes.words import step_word
from climate_pathways.assessment.rating import STEPS
from climate_pathways.charts.numbers import (
    Against,
    CountryFigures,
    PathwayFigures,
    PrincipleFigures,
    Promise,
    Share,
)
from climate_pathways.core.naming import place_name
from climate_pathways.core.wording import mark, say, say_percent, say_rounded
from climate_pathways.fair_shares.words import line_name
from climate_pathways.pledges.words import condition_label

# Years of targets and mid-century: nobody would listen to all that the picture shows.
SAID_YEARS = (2030, 2035, 2050)
IN_TONNES = mark("All numbers are in Mt CO₂e a year.")


def pledge_name(promise: Promise, language: str) -> str:
    """Name a pledge by its year and condition: ``2035, own effort``."""
    return f"{promise.year}, {condition_label(promise.condition, language)}"


def step_name(step: str | int, language: str) -> str:
    """Return a step of the axis of fair share in words; one of the first rule as number and words."""
    if isinstance(step, int):
        return f"{step} – {say(language, STEPS[step]).lower()}"
    return step_word(FAIR_SHARE, step, language)


def pathway(figures: PathwayFigures, language: str) -> str:
    return " ".join(_pathway(figures, language))


def _pathway(figures: PathwayFigures, language: str) -> Iterator[str]:
    (first, start), (last, end) = figures.history[0], figures.history[-1]
    yield say(language, IN_TONNES)
    yield say(
        language,
        mark("Emissions: {start} in {first}, {end} in {last}."),
        start=say_rounded(language, start),
        first=first,
        end=say_rounded(language, end),
        last=last,
    )
    for promise in figures.promises:
        yield _pledge(promise, language)
    for path in figures.paths:
        text = (
            mark("Straight to neutrality in {year}, as promised: from {now} to zero.")
            if path.is_promised
            else mark(
                "Straight to zero, if neutral by {year}: from {now}. No document that we read promises a year."
            )
        )
        yield say(language, text, year=path.neutral_by, now=say_rounded(language, path.points[0][1]))
    for year, value in figures.pace:
        if year in SAID_YEARS:
            text = mark("In step with the world’s 1.5 °C path in {year}: {value}.")
            yield say(language, text, year=year, value=say_rounded(language, value))
    for share, span in zip(figures.fan, figures.spans, strict=True):
        if share.year in SAID_YEARS:
            yield say(
                language,
                mark("Fair share in {year}: {value}; medians by principle {low} to {high}."),
                year=share.year,
                value=_share(share, language),
                **_numbers(language, low=span.low, high=span.high),
            )
    if figures.main:
        yield _gap(figures.main, language)


def principles(figures: PrincipleFigures, language: str) -> str:
    parts = [say(language, IN_TONNES)]
    parts += [
        f"{line_name(share.principle, figures.references, language)}: {_share(share, language)}."
        for share in figures.shares
    ]
    if figures.promise:
        parts.append(_pledge(figures.promise, language))
    today = say_rounded(language, figures.today)
    parts.append(
        say(
            language,
            mark("Emissions in {year} (mean of international series): {value}."),
            year=figures.today_year,
            value=today,
        )
    )
    return " ".join(parts)


def gaps(gaps: Sequence[Against], language: str) -> str:
    if not gaps:
        return say(language, NOTHING)
    said = [f"{_pledge(pledge.promise, language)} {_gap(pledge, language)}" for pledge in gaps]
    return " ".join([say(language, IN_TONNES), *said])


NOTHING = mark("No pledge in force could be compared with a fair share.")


def region(countries: Sequence[CountryFigures], language: str) -> str:
    return " ".join(_compared(country, language) for country in countries)


def _compared(country: CountryFigures, language: str) -> str:
    place = place_name(country.iso3, language)
    if not country.against:
        return say(language, mark("{place}: no target to compare."), place=place)
    return say(
        language,
        mark(
            "{place}: pledge for {year} {pledge}, fair share {share} (by principle {low} to {high}) of the emissions of {base}; "
            "by the principle kindest to it: {rating}."
        ),
        place=place,
        year=country.against.promise.year,
        base=country.base_year,
        pledge=say_percent(language, country.pledge_percent / 100),
        share=say_percent(language, country.share_percent / 100),
        low=say_percent(language, country.percent(country.against.share_span.low) / 100),
        high=say_percent(language, country.percent(country.against.share_span.high) / 100),
        rating=step_name(country.against.step, language),
    )


def _pledge(promise: Promise, language: str) -> str:
    return say(
        language,
        mark("Pledge for {name}: {value} ({low} to {high})."),
        name=pledge_name(promise, language),
        **_numbers(language, value=promise.central, low=promise.low, high=promise.high),
    )


def _share(share: Share, language: str) -> str:
    return ranged(share.median, share.low, share.high, language)


def _gap(pledge: Against, language: str) -> str:
    gap = pledge.gap
    return say(
        language,
        mark(
            "Fair share in {year}: {share}; gap: {gap}; medians by principle: fair share {low} to {high}, gap {gap_low} to "
            "{gap_high}; enough in {chance} of the combinations of assumptions; by the principle kindest to the country: {rating}."
        ),
        year=pledge.promise.year,
        share=ranged(gap.share_median, gap.share_low, gap.share_high, language),
        gap=ranged(gap.gap_median, gap.gap_low, gap.gap_high, language),
        chance=say_percent(language, gap.probability),
        rating=step_name(pledge.step, language),
        **_numbers(
            language,
            low=pledge.share_span.low,
            high=pledge.share_span.high,
            gap_low=pledge.gap_span.low,
            gap_high=pledge.gap_span.high,
        ),
    )


def ranged(value: float, low: float, high: float, language: str) -> str:
    """Write a number with the ends between which nine tenths of the results lie."""
    return say(
        language, mark("{value} ({low} to {high})"), **_numbers(language, value=value, low=low, high=high)
    )


def _numbers(language: str, **values: float) -> dict[str, str]:
    return {name: say_rounded(language, value) for name, value in values.items()}

"""What an update of the figures changes, as plain lines for a terminal."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from climate_pathways.core.naming import place_name, source_name
from climate_pathways.core.quantities import unit_label
from climate_pathways.core.variables import VARIABLES
from climate_pathways.core.wording import mark, say, say_date, say_plain, say_rounded
from climate_pathways.figures.sentences.quantities import signed_percent
from climate_pathways.figures.snapshot.changes import Changes, LevelChange, SeriesChange, Step, spans
from climate_pathways.figures.snapshot.snapshot import REGION_PLACES

MOST_PLACES = 5


def lines(changes: Changes, language: str) -> Iterator[str]:
    """Yield what is compared, the counts, each place's changes by indicator, and what to look at."""
    yield say(
        language,
        mark("Compared with the snapshot of {date}, SHA-256 {digest}:"),
        date=say_date(language, changes.before_edition),
        digest=changes.before_digest[:16],
    )
    if changes.is_empty:
        yield say(language, mark("No figure has changed."))
    else:
        yield _counts(changes, language)
        yield from _region(changes, language)
        yield from _others(changes, language)
    yield from _notes(changes, language)


def _counts(changes: Changes, language: str) -> str:
    return say(
        language,
        mark(
            "Series unchanged: {same}; changed by at most {threshold} %: {slight}; changed by more, new or with other years: {listed}."
        ),
        same=changes.same,
        slight=changes.slight,
        listed=len(changes.series),
        threshold=say_plain(language, changes.threshold_percent),
    )


def _region(changes: Changes, language: str) -> Iterator[str]:
    for place in REGION_PLACES:
        # What happened alike to several indicators of a source is said once.
        alike: dict[tuple[str, str], list[str]] = defaultdict(list)
        of_place = [change for change in changes.series if change.place == place]
        for change in sorted(of_place, key=_size, reverse=True):
            said = _said(change, changes.threshold_percent, language)
            alike[_source(change, language), said].append(_label(change, language))
        if alike:
            yield ""
            yield place_name(place, language).upper()
            yield from (_level(moved, language) for moved in changes.levels if moved.place == place)
        for (source, said), labels in alike.items():
            yield f"  {source} – {' · '.join(labels)}: {said}"


def _size(change: SeriesChange) -> tuple[float, float]:
    """Order what is gone first, then the largest changes, then what is new."""
    if change.is_loss:
        return (math.inf, math.inf)
    return change.changed[0].size if change.changed else (-1.0, 0.0)


def _level(moved: LevelChange, language: str) -> str:
    ends = {
        name: f"{say_rounded(language, value)} ({year}, {source_name(source, language)})"
        for name, (year, value, source) in (("before", moved.before), ("after", moved.after))
    }
    return "  " + say(
        language, mark("THE LATEST LEVEL, Mt CO₂e without land use: {before} → {after}"), **ends
    )


def _source(change: SeriesChange, language: str) -> str:
    return f"{source_name(change.source, language)}, {unit_label(change.unit, language)}"


def _label(change: SeriesChange, language: str) -> str:
    known = VARIABLES.get(change.variable)
    return known.label_in(language) if known else change.variable


def _said(change: SeriesChange, threshold_percent: float, language: str) -> str:
    if not change.before:
        return say(language, mark("new: {years}"), years=spans(change.new_years))
    # Before years are compared: of a series that is gone every year is gone, which is told once.
    if not change.after:
        return say(language, mark("VANISHED: {years}"), years=spans(change.vanished_years))
    parts = []
    if change.changed:
        years = sorted(step.year for step in change.changed)
        parts.append(
            say(
                language,
                mark("changed by more than {threshold} %: {years}, most in {step}"),
                threshold=say_plain(language, threshold_percent),
                years=spans(years),
                step=step_said(change.changed[0], language),
            )
        )
    if change.new_years:
        parts.append(say(language, mark("new years: {years}"), years=spans(change.new_years)))
    if change.vanished_years:
        parts.append(say(language, mark("VANISHED years: {years}"), years=spans(change.vanished_years)))
    return "; ".join(parts)


def step_said(step: Step, language: str) -> str:
    """Say one change: ``2019: 30,1 → 35,2 (+17 %)``."""
    before, after = (say_rounded(language, value) for value in (step.before, step.after))
    if step.percent is None:
        return f"{step.year}: {before} → {after}"
    return f"{step.year}: {before} → {after} ({signed_percent(step.percent, language)}\u00a0%)"


# --- other countries: by indicator ----------------------------------------------------------


def _others(changes: Changes, language: str) -> Iterator[str]:
    by_indicator: dict[tuple[str, str], list[SeriesChange]] = defaultdict(list)
    for change in changes.series:
        if change.place not in REGION_PLACES:
            by_indicator[change.source, change.variable].append(change)
    if by_indicator:
        yield ""
        yield say(language, mark("OTHER COUNTRIES: how many; each of them with --csv or --json"))
    for alike in by_indicator.values():
        said = "; ".join(_tallies(alike, changes, language))
        yield f"  {_source(alike[0], language)} – {_label(alike[0], language)}: {said}"


def _tallies(changed: Sequence[SeriesChange], changes: Changes, language: str) -> Iterator[str]:
    kinds: Iterable[tuple[str, Callable[[SeriesChange], bool]]] = (
        (mark("new: {tally}"), lambda change: not change.before),
        (mark("VANISHED: {tally}"), lambda change: not change.after),
        # A series that is new has nothing but new years: it is told of once.
        (mark("new years: {tally}"), lambda change: bool(change.before and change.new_years)),
        (mark("VANISHED years: {tally}"), lambda change: bool(change.after and change.vanished_years)),
    )
    moved = [change for change in changed if change.changed]
    if moved:
        most = max(moved, key=lambda change: change.changed[0].size)
        yield say(
            language,
            mark("changed by more than {threshold} %: {tally}, most in {place} {step}"),
            threshold=say_plain(language, changes.threshold_percent),
            tally=_tally(moved),
            place=most.place,
            step=step_said(most.changed[0], language),
        )
    for text, is_such in kinds:
        such = [change for change in changed if is_such(change)]
        if such:
            yield say(language, text, tally=_tally(such))


def _tally(changes: Sequence[SeriesChange]) -> str:
    """Return how many, by name where they are few: ``2 (AND, FRA)``."""
    names = [change.place for change in changes]
    return f"{len(names)} ({', '.join(names)})" if len(names) <= MOST_PLACES else str(len(names))


# --- what to look at ------------------------------------------------------------------------


def _notes(changes: Changes, language: str) -> Iterator[str]:
    noted = [
        (changes.new_places, mark("New places: {names}.")),
        (changes.vanished_places, mark("VANISHED places: {names}.")),
        (
            tuple(source_name(name, language) for name in changes.undated),
            mark(
                "New files, but described with the former edition: {names}. Bring edition and citation up to date in climate_pathways/figures/sources."
            ),
        ),
        (
            tuple(dict.fromkeys(place_name(change.place, language) for change in changes.losses)),
            mark("Figures are gone of: {names}. Updating needs --accept-losses."),
        ),
    ]
    present = [(names, text) for names, text in noted if names]
    if present:
        yield ""
    for names, text in present:
        yield say(language, text, names=", ".join(names))

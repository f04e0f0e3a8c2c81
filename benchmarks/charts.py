"""Time and memory of a chart by kind, against the converter's floor in the same run.

    .venv/bin/python -m benchmarks.charts [--rounds 15]

The floor is a line between two points, as small as Vega-Lite allows, through the same
converter. Kinds take turns in every round, each with another country; ratios are medians over
the rounds. Memory is read in fresh processes, one per kind, and one that goes on drawing.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from benchmarks.parts.arguments import at_least
from climate_pathways.charts import DrawingStore, Size, Specification, converter, draw_png, draw_svg
from climate_pathways.charts.map import BORDER_COLOUR, CONTEXT_COLOUR, MISSING_COLOUR, map_specification
from climate_pathways.charts.panels import NARROW, WIDE, country_card, panel_chart
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.figures import Standing, snapshot, standing_of
from tamyr.evidence.logic.choices import MEASURES
from tamyr.evidence.logic.region import map_words

Draw = Callable[[Specification], object]
Everything = dict[str, Standing]
LANGUAGE = "ru"
PANEL = "sectors"  # Ten layers since 1990: the fullest chart of a page.
FLOOR = "two-point line, svg"
MANY_DRAWS = 200

TWO_POINTS: Specification = {
    "data": {"values": [{"t": 1, "v": 1}, {"t": 2, "v": 2}]},
    "mark": "line",
    "encoding": {
        "x": {"field": "t", "type": "quantitative"},
        "y": {"field": "v", "type": "quantitative"},
    },
}


class Kind(NamedTuple):
    """A kind of chart: its specification for the n-th draw, and how it is drawn."""

    specify: Callable[[Everything, int], Specification]
    draw: Draw


def as_svg(specification: Specification) -> str:
    return draw_svg(specification, LANGUAGE)


def as_png(specification: Specification) -> bytes:
    return draw_png(specification, LANGUAGE)


def as_card(specification: Specification) -> bytes:
    return draw_png(specification, LANGUAGE, scale=1.0)


def place(turn: int) -> str:
    return list(COUNTRIES)[turn % len(COUNTRIES)]


def of_panel(size: Size, *, framed: bool = False) -> Callable[[Everything, int], Specification]:
    def specify(everything: Everything, turn: int) -> Specification:
        iso3 = place(turn)
        return panel_chart(everything[iso3].panels[PANEL], iso3, LANGUAGE, size=size, framed=framed)

    return specify


def of_map(everything: Everything, turn: int) -> Specification:
    # The axes of the rating need assessments, which are no part of drawing.
    figures = [measure for measure in MEASURES.values() if not measure.axis]
    words = map_words(everything, figures[turn % len(figures)], {}, LANGUAGE)
    return map_specification(
        words.values,
        colours=words.colours,
        missing_colour=MISSING_COLOUR,
        context_colour=CONTEXT_COLOUR,
        border_colour=BORDER_COLOUR,
        thresholds=words.thresholds,
        labels=words.labels,
        links={iso3: f"/{LANGUAGE}/countries/{iso3.lower()}/" for iso3 in COUNTRIES},
        width=720,
        height=440,
        title="",
        description=words.title,
    )


KINDS = {
    FLOOR: Kind(lambda everything, turn: TWO_POINTS, as_svg),
    "page, wide, svg": Kind(of_panel(WIDE), as_svg),
    "page, narrow, svg": Kind(of_panel(NARROW), as_svg),
    "framed, svg": Kind(of_panel(WIDE, framed=True), as_svg),
    "framed, png": Kind(of_panel(WIDE, framed=True), as_png),
    "map, svg": Kind(of_map, as_svg),
    "share card, png": Kind(
        lambda everything, turn: country_card(everything[place(turn)], LANGUAGE), as_card
    ),
}


def standings() -> Everything:
    figures = snapshot.region()
    return {iso3: standing_of(iso3, figures) for iso3 in COUNTRIES}


def milliseconds(act: Callable[..., object], *given: object) -> float:
    began = time.perf_counter()
    act(*given)
    return 1000 * (time.perf_counter() - began)


def megabytes(field: str) -> float:
    """Return this process's memory: ``VmRSS`` now, ``VmHWM`` at most."""
    # Not getrusage: a child's peak there starts at what its parent holds.
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field)) * 1024 / 1e6


def draw_times(everything: Everything, rounds: int) -> dict[str, list[float]]:
    """Return milliseconds by kind, one per round; nothing is measured in the first round."""
    spans: dict[str, list[float]] = {name: [] for name in KINDS}
    for turn in range(rounds + 1):
        for name, kind in KINDS.items():
            specification = kind.specify(everything, turn)
            span = milliseconds(kind.draw, specification)
            if turn:
                spans[name].append(span)
    return spans


def store_times(everything: Everything, rounds: int) -> tuple[list[float], list[float]]:
    """Return milliseconds of a wide chart drawn and kept, and of the same one found again."""
    with tempfile.TemporaryDirectory() as folder:
        store = DrawingStore(Path(folder))
        drawn, found = [], []
        specify = KINDS["page, wide, svg"].specify
        for turn in range(min(rounds, len(COUNTRIES))):
            specification = specify(everything, turn)
            drawn.append(milliseconds(store.svg, specification, LANGUAGE))
            found.append(milliseconds(store.svg, specification, LANGUAGE))
    return drawn, found


def memory_in_fresh_process(*names: str, draws: int) -> list[float]:
    """Return megabytes: before the converter, after the first draw, after the last, at most."""
    command = [sys.executable, "-m", "benchmarks.charts", "--memory", *names, "--draws", str(draws)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return [float(word) for word in answer.stdout.split()]


def print_memory(names: list[str], draws: int) -> None:
    everything = standings()
    readings = [megabytes("VmRSS")]
    for turn, name in enumerate(islice(cycle(names), draws)):
        KINDS[name].draw(KINDS[name].specify(everything, turn // len(names)))
        if turn == min(len(names) * 3, draws) - 1:
            readings.append(megabytes("VmRSS"))
    print(*readings, megabytes("VmRSS"), megabytes("VmHWM"))


def report_times(everything: Everything, rounds: int) -> None:
    spans = draw_times(everything, rounds)
    print(f"{'kind':<22} {'median ms':>9} {'× floor':>8} {'peak MB':>8} {'- floor':>8}")
    peaks = {name: memory_in_fresh_process(name, draws=5)[-1] for name in KINDS}
    for name, taken in spans.items():
        ratio = statistics.median(own / floor for own, floor in zip(taken, spans[FLOOR], strict=True))
        extra = peaks[name] - peaks[FLOOR]
        print(f"{name:<22} {statistics.median(taken):>9.1f} {ratio:>8.1f} {peaks[name]:>8.0f} {extra:>8.0f}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--rounds", type=at_least(1), default=15)
    options.add_argument("--memory", nargs="+", choices=KINDS, help=argparse.SUPPRESS)
    options.add_argument("--draws", type=at_least(1), default=MANY_DRAWS, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.memory:
        return print_memory(chosen.memory, chosen.draws)
    everything = standings()
    print(f"the converter starts in {milliseconds(converter):.0f} ms, and draws its first chart in", end=" ")
    print(f"{milliseconds(as_svg, TWO_POINTS):.0f} ms\n")
    report_times(everything, chosen.rounds)
    drawn, found = (statistics.median(spans) for spans in store_times(everything, chosen.rounds))
    print(f"\nkept on disk: drawn {drawn:.1f} ms, found again {found:.2f} ms, {drawn / found:.0f} × faster")
    before, warm, last, peak = memory_in_fresh_process(*KINDS, draws=MANY_DRAWS)
    print(
        f"memory of {MANY_DRAWS} draws of all kinds: {before:.0f} MB before, {warm:.0f} MB after three of each,"
    )
    print(f"{last:.0f} MB at the end, {peak:.0f} MB at most; growth {last - warm:.0f} MB")
    return None


if __name__ == "__main__":
    main()

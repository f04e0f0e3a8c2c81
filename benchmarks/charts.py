"""Time and memory of each kind of chart, against the converter's own floor in the same run.

    .venv/bin/python benchmarks/charts.py [--draws 15]

The peer is a line of two points drawn by the same converter: what no chart can go below.
Kinds take turns in every round; ratios are medians. Memory is the growth of the process's
peak over all draws after a warm-up.
"""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from climate_pathways import charts, map_classes, snapshot
from climate_pathways.assessment import assess
from climate_pathways.countries import COUNTRIES
from climate_pathways.drawing import DrawingStore, draw_png, draw_svg
from climate_pathways.map_drawing import map_specification

LANGUAGE = "ru"
FLOOR = "two points (the floor)"
Draw = Callable[[], object]


def kinds(folder: Path) -> dict[str, Draw]:
    country = assess("KAZ", snapshot.region())
    floor = {
        "width": 100, "height": 100, "mark": "line",
        "data": {"values": [{"x": 0, "y": 0}, {"x": 1, "y": 1}]},
        "encoding": {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}},
    }  # fmt: skip
    wide = {
        name: charts.chart(country.panels[name], "KAZ", LANGUAGE, size=charts.WIDE) for name in country.panels
    }
    framed = charts.chart(country.panels["sectors"], "KAZ", LANGUAGE, size=charts.WIDE, framed=True)
    outlines = region_map()
    store = DrawingStore(folder)
    store.svg(wide["gases"], LANGUAGE)
    return {
        FLOOR: lambda: draw_svg(floor, LANGUAGE),
        **{f"{name}, SVG": lambda spec=spec: draw_svg(spec, LANGUAGE) for name, spec in wide.items()},  # type: ignore[misc]
        "map, SVG": lambda: draw_svg(outlines, LANGUAGE),
        "sectors, PNG for the press": lambda: draw_png(framed, LANGUAGE),
        "share card, PNG": lambda: draw_png(charts.card(country, LANGUAGE), LANGUAGE, scale=1),
        "gases, kept on disk": lambda: store.svg(wide["gases"], LANGUAGE),
    }


def region_map() -> dict[str, Any]:
    results = {iso3: assess(iso3, snapshot.region()).results["ghg"] for iso3 in COUNTRIES}
    words = map_classes.words_for_map("", results, LANGUAGE)
    return map_specification(
        words.values,
        colours=words.colours,
        missing_colour=map_classes.MISSING_COLOUR,
        context_colour=map_classes.CONTEXT_COLOUR,
        border_colour=map_classes.BORDER_COLOUR,
        thresholds=words.thresholds,
        labels=words.labels,
        links=None,
        width=720,
        height=440,
        title="",
        description="",
    )


def milliseconds(draw: Draw) -> float:
    began = time.perf_counter()
    draw()
    return 1000 * (time.perf_counter() - began)


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=15)
    rounds = parser.parse_args().draws
    with tempfile.TemporaryDirectory() as folder:
        drawn = kinds(Path(folder))
        for draw in drawn.values():
            draw()
        warm = peak_megabytes()
        spans: dict[str, list[float]] = {name: [] for name in drawn}
        for _ in range(rounds):
            for name, draw in drawn.items():
                spans[name].append(milliseconds(draw))
    print(f"{'chart':<34} {'ms':>7} {'× floor':>8}")
    for name, taken in spans.items():
        ratio = statistics.median(a / b for a, b in zip(taken, spans[FLOOR], strict=True))
        print(f"{name:<34} {statistics.median(taken):>7.1f} {ratio:>8.2f}")
    print(
        f"\npeak memory after the first round {warm:.0f} MB, growth over {rounds} more: {peak_megabytes() - warm:.0f} MB"
    )


if __name__ == "__main__":
    main()

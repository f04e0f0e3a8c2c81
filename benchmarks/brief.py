"""A country brief: time and peak memory against two yardsticks.

    .venv/bin/python -m benchmarks.brief [--country KGZ] [--language ru] [--rounds 5]

The yardsticks: typesetting an empty document of as many pages, with the same font and standard,
which is the least that any brief must cost; and the assessment that a brief is made from. Each side
runs in a fresh process, in turns; ratios are medians over the rounds.
"""

import argparse
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.parts.arguments import at_least

AS_OF = 2026
PAGES = 4
EMPTY = """
#set document(title: "Empty")
#set page(paper: "a4")
#set text(font: "DejaVu Sans", lang: "ru")
= Empty
#for _ in range(1, int(sys.inputs.pages)) { pagebreak() }
"""


class Measurement(NamedTuple):
    """What one process found: seconds of processor, peak MiB, MiB before the work began."""

    seconds: float
    peak_mib: float
    before_mib: float


def empty(_: str, __: str, kept: Path) -> Callable[[], object]:
    import typst

    from climate_pathways.charts import font_folder

    page = kept.with_name("empty.typ")
    page.write_text(EMPTY, encoding="utf-8")

    def work() -> object:
        compiler = typst.Compiler(
            str(page),
            font_paths=[str(font_folder())],
            ignore_system_fonts=True,
            sys_inputs={"pages": str(PAGES)},
        )
        return compiler.compile(
            format="pdf", pdf_standards="ua-1", timestamp=datetime(AS_OF, 1, 1, tzinfo=UTC)
        )

    return work


def assessment(country: str, _: str, kept: Path) -> Callable[[], object]:
    from climate_pathways.assessment import assessment_inputs

    def work() -> None:
        kept.write_bytes(pickle.dumps(assessment_inputs((country,), as_of=AS_OF).assess(country)))

    return work


def brief(country: str, language: str, kept: Path) -> Callable[[], object]:
    from climate_pathways.exports.brief import printed
    from climate_pathways.figures import snapshot

    made, sources = pickle.loads(kept.read_bytes()), snapshot.region().sources
    return lambda: printed(made, sources, language)


def typesetting(country: str, language: str, kept: Path) -> Callable[[], object]:
    """Return the last step alone: words and drawings are made before."""
    from climate_pathways.charts import draw_svg
    from climate_pathways.exports.brief import brief, pictures, typeset_pdf
    from climate_pathways.figures import snapshot

    made = pickle.loads(kept.read_bytes())
    content = brief(made, snapshot.region().sources, language)
    drawings = {name: draw_svg(picture, language) for name, picture in pictures(made, language).items()}
    return lambda: typeset_pdf(content, drawings)


SIDES = {"empty": empty, "assessment": assessment, "typesetting": typesetting, "brief": brief}


def peak_mib() -> float:
    """Return this process's highest resident memory; ``getrusage`` would count the parent's too."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


def measure_here(side: str, country: str, language: str, kept: Path) -> None:
    work = SIDES[side](country, language, kept)
    before, worked = peak_mib(), time.process_time()
    work()
    print(time.process_time() - worked, peak_mib(), before)


def measure(side: str, country: str, language: str, kept: Path) -> Measurement:
    command = [sys.executable, "-m", "benchmarks.brief", "--only", side, "--kept", str(kept)]
    command += ["--country", country, "--language", language]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return Measurement(*(float(word) for word in printed))


def report(country: str, language: str, rounds: int) -> None:
    found: dict[str, list[Measurement]] = {side: [] for side in SIDES}
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "assessment"
        for _ in range(rounds):
            for side in SIDES:
                found[side].append(measure(side, country, language, kept))
    print(f"{country}, {language}, {rounds} rounds; seconds of processor, peak MiB (before the work)")
    for side, measured in found.items():
        seconds, peak, before = (statistics.median(values) for values in zip(*measured, strict=True))
        print(f"{side:<11} {seconds:6.2f} s   {peak:5.0f} MiB ({before:.0f})")
    for part, yardstick in (("typesetting", "empty"), ("brief", "empty"), ("brief", "assessment")):
        pairs = list(zip(found[part], found[yardstick], strict=True))
        time_ratio = statistics.median(mine.seconds / other.seconds for mine, other in pairs)
        peak_ratio = statistics.median(mine.peak_mib / other.peak_mib for mine, other in pairs)
        print(f"{part} ÷ {yardstick:<11} time {time_ratio:5.2f}   peak {peak_ratio:5.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--country", default="KGZ")
    parser.add_argument("--language", default="ru")
    parser.add_argument("--rounds", type=at_least(1), default=5)
    parser.add_argument("--kept", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--only", choices=SIDES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        measure_here(options.only, options.country, options.language, options.kept)
    else:
        report(options.country, options.language, options.rounds)


if __name__ == "__main__":
    main()

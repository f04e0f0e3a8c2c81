"""Fair shares of all countries by all principles: time and peak memory against two yardsticks.

    .venv/bin/python -m benchmarks.assess [--draws 10000] [--rounds 3]

The peers: the same six allocations written straightforwardly, country by country with pandas, on
the same tables and the same draws, whose medians must agree; and the time it would take merely to
write all results to memory once and read them twice, at the machine's measured bandwidth.
Each side runs in a fresh process, in turns; ratios are medians over the rounds.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import pandas as pd  # type: ignore[import-untyped]

from benchmarks.parts.arguments import at_least
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.fair_shares import EQUITY, PRINCIPLES, Parameters, fair_shares
from climate_pathways.fair_shares import lookup as fair_tables
from climate_pathways.fair_shares.draws import Draws, draw
from climate_pathways.fair_shares.lookup import Tables, combine
from climate_pathways.figures import FairInputs, load_inputs

QUANTILES = (0.05, 0.5, 0.95)
CHECKED = ("KAZ", "RUS", "UKR", "IND", "USA")
COPIED_BYTES = 512 * 2**20
Frame: TypeAlias = Any  # pandas ships no types: a DataFrame of draws × years.


class Measurement(NamedTuple):
    """What one process found: seconds by the clock and of processor, peak MiB, medians to compare."""

    seconds: float
    processor: float
    peak_mib: float
    before_mib: float
    medians: list[float]


# --- the engine -----------------------------------------------------------------------------


def engine(inputs: FairInputs, parameters: Parameters) -> list[float]:
    result = fair_shares(inputs, parameters)
    return [result.at(name, iso3, 2035) for name in PRINCIPLES for iso3 in CHECKED]


# --- the same, country by country -----------------------------------------------------------


class ByCountry:
    """One DataFrame of draws × years per country and quantity, as one would write it at first."""

    def __init__(self, tables: Tables, parameters: Parameters, draws: Draws, countries: int) -> None:
        self.tables, self.parameters, self.draws, self.countries = tables, parameters, draws, countries
        self.years = tables.years.astype(int).tolist()
        self.path = self.frame(tables.path[:, 0][:, self.at(fair_tables.PATHS)])

    def at(self, names: tuple[str, ...]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return combine(names, self.draws.level, self.draws.counts)

    def frame(self, values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Frame:
        return pd.DataFrame(values.T, columns=self.years)

    def looked_up(self, name: str, row: int, names: tuple[str, ...]) -> Frame:
        table = getattr(self.tables, name)[:, row]
        values = table[:, self.at(names)]
        return self.frame(np.broadcast_to(values, (len(self.years), values.shape[1])))

    def drawn(self, name: str) -> Any:
        levels = np.array(self.parameters.of(name), dtype=float)
        return pd.Series(levels[self.draws.level[name]])

    def people(self, row: int) -> Frame:
        away = self.draws.people[row].astype(float)
        spread = np.where(away > 0, self.tables.more[:, row], self.tables.fewer[:, row])
        return self.frame(self.tables.people[:, row] + away * spread)

    def person_years(self, row: int) -> Frame:
        away = self.draws.people[row].astype(float)
        spread = np.where(away > 0, self.tables.more_years[:, row], self.tables.fewer_years[:, row])
        return self.looked_up("person_years", row, fair_tables.PERSON_YEARS) + self.frame(
            np.broadcast_to(away * spread, (len(self.years), len(away)))
        )

    def emitted(self, row: int) -> Frame:
        return self.looked_up("emissions", row, fair_tables.EMISSIONS)

    def past(self, row: int) -> Frame:
        return self.looked_up("past", row, fair_tables.PAST_EMISSIONS)

    def caused(self, row: int) -> Frame:
        return self.looked_up("responsibility", row, fair_tables.RESPONSIBILITY)

    def able(self, row: int) -> Frame:
        return self.looked_up("capability", row, fair_tables.CAPABILITY)

    def baseline(self, row: int) -> Frame:
        growth = self.looked_up("growth", row, fair_tables.GROWTH)
        without = self.looked_up("emissions_without", row, fair_tables.EMISSIONS)
        return self.emitted(row) + (growth - 1) * without

    def burden(self, row: int) -> Frame:
        return self.baseline(row).clip(lower=0) * self.looked_up("ability", row, fair_tables.ABILITY)

    def total(self, quantity: Callable[[int], Frame]) -> Frame:
        whole = quantity(0)
        for row in range(1, self.countries):
            whole = whole + quantity(row)
        return whole

    def shares(self) -> Iterator[tuple[str, int, Frame]]:
        """Yield every principle's shares of every country."""
        everyone, all_years = self.total(self.people), self.total(self.person_years)
        emitting = self.total(lambda row: self.emitted(row).clip(lower=0))
        before, causing, having = self.total(self.past), self.total(self.caused), self.total(self.able)
        business, burdens = self.total(self.baseline), self.total(self.burden)
        start = self.years[0]
        by, until = self.drawn("convergence_year"), self.drawn("repayment_year")
        weight = pd.DataFrame({year: ((year - start) / (by - start)).clip(0, 1) for year in self.years})
        back = pd.DataFrame(
            {year: 2 * (until - year).clip(lower=0) / (until - start) ** 2 for year in self.years}
        )
        a = self.drawn("responsibility_weight")
        for row in range(self.countries):
            kept = self.path * self.emitted(row).clip(lower=0) / emitting
            equal = self.path * self.people(row) / everyone
            right = self.person_years(row) / all_years
            index = (self.caused(row) / causing).mul(a, axis=0) + (self.able(row) / having).mul(1 - a, axis=0)
            own = self.baseline(row)
            yield "grandfathering", row, kept
            yield "equal_per_capita", row, equal
            yield "per_capita_convergence", row, kept + weight * (equal - kept)
            yield (
                "equal_cumulative_per_capita",
                row,
                right * self.path + (right * before - self.past(row)) * back,
            )
            yield "responsibility_capability", row, own - index * (business - self.path)
            yield "ability_to_pay", row, own - self.burden(row) / burdens * (business - self.path)


def loop(inputs: FairInputs, parameters: Parameters) -> list[float]:
    tables = fair_tables.build(inputs, parameters, {})
    draws = draw(parameters, len(inputs.countries))
    by_country = ByCountry(tables, parameters, draws, len(inputs.countries))
    medians: dict[tuple[str, str], float] = {}
    mixtures: dict[int, list[Frame]] = {}
    for name, row, shares in by_country.shares():
        medians[name, inputs.countries[row]] = float(shares.quantile(list(QUANTILES)).loc[0.5, 2035])
        if name in EQUITY:
            mixtures.setdefault(row, []).append(shares[draws.level["principle"] == EQUITY.index(name)])
    for parts in mixtures.values():
        pd.concat(parts).quantile(list(QUANTILES))
    return [medians[name, iso3] for name in PRINCIPLES for iso3 in CHECKED]


def reported(inputs: FairInputs, parameters: Parameters) -> list[float]:
    """The engine where statistics of twelve countries alone are asked for, as assessments do."""
    result = fair_shares(
        inputs, parameters, only=tuple(dict.fromkeys((*CHECKED, *COUNTRIES))), keep=tuple(COUNTRIES)
    )
    return [result.at(name, iso3, 2035) for name in PRINCIPLES for iso3 in CHECKED]


SIDES = {"engine": engine, "reported": reported, "loop": loop}


# --- measuring ------------------------------------------------------------------------------


def peak_mib() -> float:
    """Return this process's highest resident memory; ``getrusage`` would count the parent's too."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


def measure_here(side: str, draws: int) -> None:
    inputs = load_inputs()
    parameters = Parameters(draws=draws)
    before, started, worked = peak_mib(), time.perf_counter(), time.process_time()
    medians = SIDES[side](inputs, parameters)
    print(time.perf_counter() - started, time.process_time() - worked, peak_mib(), before, *medians)


def measure(side: str, draws: int) -> Measurement:
    command = [sys.executable, "-m", "benchmarks.assess", "--only", side, "--draws", str(draws)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    seconds, processor, peak, before, *medians = (float(word) for word in printed)
    return Measurement(seconds, processor, peak, before, medians)


def bandwidth() -> float:
    """Return bytes a second of copying within memory, read and written each counted."""
    source = np.ones(COPIED_BYTES // 8)
    target = np.empty_like(source)
    np.copyto(target, source)
    started = time.perf_counter()
    np.copyto(target, source)
    return 2 * COPIED_BYTES / (time.perf_counter() - started)


def report(draws: int, rounds: int) -> None:
    inputs = load_inputs()
    years = len(Parameters().years) + 1
    numbers = draws * len(inputs.countries) * years * (len(PRINCIPLES) + 1)
    found: dict[str, list[Measurement]] = {side: [] for side in SIDES}
    floors = []
    for _ in range(rounds):
        floors.append(3 * 4 * numbers / bandwidth())
        for side in SIDES:
            found[side].append(measure(side, draws))
    for mine, peer in zip(found["engine"][0].medians, found["loop"][0].medians, strict=True):
        if abs(mine - peer) > 1e-3 * max(1.0, abs(peer)):
            raise SystemExit(f"the two sides disagree: {mine} and {peer}")
    floor = statistics.median(floors)
    print(
        f"{len(inputs.countries)} countries × {len(PRINCIPLES)} principles and their mixture × {years} years "
        f"× {draws} draws = {numbers / 1e6:.0f} million numbers"
    )
    for side, measured in found.items():
        seconds, processor, peak, before = (
            statistics.median(getattr(measurement, name) for measurement in measured)
            for name in ("seconds", "processor", "peak_mib", "before_mib")
        )
        print(
            f"{side:<8} {seconds:6.2f} s by the clock, {processor:6.2f} s of processor = {processor / floor:5.0f} × floor; "
            f"peak {peak:5.0f} MiB ({before:.0f} before)"
        )
    pairs = zip(found["loop"], found["engine"], strict=True)
    ratio = statistics.median(peer.processor / mine.processor for peer, mine in pairs)
    print(f"floor    {floor:7.2f} s   (each number written once and read twice)")
    print(f"the loop takes {ratio:.1f} times the processor; the medians of both agree to 0.1 %")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--draws", type=at_least(1), default=10_000)
    parser.add_argument("--rounds", type=at_least(1), default=3)
    parser.add_argument("--only", choices=SIDES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        measure_here(options.only, options.draws)
    else:
        report(options.draws, options.rounds)


if __name__ == "__main__":
    main()

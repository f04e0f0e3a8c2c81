"""What a person asks of a fair share at the terminal, and the target that is typed with it."""

from dataclasses import dataclass
from pathlib import Path

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.wording import mark
from climate_pathways.pledges.targets import TargetEmissions

# More than the whole world emits: about 53,900 Mt CO2e in 2022 with land use (Jones et al.).
MOST_MT = 100_000


@dataclass(frozen=True)
class Question:
    """What a person asks for at the terminal."""

    iso3: str
    settings: tuple[str, ...] = ()
    with_land_use: bool = False
    path: Path | None = None
    source: Path | None = None
    target: str | None = None
    neutral_by: int | None = None


def target_of(asked: Question) -> TargetEmissions:
    """Read ``YEAR:CENTRAL`` or ``YEAR:LOW:CENTRAL:HIGH``; raise ``PathwaysError`` for anything else."""
    words = str(asked.target).split(":")
    try:
        year, values = int(words[0]), [float(word) for word in words[1:]]
    except ValueError:
        # Falls through to the one sentence that says how a target is written.
        year, values = 0, []
    if len(values) not in (1, 3):
        raise PathwaysError(
            mark("{text!r} is not a target. Write YEAR:CENTRAL or YEAR:LOW:CENTRAL:HIGH, in Mt CO₂e."),
            text=asked.target,
        )
    # NaN is not above anything and goes on: `TargetEmissions` refuses it by a sentence of its own.
    if any(abs(value) > MOST_MT for value in values):
        raise PathwaysError(
            mark("{text!r} is not a target: an amount lies between −{most} and {most} Mt CO₂e."),
            text=asked.target,
            most=float(MOST_MT),
        )
    low, central, high = values * 3 if len(values) == 1 else values
    return TargetEmissions(asked.iso3, year, low, central, high, with_land_use=asked.with_land_use)

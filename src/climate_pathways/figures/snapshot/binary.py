"""A table of figures as one block of bytes, which is read many times as fast as its text.

The text is what is shipped and hashed; this form only lies in the cache of the machine that read it.
"""

from collections.abc import Mapping

import msgspec
import numpy as np

from climate_pathways.core.tables import Series
from climate_pathways.core.variables import VARIABLES

Key = tuple[str, str, str]
# With their byte order, so that the bytes mean the same on any machine.
YEAR, VALUE = np.dtype("<i2"), np.dtype("<f8")


class Block(msgspec.Struct):
    """``keys``: place, source and variable of each series; ``lengths``: how many years it has.

    ``years`` and ``values``: those of all series, one after another.
    """

    keys: list[Key]
    lengths: list[int]
    years: bytes
    values: bytes


def packed(figures: Mapping[Key, Series]) -> bytes:
    """Return a table's series as bytes."""
    every = figures.values()
    return msgspec.msgpack.encode(
        Block(
            list(figures),
            [len(series) for series in every],
            b"".join(series.years.astype(YEAR).tobytes() for series in every),
            b"".join(series.values.astype(VALUE).tobytes() for series in every),
        )
    )


def unpacked(content: bytes) -> dict[Key, Series]:
    """Return the series that ``packed`` wrote; raise ``ValueError`` for anything else."""
    block = msgspec.msgpack.decode(content, type=Block)
    years = np.frombuffer(block.years, YEAR).astype(np.int64)
    # Every series is a part of this one buffer, which numpy keeps read-only: none can be filled in place.
    values = np.frombuffer(block.values, VALUE)
    if len(block.keys) != len(block.lengths) or not sum(block.lengths) == len(years) == len(values):
        raise ValueError("the lengths of the series do not add up")
    figures, start = {}, 0
    for key, length in zip(block.keys, block.lengths, strict=True):
        end, (place, source, variable) = start + length, key
        figures[key] = Series(
            place, variable, VARIABLES[variable].unit, source, years[start:end], values[start:end]
        )
        start = end
    return figures

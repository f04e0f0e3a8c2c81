"""What readers of Gini coefficients share: points from 0 to 100, and nobody's neighbour's."""

from os import PathLike

from climate_pathways.core.errors import TableError
from climate_pathways.core.wording import mark

HIGHEST_GINI = 100.0
LOWEST_GINI = 1.0
# Published to a tenth of a point, the coefficients of a few neighbours meet by chance.
CHANCE = 0.05


def ensure_points(value: float, *, file: str | PathLike[str], row: int, column: str) -> None:
    """Raise for what cannot be a Gini coefficient in points: a fraction, say."""
    if not LOWEST_GINI <= value <= HIGHEST_GINI:
        raise TableError(
            mark("this is not a Gini coefficient in points."),
            file=file,
            row=row,
            column=column,
            value=value,
            expected=mark("a number from 1 to 100; fractions from 0 to 1 are another unit."),
        )

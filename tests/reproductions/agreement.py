"""The list of published figures against what the code gives now."""

from decimal import Decimal

from climate_pathways.exports.reproductions.check import Reproduction


def agrees(published: Reproduction, name: str, value: float) -> None:
    """Fail unless ``value`` is accepted as the published figure and is the one that our page shows."""
    check = published.check(name)
    low, high = check.accepted
    assert low <= value <= high, f"{name}: {value:g} is outside {low:g} to {high:g}"
    step = float(Decimal(1).scaleb(int(Decimal(str(check.ours)).as_tuple().exponent)))
    assert abs(value - check.ours) <= 0.51 * step, (
        f"{name}: the page says {check.ours:g}, the code gives {value:g}; correct `ours` in reproductions.py"
    )


def names(published: Reproduction) -> list[str]:
    return [check.id for check in published.checks]

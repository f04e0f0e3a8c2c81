"""What a figure computed again is: what was published, what ours gives, what we accept."""

from dataclasses import dataclass

from climate_pathways.core.publication import Citation


@dataclass(frozen=True)
class Check:
    """One published figure. ``what`` is marked, ``values`` fill its ``{named}`` places.

    ``ours``: what the code gives, to the digits shown; ``accepted``: the lowest and the highest
    value that pass; ``unit``: an identifier of ``quantities.UNITS``, or none for a plain factor.
    """

    id: str
    what: str
    published: float
    ours: float
    accepted: tuple[float, float]
    unit: str = ""
    values: tuple[tuple[str, str | int | float], ...] = ()


@dataclass(frozen=True)
class Reproduction:
    """A publication with the figures that we compute again.

    ``name``: what is computed; ``how``: with which inputs; ``difference``: why ours differs, or that it does not; ``methods``:
    the files that are tried by it. Texts are marked.
    """

    id: str
    name: str
    citation: Citation
    how: str
    difference: str
    methods: tuple[str, ...]
    checks: tuple[Check, ...]

    def check(self, name: str) -> Check:
        """Return a check by its identifier; raise ``KeyError`` naming those there are."""
        for check in self.checks:
            if check.id == name:
                return check
        raise KeyError(
            f"{self.id} has no check {name!r}, only: {', '.join(check.id for check in self.checks)}"
        )


def about(published: float, tolerance: float) -> tuple[float, float]:
    """Return the bounds of what is accepted as ``published``."""
    return published - tolerance, published + tolerance


def apart(published: float, least: float, most: float) -> tuple[float, float]:
    """Return the bounds of what is known to differ from ``published``, by these shares of it.

    ``least`` and ``most`` have one sign, so that ``published`` itself is outside: agreement would be
    news as well, and the reason given would no longer hold.
    """
    if least * most <= 0 or least >= most:
        raise ValueError(f"{least:g} and {most:g} do not bound a difference")
    # The page shows four decimals: a bound with more would refuse what reads as within it.
    return round(published * (1 + least), 4), round(published * (1 + most), 4)

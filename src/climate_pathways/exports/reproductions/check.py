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

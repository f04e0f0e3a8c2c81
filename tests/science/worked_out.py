"""Results of methods and numbers near them."""

from typing import Any

import pytest

from climate_pathways.core.provenance import Result


def near(value: object, **how: Any) -> Any:
    """Return what may stand among other things that are compared."""
    return pytest.approx(value, **how)


def of(result: Result | None) -> Result:
    assert result is not None
    return result


def figures(result: Result) -> dict[str, object]:
    """Return what the one step of a result says it was made of."""
    return dict(result.steps[-1].values)

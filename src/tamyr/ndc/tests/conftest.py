import pytest
from tests.scenes import scene, who_stands

drafted_submission = scene("drafted_submission")
open_submission = scene("open_submission")
aygul, cyra, green_lake = (who_stands(name, "drafted_submission") for name in ("aygul", "cyra", "green_lake"))


@pytest.fixture(autouse=True)
def with_figures(figures: None) -> None:
    """Every test of this room finds the shipped figures and their assessments."""

import pytest


@pytest.fixture(autouse=True)
def with_figures(figures: None) -> None:
    """Every test of this room finds the shipped figures and their assessments."""

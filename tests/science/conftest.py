"""Provider folders, small and real, for the tests of the science."""

import os
from pathlib import Path

import pytest
from tests.science.sources.examples import provider_files, write

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.making import assessment_inputs
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.fair_shares.choices import Parameters

BESIDE = Path(__file__).parents[3] / "shared" / "data"
# Variables that begin with TAMYR_ are taken away by the settings for tests.
REAL_FIGURES = Path(os.environ.get("PATHWAYS_SOURCE_DATA") or BESIDE)


@pytest.fixture(scope="session")
def good_files() -> dict[str, bytes]:
    """A whole folder of small provider files, by name."""
    return provider_files()


@pytest.fixture
def provider_folder(tmp_path: Path, good_files: dict[str, bytes]) -> Path:
    folder = tmp_path / "providers"
    write(folder, good_files)
    return folder


@pytest.fixture(scope="session")
def real_figures() -> Path:
    """The folder of the providers' real files: beside the repository, or ``PATHWAYS_SOURCE_DATA``."""
    if not (REAL_FIGURES / "owid").is_dir():
        pytest.skip(
            "the providers' files are not in shared/data beside the repository, nor in PATHWAYS_SOURCE_DATA"
        )
    return REAL_FIGURES


@pytest.fixture(scope="session")
def assessments() -> dict[str, Assessment]:
    """All twelve countries, assessed as of 2026 with few draws."""
    inputs = assessment_inputs(as_of=2026, parameters=Parameters(draws=500))
    return {iso3: inputs.assess(iso3) for iso3 in COUNTRIES}

"""Provider folders, small and real, for the tests of the science."""

from pathlib import Path

import pytest
from tests.science.sources.examples import provider_files, write

REAL_FIGURES = Path(__file__).parents[3] / "shared" / "data"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "source_data: reads the providers' real files, where they are at hand")


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
    """The folder of the providers' real files, beside the repository."""
    if not (REAL_FIGURES / "owid").is_dir():
        pytest.skip("the providers' files are not beside the repository, in shared/data")
    return REAL_FIGURES

"""Provider folders, small and real, for the tests of the science."""

import hashlib
import os
import shutil
from collections.abc import Hashable, Iterator, Mapping
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest
from tests.science.assessed import Assessments
from tests.science.sources.examples import provider_files, write
from tests.science.updating import FIRST_DAY

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.core.tables import Table
from climate_pathways.figures import inputs
from climate_pathways.figures.inputs import FairInputs
from climate_pathways.figures.snapshot import build, snapshot
from climate_pathways.figures.snapshot.pathways import Pathways
from climate_pathways.figures.snapshot.snapshot import Snapshot

BESIDE = Path(__file__).parents[3] / "shared" / "data"
# Variables that begin with TAMYR_ are taken away by the settings for tests.
REAL_FIGURES = Path(os.environ.get("PATHWAYS_SOURCE_DATA") or BESIDE)
SMALL = 200_000


@pytest.fixture(scope="session", autouse=True)
def small_files_read_once() -> Iterator[None]:
    """A test of a snapshot changes one provider file or two of forty: the same bytes say the same again."""
    read = build.read_tables
    kept: dict[Hashable, list[Table]] = {}

    def read_tables(entry: build.Input, origin: Path) -> list[Table]:
        files = [origin / name for name in entry.files]
        if not all(file.is_file() and file.stat().st_size < SMALL for file in files):
            return read(entry, origin)
        said = (entry, *(hashlib.sha256(file.read_bytes()).digest() for file in files))
        if said not in kept:
            kept[said] = read(entry, origin)
        return kept[said]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "read_tables", read_tables)
        yield


@pytest.fixture(scope="session", autouse=True)
def shipped_inputs_made_once() -> Iterator[None]:
    """Whatever is asked of the shipped figures begins with the same inputs, which keep what was computed of them."""
    read, make = snapshot.pathways, inputs.assemble
    shipped_paths = cache(lambda: read(snapshot.shipped()))
    shipped_inputs = cache(
        lambda with_land_use: make(
            snapshot.load(snapshot.shipped()), shipped_paths(), with_land_use=with_land_use
        )
    )

    def pathways(folder: Traversable) -> Pathways:
        return shipped_paths() if folder == snapshot.shipped() else read(folder)

    def assemble(figures: Snapshot, paths: Pathways, *, with_land_use: bool = False) -> FairInputs:
        # Tests leave figures out of copies, never of those that all share.
        if figures is snapshot.load(snapshot.shipped()) and paths is shipped_paths():
            return shipped_inputs(with_land_use)
        return make(figures, paths, with_land_use=with_land_use)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshot, "pathways", pathways)
        patch.setattr(inputs, "assemble", assemble)
        yield


@pytest.fixture(scope="session")
def good_files() -> dict[str, bytes]:
    """A whole folder of small provider files, by name."""
    return provider_files()


@pytest.fixture(scope="session")
def written_providers(tmp_path_factory: pytest.TempPathFactory, good_files: dict[str, bytes]) -> Path:
    folder = tmp_path_factory.mktemp("providers")
    write(folder, good_files)
    return folder


@pytest.fixture
def provider_folder(written_providers: Path, good_files: dict[str, bytes]) -> Iterator[Path]:
    """The good files in one folder, which is put right after each test: forty files are quicker read than written."""
    yield written_providers
    for name, content in good_files.items():
        file = written_providers / name
        if not file.is_file() or file.read_bytes() != content:
            write(written_providers, {name: content})
    for file in written_providers.rglob("*"):
        if file.is_file() and file.relative_to(written_providers).as_posix() not in good_files:
            file.unlink()


@pytest.fixture(scope="session")
def real_figures() -> Path:
    """The folder of the providers' real files: beside the repository, or ``PATHWAYS_SOURCE_DATA``."""
    if not (REAL_FIGURES / "owid").is_dir():
        pytest.skip(
            "the providers' files are not in shared/data beside the repository, nor in PATHWAYS_SOURCE_DATA"
        )
    return REAL_FIGURES


@pytest.fixture(scope="session")
def figures() -> Snapshot:
    """The shipped figures."""
    return snapshot.load(snapshot.shipped())


@pytest.fixture(name="inputs", scope="session")
def inputs_of_shares(figures: Snapshot) -> FairInputs:
    """What fair shares are computed of."""
    return inputs.assemble(figures, snapshot.pathways(snapshot.shipped()))


@pytest.fixture(scope="session")
def with_land_use(figures: Snapshot) -> FairInputs:
    """The same with land use."""
    return inputs.assemble(figures, snapshot.pathways(snapshot.shipped()), with_land_use=True)


@pytest.fixture(scope="session")
def built_snapshot(tmp_path_factory: pytest.TempPathFactory, good_files: dict[str, bytes]) -> Path:
    """A snapshot built from the small provider folder, to be copied."""
    origin, target = tmp_path_factory.mktemp("providers"), tmp_path_factory.mktemp("built") / "snapshot"
    write(origin, good_files)
    build.build(origin, target, today=FIRST_DAY, progress=lambda name: None)
    return target


@pytest.fixture
def old_snapshot(tmp_path: Path, built_snapshot: Path) -> Path:
    """A snapshot that is to be updated."""
    folder = tmp_path / "shipped" / "snapshot"
    shutil.copytree(built_snapshot, folder)
    return folder


@pytest.fixture(scope="session")
def assessments() -> Mapping[str, Assessment]:
    """All twelve countries, assessed as of 2026 with few draws."""
    return Assessments()

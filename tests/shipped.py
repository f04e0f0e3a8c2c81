"""What hundreds of tests ask for and none changes: the shipped figures, read once, and the site's drawings, each made once."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

from climate_pathways.charts.drawing import DrawingStore, renderer
from climate_pathways.core.provenance import code_version
from climate_pathways.figures.snapshot import snapshot
from climate_pathways.figures.snapshot.snapshot import OTHERS_FILE, REGION_FILE, Snapshot
from tests.databases import kept_from_run_to_run

ALL_FILES = (REGION_FILE, OTHERS_FILE)
# For the tests of the science, which ask for many drawings again; its folder is that of the site.
DRAWN = DrawingStore(Path())


@pytest.fixture(scope="session", autouse=True)
def shipped_figures_read_once() -> Iterator[None]:
    read = snapshot.load
    read_shipped = cache(lambda files: read(snapshot.shipped(), files))

    def load(folder: Traversable, files: tuple[str, ...] = ALL_FILES) -> Snapshot:
        # Tests damage copies of the folder, never the shipped one.
        is_shipped = folder == snapshot.shipped()
        return read_shipped(files) if is_shipped else read(folder, files)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshot, "load", load)
        yield


@pytest.fixture(scope="session", autouse=True)
def drawings_made_once(request: pytest.FixtureRequest) -> None:
    """Everybody finds a drawing under the hash of all it is made of: also one of another worker, or of an earlier run."""
    from tamyr.evidence.pages import drawings
    from tamyr.network.pages import member_map

    made_by = hashlib.sha256(f"{code_version()} {renderer()}".encode()).hexdigest()[:16]
    kept = kept_from_run_to_run(request.config.cache, "drawings", made_by)
    for store in (drawings.DRAWINGS, member_map.DRAWINGS, DRAWN):
        store.folder = kept

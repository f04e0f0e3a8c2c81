"""The shipped figures, read once for all tests: each reading takes half a second, and a hundred tests read them."""

from collections.abc import Iterator
from functools import cache
from importlib.resources.abc import Traversable

import pytest

from climate_pathways.figures.snapshot import snapshot
from climate_pathways.figures.snapshot.snapshot import OTHERS_FILE, REGION_FILE, Snapshot

ALL_FILES = (REGION_FILE, OTHERS_FILE)


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

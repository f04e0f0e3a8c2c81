"""The figures that ship: made from the providers' files, described, hashed, compared, replaced."""

from typing import TYPE_CHECKING

from climate_pathways.core.face import lazy

if TYPE_CHECKING:
    from climate_pathways.figures.snapshot.snapshot import (
        MANIFEST_FILE,
        OTHERS_FILE,
        REGION_FILE,
        REGION_PLACES,
        Snapshot,
        SnapshotError,
        load,
        read_manifest,
        region,
        shipped,
        source_from,
        verify,
    )
    from climate_pathways.figures.snapshot.snapshot import pathways as global_pathways
else:
    __getattr__, __dir__ = lazy(__name__)

__all__ = [
    "MANIFEST_FILE",
    "OTHERS_FILE",
    "REGION_FILE",
    "REGION_PLACES",
    "Snapshot",
    "SnapshotError",
    "global_pathways",
    "load",
    "read_manifest",
    "region",
    "shipped",
    "source_from",
    "verify",
]

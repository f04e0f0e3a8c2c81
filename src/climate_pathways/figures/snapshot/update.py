"""Updating the snapshot: new provider files checked, compared with what is shipped, then written."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.wording import mark
from climate_pathways.figures.snapshot import snapshot
from climate_pathways.figures.snapshot.build import Progress, SnapshotDraft, prepare
from climate_pathways.figures.snapshot.changes import Changes, SeriesChange, compare, ensure_threshold, spans
from climate_pathways.figures.snapshot.store import recover, store

MOST_NAMED = 5


class LossesError(PathwaysError):
    """Figures of the twelve countries or the World would be lost; the text names them."""


@dataclass(frozen=True)
class Update:
    """A new snapshot for ``target``, not written yet, and how it differs from the one there."""

    target: Path
    prepared: SnapshotDraft
    changes: Changes

    def ensure_nothing_lost(self) -> None:
        """Raise ``LossesError`` where figures of the twelve countries or the World are gone."""
        losses = self.changes.losses
        if losses:
            named = "; ".join(_named(loss) for loss in losses[:MOST_NAMED])
            raise LossesError(
                mark(
                    "Figures of the twelve countries or of the World are gone from the new files: {losses} (series in all: {count}). "
                    "Nothing was written. Ask the provider, or keep the former file; where the loss is right, repeat with --accept-losses."
                ),
                losses=named,
                count=len(losses),
            )

    def write(self) -> None:
        """Put the new snapshot in place of the former one, whole or not at all."""
        store(self.target, self.prepared.tables, self.prepared.manifest)


def _named(loss: SeriesChange) -> str:
    return f"{loss.place} {loss.source} {loss.variable} {spans(loss.vanished_years)}"


def plan(origin: Path, target: Path, *, today: date, threshold_percent: float, progress: Progress) -> Update:
    """Read and check all files below ``origin`` and compare them with the snapshot in ``target``.

    Raises ``TableError`` for a file that is not what its reader expects, ``SnapshotError`` where
    there is no whole snapshot to compare with, ``PathwaysError`` for a wrong folder or threshold.
    """
    # Nobody is to wait for forty files to be read before hearing of a slip of the pen.
    ensure_threshold(threshold_percent)
    # Or what an interrupted run left behind would be taken for the former snapshot.
    recover(target)
    before = snapshot.load(target), snapshot.pathways(target)
    prepared = prepare(origin, target, today=today, progress=progress)
    after = prepared.snapshot(), prepared.pathways()
    return Update(target, prepared, compare(before, after, threshold_percent=threshold_percent))

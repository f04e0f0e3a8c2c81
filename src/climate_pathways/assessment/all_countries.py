"""Assessing several countries into a folder: whole files only, taken up where it stopped."""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from climate_pathways.assessment.digests import inputs_of
from climate_pathways.assessment.kept import assessments
from climate_pathways.core import written_file
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.wording import mark
from climate_pathways.fair_shares.choices import Parameters
from climate_pathways.fair_shares.own_files import OwnFiles

INDEX = "index.json"
Entry = dict[str, str]
NOTED = {"version", "inputs", "sha256"}
# Country, and whether it was there already.
Progress = Callable[[str, bool], None]


def assess_all(
    countries: Sequence[str],
    folder: Path,
    *,
    parameters: Parameters,
    as_of: int,
    own_files: OwnFiles,
    progress: Progress,
) -> dict[str, str]:
    """Write ``<ISO3>.json`` for every country and an index; return country → version.

    A country that lies there whole, made of the same inputs, is left as it is. Each file and the
    index appear at once or not at all, so that an interrupted run leaves nothing half-written.
    Raises ``PathwaysError`` where the folder cannot be written, or that in which it shall lie is not there.
    """
    try:
        if not folder.parent.is_dir():
            raise written_file.no_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        index = _read_index(folder)
        # Before anything is made: parameters that are refused must leave no file behind.
        wanted = {iso3: inputs_of(iso3, parameters, as_of=as_of, own_files=own_files) for iso3 in countries}
        missing = [iso3 for iso3 in countries if not _is_there(folder, iso3, wanted[iso3], index)]
        for iso3 in countries:
            if iso3 not in missing:
                progress(iso3, True)
        # One at a time, as they are asked for: each file lies there before the next country is computed, so
        # that an interrupted run keeps it.
        made = assessments(missing, as_of=as_of, parameters=parameters, own_files=own_files)
        for iso3, assessment in zip(missing, made, strict=True):
            content = (assessment.as_json() + "\n").encode()
            written_file.write(folder / f"{iso3}.json", content)
            index[iso3] = {
                "version": assessment.version,
                "inputs": wanted[iso3],
                "sha256": hashlib.sha256(content).hexdigest(),
            }
            # After the file: the index must never name what does not lie there whole.
            written_file.write(folder / INDEX, _as_bytes(index))
            progress(iso3, False)
    except OSError as error:
        raise PathwaysError(
            mark("The folder {folder!r} cannot be written: {reason}. Name another one with --to."),
            folder=folder.name,
            reason=error,
        ) from None
    return {iso3: index[iso3]["version"] for iso3 in countries}


def _is_there(folder: Path, iso3: str, inputs: str, index: dict[str, Entry]) -> bool:
    file, entry = folder / f"{iso3}.json", index.get(iso3, {})
    if entry.get("inputs") != inputs or not file.is_file():
        return False
    # The file itself: the index knows what was written, not what lies there.
    return hashlib.sha256(file.read_bytes()).hexdigest() == entry.get("sha256")


def _read_index(folder: Path) -> dict[str, Entry]:
    """Return what an earlier run noted; a damaged index or entry only means that nothing is known."""
    try:
        index = json.loads((folder / INDEX).read_bytes())
    except (FileNotFoundError, ValueError, RecursionError):
        return {}
    if not isinstance(index, dict):
        return {}
    return {iso3: entry for iso3, entry in index.items() if isinstance(entry, dict) and entry.keys() >= NOTED}


def _as_bytes(index: dict[str, Entry]) -> bytes:
    return (json.dumps(index, indent=1, sort_keys=True) + "\n").encode()

"""What a copy says of itself: enough to know whether it fits, and whether all of it came back."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from tamyr.accounts.logic.moved_models import ALSO_BEFORE, LAST_BEFORE
from tamyr.config.operations.refusal import Refused

FORMAT = 1
# Databases that began with an earlier release bear these for ever; what they did stands in others now.
FOLDED = {".".join(migration) for migration in (*ALSO_BEFORE, *LAST_BEFORE)}
NAME = "manifest.json"
# Codes of a secret vote that waits for its shuffle: a copy would keep in which order they were picked up. A site that is put
# back from one has none of them, and its vote ends without a result.
LEFT_OUT = "decisions_issuedcode"


@dataclass(frozen=True)
class Manifest:
    """``rows`` by table; ``migrations`` as ``app.name``, those that the database bore."""

    made_at: str
    release: str
    database: str
    migrations: tuple[str, ...]
    rows: Mapping[str, int]
    files: int
    file_bytes: int
    format: int = FORMAT

    def as_json(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode()


def read_manifest(content: bytes) -> Manifest:
    try:
        told: dict[str, Any] = json.loads(content)
        migrations = tuple(told.pop("migrations"))
        found = Manifest(migrations=migrations, **told)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refused(
            "This copy’s list of contents cannot be read: another release made it, or another program.",
            "Опись этой копии не читается: её сделал другой выпуск или другая программа.",
        ) from error
    if found.format != FORMAT:
        raise Refused(
            f"This copy has the form {found.format}; this release reads the form {FORMAT}. Use the release that made it.",
            f"У этой копии вид {found.format}, а этот выпуск читает вид {FORMAT}. Возьмите выпуск, который её сделал.",
        )
    return found


def refuse_other_release(manifest: Manifest, known: Iterable[str]) -> None:
    """Refuse a copy whose tables this release would not understand, whichever of the two is older."""
    ours, theirs = set(known), set(manifest.migrations)
    day = manifest.made_at[:10]
    # By migrations and not by the number of a release: they say which tables there are.
    if older := sorted(ours - theirs):
        raise Refused(
            f"This copy of {day} was made by an older release than this one (it lacks {older[0]}). Put the release of "
            "that day in place, restore, then upgrade. Nothing was changed.",
            f"Копию от {day} сделал более старый выпуск, чем этот (в ней нет {older[0]}). Поставьте выпуск того дня, "
            "восстановите, затем обновите. Ничего не изменено.",
        )
    if newer := sorted(theirs - ours - FOLDED):
        raise Refused(
            f"This copy of {day} was made by a newer release than this one (it has {newer[0]}). Put that release in "
            "place, then restore. Nothing was changed.",
            f"Копию от {day} сделал более новый выпуск, чем этот (в ней есть {newer[0]}). Поставьте тот выпуск и "
            "восстановите снова. Ничего не изменено.",
        )


def refuse_differences(manifest: Manifest, rows: Mapping[str, int], files: int, file_bytes: int) -> None:
    """Refuse what came back with more or less than the copy says it holds."""
    tables = sorted(table for table in {*manifest.rows, *rows} if manifest.rows.get(table) != rows.get(table))
    if tables:
        table = tables[0]
        raise Refused(
            f"Table {table} came back with {rows.get(table)} rows, the copy says {manifest.rows.get(table)}.",
            f"В таблице {table} восстановлено строк: {rows.get(table)}, а в копии указано {manifest.rows.get(table)}.",
        )
    if (files, file_bytes) != (manifest.files, manifest.file_bytes):
        raise Refused(
            f"{files} uploaded files came back ({file_bytes} bytes), the copy says {manifest.files} ({manifest.file_bytes}).",
            f"Восстановлено загруженных файлов: {files} ({file_bytes} байт), в копии указано {manifest.files} "
            f"({manifest.file_bytes}).",
        )

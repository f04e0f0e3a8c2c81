"""Put a copy back where nothing is, or try it in a place that is thrown away."""

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from shlex import quote
from urllib.parse import urlsplit
from uuid import uuid4

from pyrage.x25519 import Identity

from tamyr.config.command_line import SETTINGS
from tamyr.config.operations import manifest, postgresql, sqlite
from tamyr.config.operations.backup import DATABASE, MEDIA, files_below
from tamyr.config.operations.manifest import (
    Manifest,
    read_manifest,
    refuse_differences,
    refuse_other_release,
)
from tamyr.config.operations.reasons import of_system
from tamyr.config.operations.refusal import Refused
from tamyr.config.operations.sealed import opened
from tamyr.config.operations.site import (
    BESIDE_SQLITE,
    RESTORE_DRAFT,
    Site,
    address_of,
    alone,
    draft_in,
)
from tamyr.config.private_files import FILE, FOLDER
from tamyr.config.terminal import said

MOST_FAULTS = 5
# What would let a site on trial write to others, or take letters from them.
OUTWARD = ("TAMYR_MAIL_URL", "TAMYR_IMAP_URL")
SMOKE = "tamyr.config.operations.smoke"


@dataclass(frozen=True)
class Way:
    """By whose keys a copy is read, which migrations this release knows, and what finds faults in what came back.

    ``anyway`` puts back also what does not work as it should: the only copy of a site may have a broken chain.
    """

    identities: Sequence[Identity]
    known: frozenset[str]
    faults_of: Callable[[Site], str]
    anyway: bool = False


def drill(site: Site, file: Path, way: Way) -> Manifest:
    """Restore beside the site, compare, try, and throw it away; the site is not touched."""
    with alone(site), _unpacked(site, file, way) as (told, draft):
        if site.is_sqlite:
            trial = Site(draft, address_of(draft / DATABASE), draft / MEDIA)
            _check(trial, told, way, rows=sqlite.rows_of(draft / DATABASE))
        else:
            # PostgreSQL cuts a name off after 63 bytes, and with its end what tells one drill from another.
            own = f"tamyr_drill_{str(site.database['NAME'])[:30]}_"
            postgresql.remove_what_a_killed_one_left(site.database, own)
            name = f"{own}{uuid4().hex[:12]}"
            with postgresql.throw_away(site.database, name):
                trial = Site(draft, _with_name(site.database_url, name), draft / MEDIA)
                postgresql.load_dump(trial.database, draft / DATABASE)
                _check(trial, told, way, rows=postgresql.rows_of(trial.database))
        return told


def restore(site: Site, file: Path, way: Way, *, aside: bool, at: datetime) -> tuple[Manifest, Path | None]:
    """Restore into an empty place; return what came back, and where lies what was there before."""
    with alone(site):
        refuse_while_used(site)
        taken = not is_empty(site)
        if taken and not aside:
            raise Refused(
                "There is a site here already; nothing is written over it. Restore into an empty place, or say --aside: "
                "then what is here is first put aside, and nothing of it is lost.",
                "Здесь уже есть сайт, поверх него ничего не пишется. Восстановите в пустое место или добавьте --aside: "
                "тогда то, что здесь есть, сначала будет отложено, и ничего не пропадёт.",
            )
        with _unpacked(site, file, way) as (told, draft):
            aside_name = f"{postgresql.ASIDE}{at:%Y%m%d_%H%M%S}" if taken else ""
            if site.is_sqlite:
                trial = Site(draft, address_of(draft / DATABASE), draft / MEDIA)
                _check(trial, told, way, rows=sqlite.rows_of(draft / DATABASE))
            before = _put_aside(site, aside_name) if taken else None
            try:
                _put_in_place(site, draft, told, way)
            # Also where whoever restores breaks it off: half a site must not be taken for one.
            except BaseException:
                _bring_back(site, before)
                raise
            return told, before


def refuse_while_used(site: Site) -> None:
    if sqlite.is_used(site.file) if site.is_sqlite else postgresql.is_used(site.database):
        raise Refused(
            "The site or its worker is running. Stop them first: systemctl stop tamyr tamyr-worker",
            "Сайт или его работник сейчас работает. Сначала остановите их: systemctl stop tamyr tamyr-worker",
        )


def is_empty(site: Site) -> bool:
    if site.media.exists() and any(files_below(site.media)):
        return False
    return sqlite.is_empty_file(site.file) if site.is_sqlite else postgresql.is_empty_database(site.database)


def way_back(site: Site, before: Path | None) -> str:
    """Say how what was there before comes back, for whoever restored the wrong copy."""
    if before is None:
        return said(
            "The place was empty: to go back, stop the site and remove what was restored.",
            "Место было пустым: чтобы вернуться, остановите сайт и удалите восстановленное.",
        )
    media, file, folder = (quote(str(path)) for path in (site.media, site.file, before))
    steps = [f"rm -rf {media}"]
    if site.is_sqlite:
        steps += [f"rm -r {file}*", f"mv {folder}/{quote(site.file.name)}* {quote(str(site.file.parent))}/"]
    else:
        steps += [f'psql -c "DROP SCHEMA public CASCADE; ALTER SCHEMA {before.name} RENAME TO public"']
    if (before / MEDIA).exists():
        steps += [f"mv {folder}/{MEDIA} {media}"]
    moves = "; ".join(steps)
    return said(
        f"What was here before lies in {before.name}. To go back, stop the site, then: {moves}",
        f"Прежнее лежит в {before.name}. Чтобы вернуться, остановите сайт, затем: {moves}",
    )


@contextmanager
def _unpacked(site: Site, file: Path, way: Way) -> Iterator[tuple[Manifest, Path]]:
    """Open a copy beside the data."""
    try:
        with draft_in(site, RESTORE_DRAFT) as draft:
            yield _unpacked_into(draft, site, file, way), draft
    except OSError as error:
        english, russian = of_system(error)
        raise Refused(
            f"The copy could not be put back ({english}). The site is as it was.",
            f"Копию не удалось восстановить ({russian}). Сайт остался как был.",
        ) from error


def _unpacked_into(draft: Path, site: Site, file: Path, way: Way) -> Manifest:
    with opened(file, way.identities) as archive:
        entries = iter(archive)
        told = _manifest_of(archive, next(entries, None), file)
        if told.database != ("sqlite" if site.is_sqlite else "postgresql"):
            raise Refused(
                f"This copy is of {told.database}, and DATABASE_URL names another kind of database.",
                f"Эта копия сделана с {told.database}, а DATABASE_URL называет базу другого рода.",
            )
        refuse_other_release(told, way.known)
        for entry in entries:
            _unpack(archive, entry, draft)
    # After the archive was closed: before that nobody knows whether all of it came as it was sealed.
    if site.is_sqlite and not sqlite.is_sound(draft / DATABASE):
        raise Refused(
            "The database in this copy is damaged. Take another one.",
            "База в этой копии повреждена. Возьмите другую.",
        )
    return told


def _manifest_of(archive: tarfile.TarFile, entry: tarfile.TarInfo | None, file: Path) -> Manifest:
    content = archive.extractfile(entry) if entry and entry.name == manifest.NAME else None
    if content is None:
        raise Refused(
            f"{file} is not a copy of a site’s data. Keys are restored by “tamyr restore-keys”.",
            f"Файл {file} не копия данных сайта. Ключи восстанавливает «tamyr restore-keys».",
        )
    return read_manifest(content.read())


def _unpack(archive: tarfile.TarFile, entry: tarfile.TarInfo, draft: Path) -> None:
    parts = Path(entry.name).parts
    # A copy is sealed and not signed: whoever has the public keys can
    # make one that names places elsewhere on this machine.
    is_ours = entry.name == DATABASE or (parts[0] == MEDIA and len(parts) > 1 and ".." not in parts)
    content = archive.extractfile(entry) if entry.isfile() and is_ours else None
    if content is None:
        raise Refused(
            f"This copy holds {entry.name!r}, which no copy of ours does. It was not used.",
            f"В этой копии лежит {entry.name!r}, чего в наших копиях не бывает. Она не использована.",
        )
    place = draft / entry.name
    place.parent.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE), "wb") as out:
        shutil.copyfileobj(content, out)


def _check(trial: Site, told: Manifest, way: Way, rows: dict[str, int]) -> None:
    files = list(files_below(trial.media))
    refuse_differences(told, rows, len(files), sum(file.stat().st_size for file in files))
    why = "" if way.anyway else way.faults_of(trial)
    if why:
        raise Refused(
            f"The copy was read, but what it holds does not work as it should, and was not put in place:\n{why}\n"
            "With other keys, set those; if this is the only copy, say --anyway.",
            f"Копия прочитана, но её содержимое не работает как надо и на место не поставлено:\n{why}\n"
            "Если ключи не те, задайте нужные; если другой копии нет, добавьте --anyway.",
        )


def tried_with(keys: dict[str, str]) -> Callable[[Site], str]:
    """Return what tries a restored site with the keys of this one, in a process of its own."""

    def faults_of(trial: Site) -> str:
        # It reads its own place, and sends nothing to anybody.
        kept = {name: value for name, value in os.environ.items() if name not in OUTWARD}
        own = {
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "DATABASE_URL": trial.database_url,
            "TAMYR_DATA_DIR": str(trial.data_dir),
            "TAMYR_CACHE_URL": "memory://",
        }
        finished = subprocess.run(
            [sys.executable, "-m", SMOKE],
            env={**kept, **own, **keys},
            capture_output=True,
            text=True,
            check=False,
        )
        told = (finished.stdout.strip() or finished.stderr.strip() or "?").splitlines()
        return "\n".join(told[:MOST_FAULTS]) if finished.returncode else ""

    return faults_of


def _put_aside(site: Site, name: str) -> Path:
    before = site.data_dir / name
    before.mkdir(mode=FOLDER)
    if site.is_sqlite:
        for end in BESIDE_SQLITE:
            old = site.file.with_name(site.file.name + end)
            if old.exists():
                shutil.move(old, before / old.name)
    else:
        postgresql.set_aside(site.database, name)
    if site.media.exists():
        shutil.move(site.media, before / MEDIA)
    return before


def _put_in_place(site: Site, draft: Path, told: Manifest, way: Way) -> None:
    if site.is_sqlite:
        site.file.parent.mkdir(mode=FOLDER, parents=True, exist_ok=True)
        # The draft may lie on another disk: moved beside it first, it takes its place in one step.
        near = site.file.with_name(f"{site.file.name}.restored")
        shutil.move(draft / DATABASE, near)
        near.replace(site.file)
    else:
        trial = replace(site, data_dir=draft, media=draft / MEDIA)
        postgresql.load_dump(site.database, draft / DATABASE)
        # Tried where it lies, since there is no second place: where it
        # does not hold, ``_bring_back`` empties it again.
        _check(trial, told, way, rows=postgresql.rows_of(site.database))
    if (draft / MEDIA).exists():
        # Into an empty folder it would be moved as one more folder.
        shutil.rmtree(site.media, ignore_errors=True)
        shutil.move(draft / MEDIA, site.media)


def _bring_back(site: Site, before: Path | None) -> None:
    """Leave the place as it was before a restore that did not succeed."""
    shutil.rmtree(site.media, ignore_errors=True)
    if site.is_sqlite:
        site.file.unlink(missing_ok=True)
        site.file.with_name(f"{site.file.name}.restored").unlink(missing_ok=True)
    else:
        postgresql.put_back(site.database, before.name if before else "")
    if before is None:
        return
    for old in before.iterdir():
        shutil.move(old, site.media if old.name == MEDIA else site.file.with_name(old.name))
    before.rmdir()


def _with_name(address: str, name: str) -> str:
    return urlsplit(address)._replace(path=f"/{name}").geturl()

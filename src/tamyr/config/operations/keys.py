"""The keys of a site in a sealed file of their own: who has the data has not the keys, and the other way round."""

import base64
import json
import os
import re
import tarfile
from collections.abc import Sequence
from pathlib import Path

from pyrage.x25519 import Identity, Recipient

from tamyr.config.operations.backup import add_bytes, files_below
from tamyr.config.operations.refusal import Refused
from tamyr.config.operations.sealed import opened, sealed
from tamyr.config.private_files import FILE, FOLDER
from tamyr.safety.logic.field_encryption import KeyRing

NAME = "environment"
# The keys that are destroyed in their time: an older copy of them opens what was forgotten.
MONTHS = "month-keys"
VARIABLES = ("TAMYR_SECRET_KEY", "TAMYR_FIELD_KEYS")


def keys_of_settings() -> dict[str, str]:
    """Return the variables that hold the site's keys, wherever it has them from."""
    from django.conf import settings

    ring: KeyRing = settings.FIELD_KEYS
    # The first one is that which is written with: the order says as much as the keys.
    order = sorted(ring.keys, key=lambda name: name != ring.current)
    listed = [f"{name} {base64.urlsafe_b64encode(ring.keys[name]).decode()}" for name in order]
    return dict(zip(VARIABLES, (settings.SECRET_KEY, ",".join(listed)), strict=True))


def back_up_keys(months: Path, keys: dict[str, str], file: Path, recipients: Sequence[Recipient]) -> int:
    """Write the keys, and those in the folder of months, into a sealed file; return how many of months there are."""
    of_months = list(files_below(months))
    with sealed(file, recipients) as archive:
        add_bytes(archive, NAME, json.dumps(keys).encode())
        for key in of_months:
            add_bytes(archive, f"{MONTHS}/{key.relative_to(months)}", key.read_bytes())
    return len(of_months)


def ensure_new(folder: Path) -> None:
    """Raise ``Refused`` where keys cannot be written into a folder of their own."""
    if folder.exists() and any(folder.iterdir()):
        raise Refused(
            f"{folder} is not empty; keys are written over nothing. Name a new folder.",
            f"Папка {folder} не пуста, ключи поверх других не пишутся. Назовите новую папку.",
        )
    if not folder.parent.is_dir():
        raise Refused(
            f"There is no folder {folder.parent}. Make it first, or name another place.",
            f"Папки {folder.parent} нет. Сначала создайте её или назовите другое место.",
        )


def restore_keys(file: Path, folder: Path, identities: Sequence[Identity]) -> Path:
    """Write the keys into a new folder, as variables that a service reads; return that file."""
    ensure_new(folder)
    with opened(file, identities) as archive:
        contents = {entry.name: _content(file, archive, entry) for entry in archive}
    if NAME not in contents:
        raise _no_keys(file)
    keys = json.loads(contents.pop(NAME))
    contents[NAME] = "".join(f'{name}="{_quoted(keys[name])}"\n' for name in VARIABLES).encode()
    for name, content in contents.items():
        _write(folder / name, content)
    return folder / NAME


def _quoted(value: str) -> str:
    """Write a value so that a shell and systemd read it as it was: both know these four signs in quotation marks."""
    # A secret that Django made often has a ``$``, which a shell would take for a variable of its own.
    return re.sub(r'(["\\$`])', r"\\\1", value)


def _content(file: Path, archive: tarfile.TarFile, entry: tarfile.TarInfo) -> bytes:
    folder, _, rest = entry.name.partition("/")
    # A copy is sealed and not signed: whoever has the public keys can
    # make one that names places outside of the folder.
    is_ours = entry.name == NAME or (folder == MONTHS and rest and ".." not in rest)
    content = archive.extractfile(entry) if entry.isfile() and is_ours else None
    if content is None:
        raise _no_keys(file)
    return content.read()


def _no_keys(file: Path) -> Refused:
    return Refused(
        f"{file} holds no keys. Is it the copy of the data? Keys are in the file that “tamyr backup-keys” wrote.",
        f"В файле {file} нет ключей. Может быть, это копия данных? Ключи в файле от «tamyr backup-keys».",
    )


def are_there(data_dir: Path) -> bool:
    """Say whether a site here has keys already: without them new ones would be made, which open nothing."""
    kept = zip(VARIABLES, ("secret-key", "field-keys"), strict=True)
    return all(os.environ.get(variable) or (data_dir / name).exists() for variable, name in kept)


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    # Made closed, not closed afterwards: between the two anybody on this machine could open it.
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE), "wb") as out:
        out.write(content)

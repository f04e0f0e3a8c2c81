"""What a document that somebody sends really is, told from its bytes and not from its name."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

LARGEST = 5_000_000
OFFICE = {
    "word/document.xml": (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "content.xml": (".odt", "application/vnd.oasis.opendocument.text"),
}
# All but tab, line feed, form feed and carriage return; in UTF-8 no other letter holds such a byte.
CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\f\r")
Fault = Literal["empty", "too-large", "unknown", "mislabelled"]


class DocumentRefused(Exception):
    """A document that is not taken, and the fault; the form says it in the sender's language."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class Document:
    """A document taken; ``is_cleaned`` where nothing can be hidden in it (plain text)."""

    filename: str
    content: bytes
    media_type: str
    is_cleaned: bool


def check_document(data: bytes, filename: str) -> Document:
    """Return a PDF, DOCX, ODT or plain text as what it is; raise ``DocumentRefused`` for anything else."""
    if not data:
        raise DocumentRefused("empty")
    if len(data) > LARGEST:
        raise DocumentRefused("too-large")
    suffix, media_type = _kind_of(data)
    # A name may be a whole path, of Windows too: only its last part is kept.
    name = PurePosixPath(filename.replace("\\", "/")).name
    if PurePosixPath(name).suffix.lower() != suffix:
        raise DocumentRefused("mislabelled")
    # Cut at the front, so that the suffix stays.
    return Document(name[-100:], data, media_type, is_cleaned=suffix == ".txt")


def _kind_of(data: bytes) -> tuple[str, str]:
    if data.startswith(b"%PDF-"):
        return ".pdf", "application/pdf"
    if data.startswith(b"PK\x03\x04"):
        return _office_kind_of(data)
    try:
        data.decode()
    except UnicodeDecodeError as error:
        raise DocumentRefused("unknown") from error
    # Bytes may be UTF-8 by chance: control letters tell that they are no text.
    if len(data.translate(None, CONTROLS)) < len(data):
        raise DocumentRefused("unknown")
    return ".txt", "text/plain"


def _office_kind_of(data: bytes) -> tuple[str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            # The list of names only: nothing is unpacked, however much a small archive claims to hold.
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, RuntimeError) as error:
        raise DocumentRefused("unknown") from error
    for part, kind in OFFICE.items():
        if part in names:
            return kind
    raise DocumentRefused("unknown")

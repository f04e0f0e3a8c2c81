"""Outlook's “.msg” (MS-OXMSG) → its words and the files in it."""

from io import BytesIO
from typing import Any

from tamyr.replies.logic.reading.charsets import decoded

# Numbers of properties (MS-OXPROPS); behind that of a file's content stands its kind, 0102 for bytes.
SUBJECT, BODY, SENDER, SENDER_ADDRESS = "0037", "1000", "0C1A", "5D01"
FILE_DATA, LONG_NAME, SHORT_NAME = "37010102", "3707", "3704"
ATTACHED = "__attach_version1.0_"


class BadLetter(ValueError):
    """The bytes are no letter of Outlook, or one that cannot be read."""


def letter_in(content: bytes) -> tuple[dict[str, str], str, list[tuple[str, bytes]]]:
    """Return subject and sender, words, and the files of a letter. Raises ``BadLetter``."""
    import olefile  # Nobody pays for it who gets no such letter.

    try:
        with olefile.OleFileIO(BytesIO(content)) as storage:
            streams = {"/".join(path): storage.openstream(path).read() for path in storage.listdir()}
    except Exception:  # noqa: BLE001 - the library raises whatever a broken file leads it to
        raise BadLetter from None
    head = {"subject": _text(streams, "", SUBJECT), "from": _sender(streams)}
    return head, _text(streams, "", BODY), _files(streams)


def _sender(streams: dict[str, Any]) -> str:
    name, address = _text(streams, "", SENDER), _text(streams, "", SENDER_ADDRESS)
    return f"{name} <{address}>" if name and address else name or address


def _files(streams: dict[str, Any]) -> list[tuple[str, bytes]]:
    folders = sorted({path.split("/", 1)[0] + "/" for path in streams if path.startswith(ATTACHED)})
    found = []
    for folder in folders:
        data = streams.get(f"{folder}__substg1.0_{FILE_DATA}")
        if data is not None:
            found.append((_text(streams, folder, LONG_NAME) or _text(streams, folder, SHORT_NAME), data))
    return found


def _text(streams: dict[str, Any], folder: str, name: str) -> str:
    wide = streams.get(f"{folder}__substg1.0_{name}001F")
    if wide is not None:
        return str(wide.decode("utf-16-le", "replace")).rstrip("\0")
    narrow = streams.get(f"{folder}__substg1.0_{name}001E")
    return decoded(narrow.rstrip(b"\0"), "", "windows-1251").text if narrow is not None else ""

"""What a file that came with a letter is, told from its content; what of it may be shown without a person's look."""

import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from climate_pathways.core.characters import without_harm
from tamyr.replies.logic.reading import inside
from tamyr.replies.logic.reading.charsets import decoded
from tamyr.replies.logic.reading.packed import signed

PICTURES = ("image/jpeg", "image/png", "image/gif", "image/webp", "image/tiff")
OOXML = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
OLD_OFFICE = {
    "WordDocument": "application/msword",
    "Workbook": "application/vnd.ms-excel",
    "PowerPoint Document": "application/vnd.ms-powerpoint",
    "__properties_version1.0": "application/vnd.ms-outlook",
}
STARTS = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"\x78\x9f\x3e\x22", "application/ms-tnef"),
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-executable"),
    (b"#!", "application/x-sh"),
    (b"Rar!", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ", "application/x-xz"),
    (b"BEGIN:VCALENDAR", "text/calendar"),
    (b"BEGIN:VCARD", "text/vcard"),
    (b"-----BEGIN PGP", "application/pgp-encrypted"),
)
# The head of what is signed or locked in CMS: its length, however it is written, then the name of the kind of it.
SIGNED = re.compile(rb"0[\x80-\x84].{0,4}\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07[\x02\x03]", re.DOTALL)
ALLOWED = {
    *PICTURES, *OOXML.values(), "application/pdf", "application/rtf", "text/plain", "text/csv", "text/calendar", "text/vcard",
    *(f"{OPEN_DOCUMENT}{kind}" for kind in ("text", "spreadsheet", "presentation")),
    *OLD_OFFICE.values(), "message/rfc822", "application/pkcs7-signature", "application/pgp-signature",
}  # fmt: skip
ENDINGS = {
    "pdf": "application/pdf", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif",
    "tif": "image/tiff", "tiff": "image/tiff", "webp": "image/webp", "rtf": "application/rtf", "zip": "application/zip",
    "docx": OOXML["word/"], "xlsx": OOXML["xl/"], "pptx": OOXML["ppt/"], "doc": "application/msword",
    "xls": "application/vnd.ms-excel", "ppt": "application/vnd.ms-powerpoint", "msg": "application/vnd.ms-outlook",
    "odt": f"{OPEN_DOCUMENT}text", "ods": f"{OPEN_DOCUMENT}spreadsheet", "odp": f"{OPEN_DOCUMENT}presentation",
    "txt": "text/plain", "csv": "text/csv", "ics": "text/calendar", "vcf": "text/vcard", "eml": "message/rfc822",
    "p7s": "application/pkcs7-signature", "p7m": "application/pkcs7-mime", "asc": "application/pgp-signature",
}  # fmt: skip
# Turned round, so that of two endings of one kind the first is kept: jpg, not jpeg.
ENDING_OF = {media_type: ending for ending, media_type in reversed(ENDINGS.items())}
# Signed parts are told by their sender's word: their content shows nothing.
BY_WORD = ("application/pkcs7-signature", "application/pgp-signature", "message/rfc822")
MOST_ENTRIES, MOST_UNPACKED, MOST_RATIO = 2_000, 200_000_000, 100
LONGEST_NAME = 150
# A text may be damaged, or be cut within a letter by whoever looks at its beginning: one of so many letters may be lost.
MOST_LOST = 20
RUNS = re.compile(
    r"\.(exe|scr|com|bat|cmd|pif|js|jse|vbs|vbe|wsf|hta|lnk|msi|ps1|jar|dll|iso|img|chm|reg)$", re.IGNORECASE
)
# What is packed into one file is judged by its list of contents alone: nobody is given it.
PACKED = ("application/zip", "application/ms-tnef", "application/vnd.ms-outlook", "application/pkcs7-mime")
# For these reasons a file is given to nobody. It stays in the letter, which can be taken away as it came.
HELD = frozenset({"runs", "not-on-list", "bomb", "packed", "packed-again"})


@dataclass(frozen=True)
class Inspection:
    """What a file is, and why a person has to look before anybody opens it; the reasons stand in their order."""

    media_type: str
    warnings: tuple[str, ...]


def looked_at(content: bytes, name: str, said: str) -> Inspection:
    """Tell what a file is by its content. Nothing is unpacked: a packed file is judged by its list of contents."""
    media_type, warnings = _type_of(content, said)
    promised = ENDINGS.get(name.rpartition(".")[2].lower()) if "." in name else None
    if RUNS.search(name) or media_type in (
        "application/x-msdownload",
        "application/x-executable",
        "application/x-sh",
    ):
        warnings.append("runs")
    if promised and promised != media_type and not _are_kin(promised, media_type):
        warnings.append("other-type")
    if media_type not in ALLOWED and media_type not in PACKED:
        warnings.append("not-on-list")
    if media_type in PACKED:
        warnings.append("packed")
    if media_type == "application/pdf":
        warnings += inside.in_a_pdf(content)
    elif media_type == "application/rtf":
        warnings += inside.in_rtf(content)
    return Inspection(media_type, tuple(dict.fromkeys(warnings)))


def safe_name(name: str, number: int) -> str:
    """Return a name without folders and without characters that hide its ending."""
    name = (
        re.split(r"[/\\]", without_harm(name).strip())[-1].strip(" .").replace("\t", " ").replace("\n", " ")
    )
    stem, dot, ending = name.rpartition(".")
    if len(name) > LONGEST_NAME:
        name = f"{(stem or name)[: LONGEST_NAME - 12]}{dot}{ending[:11]}"
    return name or f"{number}"


def _type_of(content: bytes, said: str) -> tuple[str, list[str]]:
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return _old_office(content)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp", []
    if SIGNED.match(content):
        return _signed_type(content), []
    # Programs pass over a mark and spaces at the beginning: behind them nothing is hidden here either.
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    for begins, media_type in STARTS:
        if start.startswith(begins):
            return media_type, []
    if re.match(rb"<(!doctype html|html|head|body|script|\?xml|svg|!--)", start, re.IGNORECASE):
        return ("image/svg+xml" if b"<svg" in content[:4096].lower() else "text/html"), []
    if said in BY_WORD:
        return said, []
    return (_text_type(content, said)), []


def _signed_type(content: bytes) -> str:
    try:
        holds_words = signed.words_in(content) is not None
    except (signed.BadSignature, signed.Locked):
        holds_words = True
    return "application/pkcs7-mime" if holds_words else "application/pkcs7-signature"


def _text_type(content: bytes, said: str) -> str:
    read_as = decoded(content[:20_000])
    is_gibberish = read_as.how == "lost" and read_as.text.count("\ufffd") > len(read_as.text) / MOST_LOST
    if b"\0" in content[:4096] or is_gibberish:
        return "application/octet-stream"
    return "text/csv" if said in ("text/csv", "text/comma-separated-values") else "text/plain"


def _packed(content: bytes) -> tuple[str, list[str]]:
    try:
        with ZipFile(BytesIO(content)) as packed:
            media_type, warnings = _package_type(packed), _inside(packed.infolist())
            # What may be a bomb is not unpacked, not even to be looked at.
            if media_type != "application/zip" and not {"bomb", "locked"} & {*warnings}:
                warnings += inside.in_a_package(packed)
    except (BadZipFile, ValueError, RuntimeError, OSError, EOFError, zlib.error):
        return "application/zip", ["broken"]
    return media_type, warnings


def _package_type(packed: ZipFile) -> str:
    names = packed.namelist()
    media_type = next(
        (kind for folder, kind in OOXML.items() if any(name.startswith(folder) for name in names)), ""
    )
    if not media_type and names[:1] == ["mimetype"]:
        with packed.open("mimetype") as part:
            said = part.read(100).decode("ascii", "replace")
        media_type = said if said in ALLOWED else ""
    return media_type or "application/zip"


def _inside(entries: list[ZipInfo]) -> list[str]:
    # As the list of contents tells. Where it lies, whoever reads a part reads within a bound of their own.
    unpacked, packed = (
        sum(entry.file_size for entry in entries),
        sum(entry.compress_size for entry in entries),
    )
    found = {
        "bomb": len(entries) > MOST_ENTRIES
        or unpacked > MOST_UNPACKED
        # Short texts are packed a hundredfold without harm: a small file counts as a larger one.
        or unpacked > MOST_RATIO * max(packed, 100_000),
        "locked": any(entry.flag_bits & 1 for entry in entries),
        "runs": any(RUNS.search(entry.filename) for entry in entries),
        "packed-again": any(
            re.search(r"\.(zip|rar|7z|gz)$", entry.filename, re.IGNORECASE) for entry in entries
        ),
    }
    return [reason for reason, is_so in found.items() if is_so]


def _old_office(content: bytes) -> tuple[str, list[str]]:
    names = {name.encode("utf-16-le"): kind for name, kind in OLD_OFFICE.items()}
    media_type = next((kind for name, kind in names.items() if name in content), "application/x-ole-storage")
    return media_type, inside.in_old_office(content)


def _are_kin(promised: str, media_type: str) -> bool:
    texts = ("text/plain", "text/csv", "text/calendar", "text/vcard", *BY_WORD)
    return promised in texts and media_type in texts

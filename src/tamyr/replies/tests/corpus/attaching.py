"""How files are attached to the letters of the corpus, and how programs pack them."""

from io import BytesIO
from struct import pack
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile

from tamyr.replies.tests.corpus.compound import compound_file
from tamyr.replies.tests.corpus.making import Case, mail, part, several, words

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
NAME = "Ответ министерства.pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
PDF_TYPE, ZIP, MSG = "application/pdf", "application/zip", "application/vnd.ms-outlook"


def attached(
    name: str,
    head: bytes,
    content: bytes,
    *expected: tuple[str, str, tuple[str, ...]],
    kind: str = "application/octet-stream",
    faults: tuple[str, ...] = (),
    sealed: str = "",
) -> Case:
    file = part(content, kind, "base64", b"Content-Disposition: attachment; " + head)
    return Case(
        name,
        mail(several(words("Ответ во вложении."), file)),
        holds=("Ответ во вложении.",),
        files=expected,
        faults=faults,
        sealed=sealed,
    )


def signed(
    name: str,
    packet: bytes,
    kind: str,
    expected: tuple[tuple[str, str, tuple[str, ...]], ...],
    sealed: str,
    holds: tuple[str, ...] = ("План утверждён.",),
    faults: tuple[str, ...] = (),
) -> Case:
    return Case(
        name, mail(part(packet, kind, "base64")), holds=holds, files=expected, faults=faults, sealed=sealed
    )


def named(name: str, content: bytes, file_name: str, kind: str, *warnings: str) -> Case:
    return attached(
        name, f"filename*=UTF-8''{quote(file_name)}".encode(), content, (file_name, kind, warnings)
    )


def zipped(*entries: tuple[str, bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=1) as file:
        for name, content in entries:
            file.writestr(name, content)
    return packed.getvalue()


def locked(content: bytes) -> bytes:
    """Mark the first entry as locked by a password, in its own head and in the list of contents."""
    at = content.index(b"PK\x01\x02") + 8
    return content[:6] + b"\x01\x00" + content[8:at] + b"\x01\x00" + content[at + 2 :]


def _attribute(kind: int, value: bytes) -> bytes:
    return pack("<BII", 2, kind, len(value)) + value + pack("<H", sum(value) & 0xFFFF)


def tnef(*files: tuple[str, bytes], with_long_names: bool = True) -> bytes:
    content = (
        b"\x78\x9f\x3e\x22\x01\x00"
        + pack("<BII", 1, 0x00069007, 8)
        + pack("<II", 1251, 0)
        + pack("<H", 1255 & 0xFFFF)
    )
    for name, data in files:
        long = name.encode("utf-16-le") + b"\0\0"
        properties = (
            pack("<IHHI", 2, 0x0003, 0x3705, 1)
            + pack("<HHII", 0x001F, 0x3707, 1, len(long))
            + long
            + b"\0" * (-len(long) % 4)
        )
        content += (
            _attribute(0x00069002, b"\0" * 14)
            + _attribute(0x00018010, name.encode("cp1251") + b"\0")
            + _attribute(0x0006800F, data)
        )
        content += _attribute(0x00069005, properties) if with_long_names else b""
    return content


def outlook_letter(subject: str, text: str, name: str, data: bytes) -> bytes:
    return compound_file(
        {
            "__properties_version1.0": b"\0" * 32,
            "__substg1.0_0037001F": subject.encode("utf-16-le"),
            "__substg1.0_1000001F": text.encode("utf-16-le"),
            "__substg1.0_0C1A001F": "Пример".encode("utf-16-le"),
            "__attach_version1.0_#00000000/__substg1.0_3707001F": name.encode("utf-16-le"),
            "__attach_version1.0_#00000000/__substg1.0_37010102": data,
        }
    )


def word_with(relation: bytes) -> bytes:
    return zipped(
        ("word/document.xml", b"<x/>"), ("word/_rels/settings.xml.rels", b"<Relationships>" + relation)
    )


ELSEWHERE = b' Target="https://t.example/x" TargetMode="External"/>'
LINK, TEMPLATE = (
    b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    + kind
    + b'"'
    + ELSEWHERE
    for kind in (b"hyperlink", b"attachedTemplate")
)

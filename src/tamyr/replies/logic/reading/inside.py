"""What may do harm within a document, found by looking into it: commands, macros, files within the file, what is fetched from elsewhere."""

import re
import zlib
from collections.abc import Iterator
from zipfile import BadZipFile, ZipFile

# Of one part, and of all together: a document that unpacks to more is not looked through to its end.
MOST_OF_A_PART, MOST_OF_ALL = 10_000_000, 40_000_000
RELATIONS, WORDS = re.compile(r"\.rels$"), re.compile(r"(^|/)(document|footnotes|header\d*|content)\.xml$")
BY_NAME = {
    "macros": re.compile(r"vbaProject\.bin$|^(Basic|Scripts)/."),
    "active": re.compile(r"/activeX/"),
    "embedded": re.compile(r"/embeddings/|^Object [^/]+$"),
}
RELATION = re.compile(rb"<[A-Za-z:]*Relationship\b[^>]*>")
ELSEWHERE = re.compile(
    rb"<(?:draw:(?:image|object|plugin)|text:section-source)\b[^>]*xlink:href=\"(?:[a-z]+:|//|\\\\)"
)
ASKS_PROGRAMS = re.compile(rb"\bDDE(?:AUTO)?\b|<office:dde-source\b")
IN_A_PDF = {
    "active": re.compile(rb"/(?:JavaScript|JS|Launch|RichMedia|Movie|XFA)\b"),
    "embedded": re.compile(rb"/(?:EmbeddedFiles?|Filespec)\b"),
    "external": re.compile(rb"/(?:SubmitForm|ImportData|GoToR)\b"),
    "locked": re.compile(rb"/Encrypt\b"),
}
# Objects may stand packed in a stream, and a name may be written in figures: /J#61vaScript.
PACKED_OBJECTS = re.compile(rb"/ObjStm\b[^>]{0,400}>>\s*stream\r?\n")
FIGURES = re.compile(rb"#([0-9A-Fa-f]{2})")
IN_RTF = {
    "embedded": re.compile(rb"\\obj(?:data|emb|ocx)\b"),
    "external": re.compile(rb"\\\*\\template\b|INCLUDE(?:PICTURE|TEXT)\b|\\objlink\b"),
    "active": ASKS_PROGRAMS,
}
OLD_OFFICE = {"macros": "_VBA_PROJECT", "locked": "EncryptedPackage", "embedded": "ObjectPool"}


def in_a_package(packed: ZipFile) -> list[str]:
    """Return what a document of an office program holds besides words. A part that cannot be unpacked makes it broken."""
    names = [entry.filename for entry in packed.infolist()]
    found = {what for what, sign in BY_NAME.items() if any(sign.search(name) for name in names)}
    left = MOST_OF_ALL
    for entry in packed.infolist():
        if not (RELATIONS.search(entry.filename) or WORDS.search(entry.filename)):
            continue
        try:
            with packed.open(entry) as part:
                content = part.read(min(MOST_OF_A_PART, left))
        except (BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError):
            return [*sorted(found), "broken"]
        left -= len(content)
        found.update(_in_a_part(content))
    return sorted(found)


def _in_a_part(content: bytes) -> Iterator[str]:
    outside = [tag for tag in RELATION.findall(content) if re.search(rb"TargetMode=[\"']External", tag)]
    # An ordinary link waits until somebody presses it; anything else is fetched when the document is opened.
    if any(not re.search(rb"/hyperlink[\"']", tag) for tag in outside) or ELSEWHERE.search(content):
        yield "external"
    if ASKS_PROGRAMS.search(content):
        yield "active"


def in_a_pdf(content: bytes) -> list[str]:
    plain = b"\n".join([content, *_unpacked(content)])
    named = FIGURES.sub(lambda figures: bytes([int(figures[1], 16)]), plain)
    return [what for what, sign in IN_A_PDF.items() if sign.search(named)]


def _unpacked(content: bytes) -> Iterator[bytes]:
    left = MOST_OF_ALL
    for begun in PACKED_OBJECTS.finditer(content):
        try:
            objects = zlib.decompressobj().decompress(content[begun.end() :], min(MOST_OF_A_PART, left))
        except zlib.error:
            continue
        left -= len(objects)
        yield objects
        if left <= 0:
            return


def in_rtf(content: bytes) -> list[str]:
    return [what for what, sign in IN_RTF.items() if sign.search(content)]


def in_old_office(content: bytes) -> list[str]:
    """Tell by the names in its directory, which stand there in two bytes a letter."""
    return [what for what, name in OLD_OFFICE.items() if name.encode("utf-16-le") in content]

"""A packed document: its parts as trees, read within limits. Nothing of it is fetched, nothing it declares is believed."""

import posixpath
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from tamyr.replies.logic.office.words import NotUnderstood

MOST_OF_ALL, DEEPEST, MOST_NODES = 40_000_000, 200, 600_000
ODF, OOXML = "urn:oasis:names:tc:opendocument:xmlns:", "http://schemas.openxmlformats.org/"
# The strict form of the same standard (ISO/IEC 29500) has other names for the same things.
STRICT = "http://purl.oclc.org/ooxml/"
SHORT = {
    f"{OOXML}wordprocessingml/2006/main": "w",
    f"{STRICT}wordprocessingml/main": "w",
    f"{OOXML}spreadsheetml/2006/main": "x",
    f"{STRICT}spreadsheetml/main": "x",
    f"{OOXML}drawingml/2006/main": "a",
    f"{STRICT}drawingml/main": "a",
    f"{OOXML}officeDocument/2006/math": "m",
    f"{STRICT}officeDocument/math": "m",
    f"{OOXML}officeDocument/2006/relationships": "r",
    f"{STRICT}officeDocument/relationships": "r",
    f"{OOXML}markup-compatibility/2006": "mc",
    f"{OOXML}package/2006/relationships": "rel",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://purl.org/dc/elements/1.1/": "dc",
    **{f"{ODF}{name}:1.0": name for name in ("office", "text", "table", "style", "manifest")},
    f"{ODF}drawing:1.0": "draw",
}


class Package:
    """The parts of a packed document, by name. Raises ``NotUnderstood`` for whatever is not as it should be."""

    def __init__(self, content: bytes) -> None:
        self._left = MOST_OF_ALL
        try:
            self._zip = ZipFile(BytesIO(content))
        except (BadZipFile, ValueError, OSError) as error:
            raise NotUnderstood("broken") from error
        self.names = self._zip.namelist()
        # Of two parts of one name each program reads another.
        if len({name.lower() for name in self.names}) < len(self.names):
            raise NotUnderstood("broken", "two of one name")

    def tree(self, name: str) -> Element | None:
        """Return a part as a tree; nothing where there is none."""
        if name not in self.names:
            return None
        try:
            with self._zip.open(name) as part:
                # One byte more than is left tells that it is too much.
                content = part.read(self._left + 1)
        except (BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError) as error:
            locked = self._zip.getinfo(name).flag_bits & 1
            raise NotUnderstood("locked" if locked else "broken", name) from error
        self._left -= len(content)
        if self._left < 0:
            raise NotUnderstood("too-large")
        return tree_of(content, name)

    def needed(self, name: str) -> Element:
        found = self.tree(name)
        if found is None:
            raise NotUnderstood("broken", name)
        return found

    def relations(self, of: str) -> dict[str, tuple[str, str]]:
        """Return kind and name of what a part is related to, by the key under which it says so."""
        folder, base = posixpath.split(of)
        tree = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        rows = tree if tree is not None else ()
        return {
            row.get("Id", ""): (
                row.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, row.get("Target", ""))).lstrip("/"),
            )
            for row in rows
            # What lies elsewhere is no part: nothing is fetched.
            if row.get("TargetMode") != "External"
        }


def tree_of(content: bytes, name: str) -> Element:
    """Return XML as a tree of short names (w:p). What declares entities, or is too deep or wide, is refused."""
    builder, depth, nodes = TreeBuilder(), 0, 0

    def start(tag: str, given: dict[str, str]) -> None:
        nonlocal depth, nodes
        depth, nodes = depth + 1, nodes + 1
        if depth > DEEPEST or nodes > MOST_NODES:
            raise NotUnderstood("too-deep" if depth > DEEPEST else "too-large", name)
        builder.start(_short(tag), {_short(key): value for key, value in given.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_short(tag))

    def declared(*_given: object) -> None:
        raise NotUnderstood("entities", name)

    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    # No document type, so that no entity can be declared, and none grows.
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = builder.data, declared
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise NotUnderstood("broken", name) from error
    return builder.close()


def _short(name: str) -> str:
    space, _border, local = name.rpartition("}")
    return f"{SHORT.get(space, '?')}:{local}" if space else local


def chosen(element: Element) -> Iterator[Element]:
    """Give the children of an element; of what is written twice for older programs, once."""
    for child in element:
        if child.tag == "mc:AlternateContent":
            one = child.find("mc:Choice")
            one = child.find("mc:Fallback") if one is None else one
            yield from () if one is None else chosen(one)
        else:
            yield child


def below(element: Element, way: str) -> list[Element]:
    """Return what lies at the end of a way from an element: ElementTree takes short names for prefixes of its own."""
    found = [element]
    for tag in way.split("/"):
        found = [child for parent in found for child in parent if child.tag == tag]
    return found


def first(element: Element, way: str) -> Element | None:
    return next(iter(below(element, way)), None)


def take_hidden(drawing: Element) -> Iterator[Element]:
    """Take out of a drawing the shapes that are not shown, and give them."""
    for child in list(drawing):
        if _is_undrawn(child):
            drawing.remove(child)
            yield child
        else:
            yield from take_hidden(child)


def _is_undrawn(shape: Element) -> bool:
    named = [*shape, *(part for child in shape if ":nv" in child.tag for part in child)]
    said = [part.get("hidden") for part in named if part.tag.endswith((":docPr", ":cNvPr"))]
    looks = "".join(shape.get("style", "").lower().split())
    return bool({"1", "true", "on"} & {*said}) or "visibility:hidden" in looks


def holds(element: Element, *texts: str) -> bool:
    """Whether words stand somewhere in an element."""
    return any((found.text or "").strip() for tag in texts for found in element.iter(tag))

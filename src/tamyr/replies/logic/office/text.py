"""The words of an OpenDocument text (odt), in the order in which they are read."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tamyr.replies.logic.office.numbering import Counter, Level
from tamyr.replies.logic.office.package import Package, first, holds
from tamyr.replies.logic.office.styles import OpenStyles
from tamyr.replies.logic.office.words import (
    FORMULA,
    OBJECT,
    PICTURE,
    Aside,
    NotUnderstood,
    Words,
    row,
    words_of,
)

# What holds blocks and says nothing of its own.
FRAMES = {
    "text:section",
    "text:index-body",
    "text:index-title",
    "text:table-of-content",
    "text:alphabetical-index",
    "text:illustration-index",
    "text:table-index",
    "text:object-index",
    "text:user-index",
    "text:bibliography",
    "draw:text-box",
    "text:numbered-paragraph",
}
GROUPS = {"table:table-header-rows", "table:table-rows", "table:table-row-group"}
SIGNS = {"text:tab": "\t", "text:line-break": "\n"}
# Of these nothing is read aloud: marks of places, and patterns by which an index was made.
SILENT = {
    "text:tracked-changes",
    "text:note-citation",
    "office:annotation-end",
    "text:sequence-decls",
    "text:variable-decls",
    "text:user-field-decls",
    "text:script",
    "office:forms",
    "text:table-of-content-source",
    "text:alphabetical-index-source",
    "text:illustration-index-source",
    "text:table-index-source",
    "text:object-index-source",
    "text:user-index-source",
    "text:bibliography-source",
}
HIDDEN = {"text:hidden-text", "text:hidden-paragraph"}
MOST_REPEATED = 1000


def read(content: bytes) -> Words:
    """Return the words of an OpenDocument text. Raises ``NotUnderstood``."""
    package = Package(content)
    manifest = package.tree("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter("manifest:encryption-data"), None) is not None:
        raise NotUnderstood("locked")
    document = _Document(package.needed("content.xml"), package.tree("styles.xml"))
    return words_of(document.lines(), document.aside)


class _Document:
    """An OpenDocument text on the way through it, with what was found beside its words."""

    def __init__(self, content: Element, styles: Element | None) -> None:
        self._content, self._styles = content, styles
        parts = [content] if styles is None else [styles, content]
        self._masters = OpenStyles(content, styles).masters(content)
        for part in parts:
            OpenStyles(part, styles).mark_hidden(part)
        self._lists = {
            style.get("style:name", ""): _levels(style)
            for part in parts
            for style in part.iter("text:list-style")
        }
        outline = next((style for part in parts for style in part.iter("text:outline-style")), None)
        self._outline = Counter({} if outline is None else _levels(outline))
        self._counters: dict[str, Counter] = {}
        self._told: list[str] = []
        self.aside: list[Aside] = []

    def lines(self) -> Iterator[str]:
        body = first(self._content, "office:body/office:text")
        if body is None:
            raise NotUnderstood("broken", "content.xml")
        for deletion in body.iter("text:deletion"):
            self._put_aside("deleted", deletion)
        yield from self._margins("style:header")
        yield from self._blocks(body)
        yield from ["", *self._told] if self._told else []
        yield from self._margins("style:footer")

    def _margins(self, tag: str) -> Iterator[str]:
        """Give what stands at the head or foot of pages, each text once."""
        texts = []
        for master in () if self._styles is None else self._styles.iter("style:master-page"):
            for margin in (child for child in master if child.tag in (tag, f"{tag}-left", f"{tag}-first")):
                is_shown = master in self._masters and margin.get("style:display") != "false"
                if is_shown:
                    texts.append("\n".join(self._blocks(margin)))
                else:
                    self._put_aside("hidden", margin)
        for text in dict.fromkeys(text for text in texts if text.strip()):
            yield from ("", text, "")

    def _blocks(self, holder: Element) -> Iterator[str]:
        for child in holder:
            if self._is_hidden(child):
                self._put_aside("hidden", child)
            elif child.tag == "text:p":
                yield from self._paragraph(child)
            elif child.tag == "text:h":
                yield from self._heading(child)
            elif child.tag == "text:list":
                yield from self._items(child, 0, "")
            elif child.tag == "table:table":
                yield from ("", *self._rows(child), "")
            elif child.tag in FRAMES:
                yield from self._blocks(child)
            elif child.tag.startswith("draw:"):
                yield from self._drawn(child)
            elif child.tag not in SILENT and _says(child):
                raise NotUnderstood("not-understood", child.tag)

    def _is_hidden(self, element: Element) -> bool:
        shows = element.get("text:display", "")
        # Whether a condition holds is for a program to compute: what may be hidden counts as hidden.
        is_off = shows == "none" or shows == "condition" and element.tag == "text:section"
        is_undrawn = element.get("draw:display") == "none"
        return is_off or is_undrawn or element.get("table:visibility") in ("collapse", "filter")

    def _paragraph(self, paragraph: Element) -> Iterator[str]:
        if next(paragraph.iter("text:hidden-paragraph"), None) is not None:
            self._put_aside("hidden", paragraph)
            return
        boxes: list[str] = []
        yield "".join(self._pieces(paragraph, boxes))
        yield from boxes

    def _heading(self, heading: Element) -> Iterator[str]:
        is_numbered = heading.get("text:is-list-header") != "true"
        depth = int(heading.get("text:outline-level", "1")) - 1
        mark = self._outline.mark(depth).lstrip() if is_numbered else ""
        for line in self._paragraph(heading):
            yield f"{mark}{line}"
            mark = ""

    def _pieces(self, holder: Element, boxes: list[str]) -> Iterator[str]:
        """Give the words of a paragraph; those of a field are what it showed last."""
        yield _spaced(holder.text)
        for child in holder:
            if child.tag in HIDDEN or self._is_hidden(child):
                self._put_aside("hidden", child)
            elif child.tag == "text:s":
                yield " " * min(int(child.get("text:c", "1")), MOST_REPEATED)
            elif child.tag in SIGNS:
                yield SIGNS[child.tag]
            elif child.tag == "text:note":
                yield self._note(child)
            elif child.tag == "office:annotation":
                self._comment(child)
            elif child.tag.startswith("draw:"):
                boxes += self._drawn(child)
            elif child.tag.startswith("text:") and child.tag not in SILENT:
                yield from self._pieces(child, boxes)
            elif child.tag not in SILENT and _says(child):
                raise NotUnderstood("not-understood", child.tag)
            yield _spaced(child.tail)

    def _note(self, note: Element) -> str:
        number = len(self._told)
        # Its place first: a note may hold another one.
        self._told.append("")
        body = note.find("text:note-body")
        said = (
            " ".join(line.strip() for line in self._blocks(body) if line.strip()) if body is not None else ""
        )
        self._told[number] = f"[{number + 1}] {said}"
        return f"[{number + 1}]"

    def _comment(self, note: Element) -> None:
        said = " / ".join("".join(part.itertext()) for part in note if part.tag in ("text:p", "text:list"))
        self.aside.append(Aside("comment", f"{note.findtext('dc:creator', '')}: {said}"))

    def _items(self, items: Element, depth: int, above: str) -> Iterator[str]:
        name = items.get("text:style-name", "") or above
        goes_on = items.get("text:continue-numbering") == "true" or items.get("text:continue-list") or depth
        if not goes_on or name not in self._counters:
            self._counters[name] = Counter(self._lists.get(name, {}))
        for item in items:
            if item.tag not in ("text:list-item", "text:list-header"):
                continue
            self._counters[name].begin_at(depth, item.get("text:start-value"))
            mark = self._counters[name].mark(depth) if item.tag == "text:list-item" else ""
            for child in item:
                if child.tag == "text:list":
                    yield from self._items(child, depth + 1, name)
                    continue
                # Within a frame, as what is hidden is looked for among the children of one.
                holder = Element("text:section")
                holder.append(child)
                for line in self._blocks(holder):
                    yield f"{mark}{line}"
                    mark = ""

    def _rows(self, table: Element) -> Iterator[str]:
        for child in table:
            if self._is_hidden(child):
                self._put_aside("hidden", child)
            elif child.tag == "table:table-row":
                line = row("\n".join(self._blocks(cell)) for cell in self._cells(child))
                # An empty row may be said to be repeated without end: one is enough.
                times = int(child.get("table:number-rows-repeated", "1")) if line.strip() else 1
                if times > MOST_REPEATED:
                    raise NotUnderstood("too-large")
                yield from [line] * times
            elif child.tag in GROUPS:
                yield from self._rows(child)
            elif child.tag not in SILENT and _says(child):
                raise NotUnderstood("not-understood", child.tag)

    def _cells(self, line: Element) -> Iterator[Element]:
        for child in line:
            if child.tag in ("table:table-cell", "table:covered-table-cell"):
                yield child
            elif _says(child):
                raise NotUnderstood("not-understood", child.tag)

    def _drawn(self, drawing: Element) -> Iterator[str]:
        if self._is_hidden(drawing):
            self._put_aside("hidden", drawing)
            return
        if drawing.tag == "draw:a" or drawing.tag == "draw:g":
            for child in drawing:
                yield from self._drawn(child)
            return
        if drawing.tag != "draw:frame":
            yield from self._blocks(drawing)
            return
        # A frame holds the same thing in several ways, the best first.
        for child in drawing:
            if child.tag == "draw:text-box":
                yield from self._blocks(child)
                return
            if child.tag in ("draw:object", "draw:object-ole", "draw:image"):
                yield {"draw:image": PICTURE, "draw:object": f"{FORMULA} / {OBJECT}"}.get(child.tag, OBJECT)
                return

    def _put_aside(self, what: str, element: Element) -> None:
        said = " ".join("".join(element.itertext()).split())
        self.aside.append(Aside("deleted" if what == "deleted" else "hidden", said))


def _says(element: Element) -> bool:
    return holds(element, "text:p", "text:h", "text:span") or bool((element.text or "").strip())


def _spaced(text: str | None) -> str:
    """Return text with its white space as it is shown: any run of it is one space."""
    said = text or ""
    words = " ".join(said.split())
    if not words:
        return " " if said else ""
    return f"{' ' if said[0].isspace() else ''}{words}{' ' if said[-1].isspace() else ''}"


def _levels(style: Element) -> dict[int, Level]:
    levels = {}
    for level in style:
        depth = int(level.get("text:level", "1")) - 1
        if level.tag == "text:list-level-style-bullet":
            levels[depth] = Level("bullet", "")
        elif level.tag in ("text:list-level-style-number", "text:outline-level-style"):
            shown = min(int(level.get("text:display-levels", "1")), depth + 1)
            places = ".".join(f"%{number + 1}" for number in range(depth + 1 - shown, depth + 1))
            form = level.get("style:num-format", "")
            mark = f"{level.get('style:num-prefix', '')}{places}{level.get('style:num-suffix', '')}"
            levels[depth] = Level(form or "none", mark, int(level.get("text:start-value", "1")))
    return levels

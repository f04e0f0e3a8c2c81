"""The words of a letter of Word (docx), in the order in which they are read."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tamyr.replies.logic.office.lists import counters_of
from tamyr.replies.logic.office.package import Package, chosen, first, holds, take_hidden
from tamyr.replies.logic.office.styles import Styles, is_on, value
from tamyr.replies.logic.office.words import (
    CHART,
    FORMULA,
    OBJECT,
    PICTURE,
    SIGN,
    Aside,
    NotUnderstood,
    Words,
    row,
    words_of,
)

# No codes of fields: what a field showed last stands beside them.
TEXTS = ("w:t", "w:delText", "a:t", "m:t")
# What holds paragraphs, or runs, and says nothing of its own.
FRAMES = {
    "w:sdt",
    "w:sdtContent",
    "w:customXml",
    "w:ins",
    "w:moveTo",
    "w:smartTag",
    "w:hyperlink",
    "w:fldSimple",
    "w:dir",
    "w:bdo",
    "w:ruby",
    "w:rt",
    "w:rubyBase",
}
DELETED = {"w:del", "w:moveFrom"}
SIGNS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
}
# Boxes to be ticked, in the font that forms use.
BOXES = {"F0FE": "☑", "F0FD": "☒", "F0A8": "☐", "F06F": "☐", "F0FC": "✓", "F0FB": "✗"}
DRAWN = ("w:txbxContent", "a:graphicData", "?:imagedata")
EVEN = "w:evenAndOddHeaders"
NOTES = {"w:footnoteReference": "footnotes", "w:endnoteReference": "endnotes"}


def read(content: bytes) -> Words:
    """Return the words of a letter of Word. Raises ``NotUnderstood``."""
    package = Package(content)
    main = next((name for kind, name in package.relations("").values() if kind == "officeDocument"), "")
    document = _Document(package, main or "word/document.xml")
    return words_of(document.lines(), document.aside)


class _Document:
    """A letter of Word on the way through it, with what was found beside its words."""

    def __init__(self, package: Package, main: str) -> None:
        self._package, self._main = package, main
        self._relations = package.relations(main)
        self._styles = Styles(self._part("styles"))
        self._settings = self._part("settings")
        self._lists = counters_of(self._part("numbering"))
        self._notes = {kind: self._by_id(kind) for kind in ("footnotes", "endnotes")}
        self._told: list[str] = []
        self.aside: list[Aside] = []

    def _part(self, kind: str) -> Element | None:
        name = next((name for found, name in self._relations.values() if found == kind), "")
        return self._package.tree(name) if name else None

    def _by_id(self, kind: str) -> dict[str, Element]:
        part = self._part(kind)
        return {} if part is None else {value(note, "id"): note for note in part}

    def lines(self) -> Iterator[str]:
        body = self._package.needed(self._main).find("w:body")
        if body is None:
            raise NotUnderstood("broken", self._main)
        yield from self._margins(body, "header")
        yield from self._blocks(body)
        yield from ["", *self._told] if self._told else []
        yield from self._margins(body, "footer")
        self._take_comments()

    def _margins(self, body: Element, kind: str) -> Iterator[str]:
        """Give what stands at the head or foot of pages, each text once."""
        asked = {place.get("r:id", "") for place in body.iter(f"w:{kind}Reference")}
        shown = list(dict.fromkeys(_shown_margins(body, kind, is_on(self._settings, EVEN, False))))
        texts: dict[str, bool] = {}
        # Those that are shown first: a text that stands in both is no hidden one.
        for key in [*shown, *sorted(asked.difference(shown))]:
            name = self._relations.get(key, ("", ""))[1]
            said = "\n".join(self._blocks(self._package.needed(name))) if name else ""
            texts.setdefault(said, key in shown)
        for text, is_shown in texts.items():
            if is_shown and text.strip():
                yield from ("", text, "")
            elif not is_shown:
                self.aside.append(Aside("hidden", text))

    def _take_comments(self) -> None:
        part = self._part("comments")
        for note in () if part is None else part:
            said = " / ".join(line for line in self._blocks(note) if line.strip())
            self.aside.append(Aside("comment", f"{value(note, 'author')}: {said}"))

    def _blocks(self, holder: Element) -> Iterator[str]:
        for child in chosen(holder):
            if child.tag == "w:p":
                yield from self._paragraph(child)
            elif child.tag == "w:tbl":
                yield from ("", *self._rows(child), "")
            elif child.tag in FRAMES:
                yield from self._blocks(child)
            elif child.tag in DELETED:
                self._put_aside("deleted", child)
            # A letter without some of its words says something else. Those of a chunk stand in another file.
            elif child.tag == "w:altChunk" or holds(child, *TEXTS):
                raise NotUnderstood("not-understood", child.tag)

    def _rows(self, table: Element) -> Iterator[str]:
        for child in chosen(table):
            if child.tag == "w:tr" and first(child, "w:trPr/w:del") is not None:
                self._put_aside("deleted", child)
            elif child.tag == "w:tr":
                yield row("\n".join(self._blocks(cell)) for cell in self._cells(child))
            elif child.tag in FRAMES:
                yield from self._rows(child)
            elif holds(child, *TEXTS):
                raise NotUnderstood("not-understood", child.tag)

    def _cells(self, line: Element) -> Iterator[Element]:
        for child in chosen(line):
            if child.tag == "w:tc":
                yield child
            elif child.tag in FRAMES:
                yield from self._cells(child)
            elif holds(child, *TEXTS):
                raise NotUnderstood("not-understood", child.tag)

    def _paragraph(self, paragraph: Element) -> Iterator[str]:
        style = value(first(paragraph, "w:pPr/w:pStyle"))
        boxes: list[str] = []
        said = "".join(self._pieces(paragraph, boxes, self._styles.hides(style)))
        yield f"{self._mark(paragraph, style)}{said}" if said.strip() else ""
        yield from boxes

    def _mark(self, paragraph: Element, style: str) -> str:
        asked = first(paragraph, "w:pPr/w:numPr")
        key, depth = self._styles.list_of(style)
        if asked is not None:
            key = value(asked.find("w:numId")) or key
            depth = int(value(asked.find("w:ilvl")) or depth)
        # “0” is the key of no list: by it a paragraph is taken out of the one that its style makes.
        counter = self._lists.get(key)
        return counter.mark(depth) if counter else ""

    def _pieces(self, holder: Element, boxes: list[str], is_hidden: bool) -> Iterator[str]:
        for child in chosen(holder):
            if child.tag == "w:r":
                yield from self._run(child, boxes, is_hidden)
            elif child.tag in DELETED:
                self._put_aside("deleted", child)
            elif child.tag in ("m:oMath", "m:oMathPara"):
                yield f"{FORMULA} {''.join(self._formula(child, is_hidden))}"
            elif child.tag in FRAMES:
                yield from self._pieces(child, boxes, is_hidden)
            elif holds(child, *TEXTS):
                raise NotUnderstood("not-understood", child.tag)

    def _formula(self, holder: Element, is_hidden: bool) -> Iterator[str]:
        for child in chosen(holder):
            if child.tag in DELETED:
                self._put_aside("deleted", child)
            elif child.tag == "m:r" and is_on(child.find("w:rPr"), "w:vanish", is_hidden):
                self._put_aside("hidden", child)
            elif child.tag == "m:t":
                yield child.text or ""
            else:
                yield from self._formula(child, is_hidden)

    def _run(self, run: Element, boxes: list[str], is_hidden: bool) -> Iterator[str]:
        looks = run.find("w:rPr")
        style = value(first(run, "w:rPr/w:rStyle"))
        if is_on(looks, "w:vanish", is_hidden or self._styles.hides(style)):
            self._put_aside("hidden", run)
            return
        for child in chosen(run):
            if child.tag == "w:t":
                yield child.text or ""
            elif child.tag == "w:delText":
                self.aside.append(Aside("deleted", child.text or ""))
            elif child.tag in SIGNS:
                yield SIGNS[child.tag]
            elif child.tag == "w:sym":
                yield BOXES.get(value(child, "char").upper(), SIGN)
            elif child.tag in NOTES:
                yield self._note(NOTES[child.tag], value(child, "id"))
            elif child.tag in ("w:drawing", "w:pict", "w:object"):
                yield self._drawn(child, boxes)
            elif child.tag in FRAMES:
                yield from self._pieces(child, boxes, is_hidden)
            elif holds(child, *TEXTS):
                raise NotUnderstood("not-understood", child.tag)

    def _note(self, kind: str, key: str) -> str:
        note = self._notes[kind].get(key)
        if note is None:
            raise NotUnderstood("broken", f"{kind} {key}")
        number = len(self._told)
        # Its place first: a note may hold another one.
        self._told.append("")
        said = " ".join(line.strip() for line in self._blocks(note) if line.strip())
        self._told[number] = f"[{number + 1}] {said}"
        return f"[{number + 1}]"

    def _drawn(self, drawing: Element, boxes: list[str]) -> str:
        """Return what is said of a drawing, and keep the words of its text boxes for after the paragraph."""
        hidden = list(take_hidden(drawing))
        for shape in hidden:
            self._put_aside("hidden", shape)
        if hidden and not any(part.tag in DRAWN for part in drawing.iter()):
            return ""
        inside = list(_boxes(drawing))
        for box in inside:
            boxes += self._blocks(box)
        if holds(drawing, "a:t"):
            raise NotUnderstood("not-understood", "a:t")
        if drawing.tag == "w:object":
            return OBJECT
        uris = [place.get("uri", "") for place in drawing.iter("a:graphicData")]
        if any(uri.endswith(("/chart", "/diagram")) for uri in uris):
            return CHART
        return "" if inside else PICTURE

    def _put_aside(self, what: str, element: Element) -> None:
        said = "".join(part.text or "" for part in element.iter() if part.tag in TEXTS)
        self.aside.append(Aside("deleted" if what == "deleted" else "hidden", said))


def _shown_margins(body: Element, kind: str, has_even: bool) -> Iterator[str]:
    """Give the keys of what heads pages or stands at their foot; a section without its own has that of the one before."""
    # What a section was before somebody changed it is kept within it, and heads no page.
    before = {id(old) for change in body.iter("w:sectPrChange") for old in change.iter("w:sectPr")}
    held: dict[str, str] = {}
    for section in body.iter("w:sectPr"):
        if id(section) in before:
            continue
        for place in section.findall(f"w:{kind}Reference"):
            held[value(place, "type") or "default"] = place.get("r:id", "")
        switched = {"default": True, "first": is_on(section, "w:titlePg", False), "even": has_even}
        yield from (key for which, key in held.items() if switched.get(which))


def _boxes(drawing: Element) -> Iterator[Element]:
    """Give the text boxes of a drawing; one within another is read with that."""
    for child in chosen(drawing):
        if child.tag == "w:txbxContent":
            yield child
        else:
            yield from _boxes(child)

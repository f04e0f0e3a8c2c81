"""What the styles of a letter say of its words: which are hidden, which are items of a list, and what heads its pages."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tamyr.replies.logic.office.package import first

OFF = ("0", "false", "off", "none")


def value(element: Element | None, name: str = "val") -> str:
    return "" if element is None else element.get(f"w:{name}", "")


def is_on(looks: Element | None, tag: str, otherwise: bool) -> bool:
    """Whether a quality is switched on: as is said here, else as it was before."""
    found = None if looks is None else looks.find(tag)
    return otherwise if found is None else value(found).lower() not in OFF


class Styles:
    """The styles by their keys; each has what the one that it is based on has."""

    def __init__(self, part: Element | None) -> None:
        found = [] if part is None else part.findall("w:style")
        self._styles = {value(style, "styleId"): style for style in found}

    def _chain(self, key: str) -> list[Element]:
        chain: list[Element] = []
        # In a damaged file styles are based on each other in a ring.
        while key in self._styles and self._styles[key] not in chain:
            chain.append(self._styles[key])
            key = value(chain[-1].find("w:basedOn"))
        return chain

    def hides(self, key: str) -> bool:
        hidden = False
        # From the one that all are based on: what is nearer may say otherwise.
        for style in reversed(self._chain(key)):
            hidden = is_on(style.find("w:rPr"), "w:vanish", hidden)
        return hidden

    def list_of(self, key: str) -> tuple[str, int]:
        """Return the list whose items a style makes, and their level; an empty key where it makes none."""
        for style in self._chain(key):
            asked = first(style, "w:pPr/w:numPr")
            if asked is not None:
                return value(asked.find("w:numId")), int(value(asked.find("w:ilvl")) or 0)
        return "", 0


FAMILIES = {"text:p": "paragraph", "text:h": "paragraph", "text:span": "text", "text:a": "text"}
# Where a page of OpenDocument begins when nothing else is said.
STANDARD = "Standard"


class OpenStyles:
    """The styles of OpenDocument that hold in one part: its own, before those of the whole text. Each has a family."""

    def __init__(self, part: Element, styles: Element | None) -> None:
        self._whole = _named(styles, "office:styles")
        self._own = self._whole | _named(part, "office:automatic-styles")
        masters = [] if styles is None else list(styles.iter("style:master-page"))
        self._masters = {master.get("style:name", ""): master for master in masters}

    def _chain(self, family: str, name: str) -> Iterator[Element]:
        """Give a style and those that it is made of; of the whole text are all but the first."""
        found, seen = self._own.get((family, name)), set()
        while found is not None and found not in seen:
            seen.add(found)
            yield found
            found = self._whole.get((family, found.get("style:parent-style-name", "")))

    def _of(self, element: Element) -> Iterator[Element]:
        family = FAMILIES.get(element.tag, "table" if element.tag == "table:table" else "")
        name = element.get(f"{'table' if family == 'table' else 'text'}:style-name", "")
        yield from self._chain(family, name)

    def mark_hidden(self, part: Element) -> None:
        """Say of each element itself what its style says: that it is not shown."""
        for element in part.iter():
            if element.tag in FAMILIES and self._hides(element):
                element.set("text:display", "none")

    def _hides(self, element: Element) -> bool:
        for style in self._of(element):
            looks = style.find("style:text-properties")
            if looks is not None and looks.get("text:display"):
                return looks.get("text:display") != "true"
        return False

    def masters(self, content: Element) -> list[Element]:
        """Return the masters of the pages that a text has: those it asks for, and those that follow them."""
        body = first(content, "office:body/office:text")
        asked = [self._master_of(element) for element in _begun(body)]
        names = [name for name in asked if name]
        if not asked or not asked[0]:
            names.append(STANDARD if STANDARD in self._masters else next(iter(self._masters), ""))
        for name in names:
            after = self._masters[name].get("style:next-style-name", "") if name in self._masters else ""
            if after and after not in names:
                names.append(after)
        return [self._masters[name] for name in dict.fromkeys(names) if name in self._masters]

    def _master_of(self, element: Element) -> str:
        if element.tag == "text:page":
            return element.get("text:master-page-name", "")
        names = (style.get("style:master-page-name", "") for style in self._of(element))
        return next((name for name in names if name), "")


def _named(part: Element | None, holder: str) -> dict[tuple[str, str], Element]:
    found = (
        [] if part is None else [style for group in part.iter(holder) for style in group.iter("style:style")]
    )
    return {(style.get("style:family", ""), style.get("style:name", "")): style for style in found}


def _begun(body: Element | None) -> Iterator[Element]:
    """Give what may begin a page, in its order; not what was deleted."""
    for child in () if body is None else body:
        if child.tag != "text:tracked-changes":
            yield from (part for part in child.iter() if part.tag in (*FAMILIES, "table:table", "text:page"))

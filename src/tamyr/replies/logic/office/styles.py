"""What the styles of a letter of Word say of its words: which are hidden, which are items of a list."""

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
        while key in self._styles and self._styles[key] not in chain:
            chain.append(self._styles[key])
            key = value(chain[-1].find("w:basedOn"))
        return chain

    def hides(self, key: str) -> bool:
        hidden = False
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

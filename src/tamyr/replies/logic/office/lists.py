"""The lists of a letter of Word (docx): which numbers their items bear."""

from dataclasses import replace
from xml.etree.ElementTree import Element

from tamyr.replies.logic.office.numbering import Counter, Level
from tamyr.replies.logic.office.styles import value


def counters_of(part: Element | None) -> dict[str, Counter]:
    """Return the counters of a letter’s lists by their keys; lists of one form count on together."""
    if part is None:
        return {}
    forms = {
        value(form, "abstractNumId"): {
            int(value(level, "ilvl") or 0): Level(
                value(level.find("w:numFmt")) or "decimal",
                value(level.find("w:lvlText")),
                int(value(level.find("w:start")) or 1),
            )
            for level in form.findall("w:lvl")
        }
        for form in part.findall("w:abstractNum")
    }
    kept = {key: Counter(levels) for key, levels in forms.items()}
    return {value(number, "numId"): _own(number, forms, kept) for number in part.findall("w:num")}


def _own(one: Element, forms: dict[str, dict[int, Level]], kept: dict[str, Counter]) -> Counter:
    """Return the counter of a list: that of its form, unless it begins anew."""
    form = value(one.find("w:abstractNumId"))
    anew = {
        int(value(level, "ilvl") or 0): int(value(level.find("w:startOverride")) or 1)
        for level in one.findall("w:lvlOverride")
        if level.find("w:startOverride") is not None
    }
    if not anew:
        return kept.get(form, Counter({}))
    levels = forms.get(form, {})
    return Counter({at: replace(level, start=anew.get(at, level.start)) for at, level in levels.items()})

"""A brief → one HTML file that needs nothing beside it: no script, no address, no font."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from itertools import chain

from climate_pathways.assessment.tables import ShownTable
from climate_pathways.charts.drawing import for_page
from climate_pathways.charts.legends import LegendItem
from climate_pathways.core.characters import without_harm
from climate_pathways.core.ties import tied
from climate_pathways.core.wording import mark, say
from climate_pathways.exports.brief.content import Brief, Part, Picture
from climate_pathways.figures.sentences.standing import Sentence

_WITH_HYPHEN = re.compile(r"\S*-\S+")
_CLIP = re.compile(r"\bclip\d+\b")
STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;color:#1c2321;background:#fff;max-width:46rem;margin:2rem auto;padding:0 1rem}
h1,h2{color:#14453d;line-height:1.2}h2{border-bottom:1px solid #14453d;margin-top:2rem}
.lead{background:#f3efe4;padding:.1rem 1rem}.changed{border:2px solid;padding:.6rem}
figure{margin:1.5rem 0}.chart{width:100%;min-width:34rem;height:auto}figcaption,caption{color:#4a5552;font-size:.85rem;text-align:left}
.key{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1rem}.key svg{width:1.5rem;vertical-align:middle}
.wide{overflow-x:auto}table{border-collapse:collapse;font-size:.85rem;font-variant-numeric:tabular-nums}
th,td{border-bottom:1px solid #b9b3a3;padding:.25rem .4rem;text-align:left;vertical-align:top}
td a{overflow-wrap:anywhere}.word{display:inline-block;max-width:100%;overflow-wrap:anywhere}
.amounts{display:flex;flex-wrap:wrap;gap:1rem 2rem}dd{margin:0;font-weight:bold;font-size:1.2rem}
tbody th{font-weight:normal}.strong *,.strong{font-weight:bold}.number{text-align:right}td.number{white-space:nowrap}tbody th{min-width:9rem}
@media print{body{max-width:none;margin:0;font-size:9pt}.wide{overflow:visible}.chart{min-width:0}figure,tr{break-inside:avoid}}
"""


def write_html(brief: Brief, drawings: Mapping[str, str]) -> str:
    """Return the brief as a whole page; ``drawings``: picture's identifier → SVG."""
    return tied(without_harm("\n".join(_lines(brief, drawings)) + "\n"))


def _lines(brief: Brief, drawings: Mapping[str, str]) -> Iterator[str]:
    yield f'<!doctype html>\n<html lang="{brief.language}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(brief.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>"
    yield f"<h1>{escape(brief.title)}</h1>\n<p>{escape(brief.subtitle)}</p>"
    if brief.changed:
        yield f'<p class="changed"><strong>{escape(brief.changed)}</strong></p>'
    yield '<div class="lead">'
    yield from (f"<p>{escape(sentence.text)}</p>" for sentence in brief.lead)
    yield "</div>"
    yield from _amounts(brief)
    yield from _picture(brief.picture, drawings)
    yield from chain.from_iterable(_part(part, drawings) for part in brief.parts)
    version = say(brief.language, mark("Assessment {version}"), version=brief.version)
    yield f"</main>\n<footer><p>{escape(version)}</p></footer>\n</body>\n</html>"


def _amounts(brief: Brief) -> Iterator[str]:
    named = [*brief.amounts, *brief.axes]
    if brief.step:
        rated = say(brief.language, mark("{step} of 5, {label}"), step=brief.step, label=brief.label.lower())
        named.insert(0, (say(brief.language, mark("Rating")), rated))
    pairs = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in named)
    if pairs:
        yield f'<dl class="amounts">{pairs}</dl>'


def _part(part: Part, drawings: Mapping[str, str]) -> Iterator[str]:
    yield f'<section aria-labelledby="{part.id}">\n<h2 id="{part.id}">{escape(part.title)}</h2>'
    if part.is_list:
        points = "".join(f"<li>{escape(sentence.text)}</li>" for sentence in part.sentences)
        yield f"<ol>{points}</ol>"
    elif part.sentences:
        yield f"<p>{' '.join(map(_said, part.sentences))}</p>"
    yield from chain.from_iterable(_picture(picture, drawings) for picture in part.pictures)
    yield from chain.from_iterable(_table(table) for table in part.tables)
    yield "</section>"


def _said(sentence: Sentence) -> str:
    """Return a sentence; no word of a command breaks at its hyphens where a line holds it, and it is copied as it is."""
    text = escape(sentence.text)
    return _WITH_HYPHEN.sub(r'<span class="word">\g<0></span>', text) if sentence.topic == "command" else text


def _picture(picture: Picture, drawings: Mapping[str, str]) -> Iterator[str]:
    # Drawings are the only markup that goes in as it is; all else is escaped.
    drawing = for_page(_with_own_names(drawings[picture.id], picture.id), picture.alternative, "chart")
    yield f"<figure>{_wide(drawing, picture.title)}"
    items = "".join(f"<li>{_sample(item)} {escape(item.name)}</li>" for item in picture.legend)
    yield f'<figcaption><strong>{escape(picture.title)}.</strong> {escape(picture.note)}<ul class="key">{items}</ul>'
    yield "</figcaption></figure>"


def _wide(content: str, name: str) -> str:
    """Let what is wider than a phone be scrolled, also with the keyboard."""
    return f'<div class="wide" role="region" tabindex="0" aria-label="{escape(name)}">{content}</div>'


def _with_own_names(svg: str, picture: str) -> str:
    """Name a drawing's clips after its picture: the converter counts them through a whole process."""
    # Two drawings on one page would otherwise cut each other.
    names = {name: f"{picture}-{number}" for number, name in enumerate(dict.fromkeys(_CLIP.findall(svg)))}
    return _CLIP.sub(lambda clip: names[clip[0]], svg)


def _sample(item: LegendItem) -> str:
    return f'<svg viewBox="0 0 24 10" aria-hidden="true">{SHAPES.get(item.shape, _stretch)(item)}</svg>'


def _stretch(item: LegendItem) -> str:
    if item.is_line:
        return (
            f'<path d="M0 5H24" stroke="{item.colour}" stroke-width="2" stroke-dasharray="{item.dash or 0}"/>'
        )
    return f'<rect width="24" height="10" fill="{item.colour}" opacity="{item.opacity:g}"/>'


SHAPES = {
    "circle": lambda item: f'<circle cx="12" cy="5" r="4" fill="{item.colour}"/>',
    "hollow": lambda item: (
        f'<circle cx="12" cy="5" r="4" fill="none" stroke="{item.colour}" stroke-width="2"/>'
    ),
    "diamond": lambda item: f'<path d="M12 0l5 5-5 5-5-5z" fill="{item.colour}"/>',
    "upright": lambda item: f'<path d="M12 0v10" stroke="{item.colour}" stroke-width="3"/>',
}


def _table(table: ShownTable) -> Iterator[str]:
    heads = "".join(
        f'<th scope="col"{_numeric(table, place)}>{escape(head)}</th>'
        for place, head in enumerate(table.head)
    )
    caption = f"<caption>{escape(table.caption)}</caption>"
    rows = "".join(_row(table, number) for number in range(len(table.rows)))
    whole = f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    yield _wide(whole, table.caption)


def _row(table: ShownTable, number: int) -> str:
    first, *others = table.rows[number]
    strong = ' class="strong"' if number in table.strong else ""
    cells = "".join(
        f"<td{_numeric(table, place)}>{_linked(cell)}</td>" for place, cell in enumerate(others, start=1)
    )
    return f'<tr{strong}><th scope="row">{_named(first, table.foreign)}</th>{cells}</tr>\n'


def _numeric(table: ShownTable, place: int) -> str:
    return ' class="number"' if place in table.numbers else ""


def _named(cell: str, foreign: tuple[tuple[str, str], ...]) -> str:
    """Return the cell that names a row; what is in another language says so to whoever has it read aloud."""
    for words, language in foreign:
        if cell.startswith(words):
            return f'<span lang="{escape(language)}">{escape(words)}</span>{escape(cell.removeprefix(words))}'
    return escape(cell)


def _linked(cell: str) -> str:
    # A cell may hold words of others: nothing but a whole address becomes a link.
    if not cell.startswith("https://"):
        return escape(cell)
    # Without a referrer: where this copy of a brief lies is nothing that the other site has to know.
    return f'<a href="{escape(cell)}" rel="noreferrer">{escape(cell)}</a>'

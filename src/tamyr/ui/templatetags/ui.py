"""What every page's template may ask for: our own drawings, blocks with a frame."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from climate_pathways.core import ties
from tamyr.shared.languages import meant_by
from tamyr.shared.room_forms import room_of
from tamyr.shared.typed import typed_in
from tamyr.ui.pages.listed import signed, unknown_at_a_door, unknown_of

register = template.Library()

NOTICES = ("info", "attention", "error", "done")
# A line of the narrowest phone holds it.
SHORT_WORD = 24
SCRIPT_ENDS = {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"}


# --- page -----------------------------------------------------------------------------------


@register.filter
def drawing(svg: str) -> SafeString:
    """Put one of our own drawings into a page; its texts were escaped when it was drawn."""
    return mark_safe(svg)  # noqa: S308


@register.filter
def full_stop(sentence: str) -> str:
    """End a sentence with one full stop, also where a unit brought its own."""
    return sentence if sentence.endswith(".") else f"{sentence}."


@register.filter
def command(text: str) -> SafeString:
    """Keep short words of a command, as its options are, whole at the ends of lines; it is copied as it is."""
    # In turn what stands between words, and a word, which holds its quotes.
    parts = enumerate(re.split(r"((?:'[^']*'|[^\s'])+)", text))
    kept = ((number % 2 and "-" in part and len(part) <= SHORT_WORD, part) for number, part in parts)
    return format_html_join(
        "",
        "{}",
        ((format_html('<span class="word">{}</span>', part) if whole else part,) for whole, part in kept),
    )


@register.filter
def tied(page: SafeString) -> SafeString:
    """Keep numbers and units of a rendered part of a page on one line."""
    return mark_safe(ties.tied(page))  # noqa: S308


@register.simple_tag(takes_context=True)
def address_in(context: Context, language: str) -> str:
    """Return this page's address in a language; its front page for an address nobody serves."""
    address: str = context["language_urls"][language]
    return address if address.startswith(f"/{language}/") else f"/{language}/"


@register.simple_tag(takes_context=True)
def open_door(context: Context) -> str:
    """Return the menu's page that this page lies behind: of two the nearer one, else nothing."""
    request = context.get("request")
    below = request.path.split("/", 2)[-1] if request is not None else ""
    doors = [
        door.opens
        for door in context.get("menu") or ()
        if any(below.startswith(f"{inner.opens}/") for inner in door.inner or (door,))
    ]
    return max(doors, key=len, default="")


@register.simple_tag
def structured_data(facts: Mapping[str, Any]) -> SafeString:
    """Describe the page to machines, as JSON-LD: data that no content policy has to allow."""
    text = json.dumps({"@context": "https://schema.org", **facts}, ensure_ascii=False)
    # One by one: str.translate would look at each of many thousand letters.
    for letter, written in SCRIPT_ENDS.items():
        text = text.replace(letter, written)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308


@register.simple_tag(takes_context=True)
def texts_typed(context: Context) -> list[str]:
    """Return what a form held that was refused: only of our own, a foreign one would speak on our page."""
    request = context.get("request")
    if request is None or request.method != "POST" or not is_own_form(request):
        return []
    return typed_in(request)


@register.simple_tag(takes_context=True)
def address_meant(context: Context) -> str:
    """Return the address that a form was meant for which was sent to one without its language, or the slash at its end."""
    request = context.get("request")
    if request is None or request.method != "POST" or request.resolver_match:
        return ""
    return meant_by(request.path_info)[0]


@register.filter
def listed(field: BoundField) -> str:
    """Return, signed, the words of a field's list that a door would not know; none where its form sent them along."""
    return "" if getattr(field.form, "sends_lists", False) else unknown_at_a_door(field)


@register.simple_tag
def lists_of(form: BaseForm) -> str:
    """Send along, at once, the words of all lists of a form: each alone would weigh more."""
    form.sends_lists = True  # type: ignore[attr-defined]
    return _sent_along(unknown_of(form))


@register.simple_tag(takes_context=True)
def listed_as(context: Context, name: str, label: str, words: Iterable[Sequence[object]]) -> str:
    """Send along the words of a list that a template draws by hand."""
    view = getattr(context["request"].resolver_match, "func", None)
    return _sent_along(signed(room_of(getattr(view, "__module__", "")), (name, label, words)))


def _sent_along(words: str) -> str:
    return format_html('<input type="hidden" name="listed" value="{}">', words) if words else ""


@register.filter
def by_key(rows: Iterable[Any]) -> list[tuple[object, object]]:
    """Return rows by their keys and names, as a list that is drawn by hand has them."""
    return [(row.pk, row.name) for row in rows]


@register.filter
def faults(form: BaseForm) -> list[str]:
    """Return what is wrong in a form, each fault behind the label that people know its field by."""
    seen = {field.name: str(field.label) for field in form.visible_fields()}
    found = [(seen.get(name, ""), fault) for name, errors in form.errors.items() for fault in errors]
    return [f"{label}: {fault}" if label else str(fault) for label, fault in found]


def is_own_form(request: HttpRequest) -> bool:
    own = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Sec-Fetch-Site") == "same-origin" or request.headers.get("Origin") == own


# --- blocks ---------------------------------------------------------------------------------


@register.simple_block_tag
def notice(content: str, kind: str = "info", heading: str = "") -> SafeString:
    """Set a few sentences apart: ``info``, ``attention``, ``error`` or ``done``."""
    if kind not in NOTICES:
        raise template.TemplateSyntaxError(
            f"notice {kind!r} is not one of {', '.join(NOTICES)}: choose one of them"
        )
    # An error is read out at once; the rest waits for its turn.
    role = mark_safe(' role="alert"') if kind == "error" else ""
    title = format_html("<b>{}</b>", heading) if heading else ""
    return format_html('<div class="notice notice-{}"{}>{}{}</div>', kind, role, title, content)


@register.simple_block_tag
def scroller(content: str, label: str) -> SafeString:
    """Let a wide table move sideways on a phone, by finger and by keyboard."""
    return format_html(
        '<div class="scroll" role="region" tabindex="0" aria-label="{}">{}</div>', label, content
    )


@register.simple_block_tag
def more(content: str, label: str) -> SafeString:
    """Fold away what few need at once."""
    return format_html("<details><summary>{}</summary>{}</details>", label, content)


@register.simple_block_tag
def section(content: str, anchor: str, heading: str, classes: str = "") -> SafeString:
    """Set a part with a heading apart: open at a desk, in print and where an address leads, folded on a phone.

    The heading stands twice, beside what is folded and on it; of the two one is shown.
    """
    return format_html(
        '<section class="open-when-wide{}{}" id="{}" aria-labelledby="{}-title"><h3 id="{}-title">{}</h3>\n'
        "<details><summary><h3>{}</h3></summary>{}</details></section>",
        " " if classes else "",
        classes,
        *[anchor] * 3,
        *[heading] * 2,
        content,
    )


@register.simple_tag
def number_rows(rows: Iterable[Sequence[str]]) -> SafeString:
    """Write the body of a table whose first cells are heads; hundreds of cells, so not by template."""
    lines = (format_html('<tr><th scope="row">{}</th>{}</tr>\n', row[0], cells_of(row[1:])) for row in rows)
    return mark_safe("".join(lines))  # noqa: S308


def cells_of(texts: Sequence[str]) -> SafeString:
    return format_html_join("", "<td>{}</td>", ((text,) for text in texts))


@register.simple_tag
def worded_rows(
    rows: Iterable[Sequence[str]], numbers: Sequence[int] = (), head: Sequence[str] = ()
) -> SafeString:
    """Write the body of a table of words; the cells of columns ``numbers`` stand flush right.

    With ``head`` every cell carries its column's head, for the style that stacks cells on a phone.
    """
    lines = (
        format_html('<tr><th scope="row">{}</th>{}</tr>\n', row[0], _worded(row, numbers, head))
        for row in rows
    )
    return mark_safe("".join(lines))  # noqa: S308


def _worded(row: Sequence[str], numbers: Sequence[int], head: Sequence[str]) -> SafeString:
    kinds = (mark_safe(' class="number"') if place in numbers else "" for place in range(1, len(row)))
    heads: list[str] = [format_html(' data-head="{}"', word) for word in head[1:]] or [""] * (len(row) - 1)
    return format_html_join("", "<td{}{}>{}</td>", zip(kinds, heads, row[1:], strict=True))


@register.simple_tag
def options(choices: Iterable[Sequence[str]], chosen: str) -> SafeString:
    """Write the options of a list as (value, word); there may be hundreds, so not by template."""
    rows = (
        (_escaped(value), " selected" if value == chosen else "", _escaped(word)) for value, word in choices
    )
    return mark_safe(
        "".join([f'<option value="{value}"{mark}>{word}</option>' for value, mark, word in rows])
    )


@register.simple_tag
def links(places: Iterable[Sequence[str]]) -> SafeString:
    """Write the items of a list of links as (address, word); there may be hundreds, so not by template."""
    rows = ((_escaped(address), _escaped(word)) for address, word in places)
    return mark_safe("".join([f'<li><a href="{address}">{word}</a></li>' for address, word in rows]))


def _escaped(text: object) -> str:
    """Escape a text of hundreds: Django's own way asks of each whether it is safe, lazy or formatted, which takes longer."""
    return escape(str(text))


@register.simple_tag
def page_numbers(page: Page[Any]) -> list[int | None]:
    """Return the numbers of pages around this one, the first and the last; None for those between."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in numbers]

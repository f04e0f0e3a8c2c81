"""The pages on sources, on methods, and for people who write programmes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.evidence.logic.methods import methods_words
from tamyr.evidence.logic.references import data_page
from tamyr.evidence.pages.kept import PreparedPage, prepared, prepared_page
from tamyr.evidence.pages.links import crumbs
from tamyr.evidence.queries.standing import Stamp, edition_at


@prepared
def sources(stamp: Stamp, language: str) -> PreparedPage:
    edition = edition_at(stamp)
    words = data_page(edition.source_by_id(), edition.variables, language)
    page = {"edition": edition, "crumbs": crumbs(_("Data and methods")), **words}
    return prepared_page({}, main=render_to_string("evidence/sources_main.html", page))


@prepared
def methods(stamp: Stamp, language: str) -> PreparedPage:
    edition = edition_at(stamp)
    words = methods_words(edition.source_by_id(), language)
    page = {"edition": edition, "crumbs": crumbs(_("Methods")), "words": words}
    return prepared_page({}, main=render_to_string("evidence/methods_main.html", page))


# --- for programmes ---------------------------------------------------------------------------

EXAMPLES = {
    "iso3": "KAZ",
    "principle": "overall",
    "year": "2035",
    "level": "0.5",
    "chapter": "rating",
    "limit": "10",
    "threshold": "0.05",
}


@dataclass(frozen=True)
class Parameter:
    """One word of a question, with its bounds in signs: ``1 ≤ … ≤ 1000``."""

    name: str
    bounds: str
    description: str
    is_part_of_path: bool


@dataclass(frozen=True)
class Question:
    path: str
    summary: str
    parameters: tuple[Parameter, ...]
    example: str
    refusals: tuple[str, ...]


def programmes_page(described: Mapping[str, Any], origin: str) -> dict[str, Any]:
    """Return what the page shows of an OpenAPI description; ``origin``: the site's address without a path."""
    return {
        "questions": questions(described),
        "origin": origin,
        "description": reverse("evidence-api:openapi"),
        "crumbs": crumbs(_("For programmes")),
    }


def questions(described: Mapping[str, Any]) -> list[Question]:
    """Return every question of an OpenAPI description, in its order."""
    shared = described["components"]["schemas"]
    return [_question(path, acts["get"], shared) for path, acts in described["paths"].items()]


def _question(path: str, asked: Mapping[str, Any], shared: Mapping[str, Any]) -> Question:
    parameters = [_parameter(given, shared) for given in asked["parameters"]]
    return Question(
        path=path,
        summary=asked["summary"],
        parameters=tuple(parameters),
        example=_example(path, parameters),
        refusals=tuple(status for status in asked["responses"] if status != "200"),
    )


def _parameter(given: Mapping[str, Any], shared: Mapping[str, Any]) -> Parameter:
    schema = given["schema"]
    return Parameter(
        name=given["name"],
        bounds=_bounds(schema, shared),
        description=given.get("description", schema.get("description", "")),
        is_part_of_path=given["in"] == "path",
    )


def _bounds(schema: Mapping[str, Any], shared: Mapping[str, Any]) -> str:
    """Return what a word may be: a span of numbers, the words to choose from, or a pattern."""
    forms = [form for form in (schema, *schema.get("anyOf", ())) if form.get("type") != "null"]
    for form in forms:
        bounds = shared[form["$ref"].rpartition("/")[2]] if "$ref" in form else form
        if "minimum" in bounds:
            return f"{bounds['minimum']:g} – {bounds['maximum']:g}"
        if "enum" in bounds:
            return ", ".join(bounds["enum"])
        if "pattern" in bounds:
            return str(bounds["pattern"])
    return ""


def _example(path: str, parameters: list[Parameter]) -> str:
    query = {
        parameter.name: EXAMPLES[parameter.name]
        for parameter in parameters
        if not parameter.is_part_of_path and parameter.name in EXAMPLES
    }
    address = path.replace("{iso3}", EXAMPLES["iso3"])
    return f"{address}?{urlencode(query)}" if query else address

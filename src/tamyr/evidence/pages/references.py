"""The pages on sources, on methods, on what was said wrong, and for people who write programmes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from climate_pathways.assessment import (
    Correction,
    all_corrections,
    corrections_of,
    is_recent,
    topic_name,
)
from climate_pathways.core.naming import place_name
from climate_pathways.core.wording import lower_start, say_plain, say_range
from tamyr.evidence.logic.choices import CorrectionsChoice
from tamyr.evidence.logic.methods import methods_words
from tamyr.evidence.logic.references import data_page
from tamyr.evidence.pages.kept import PreparedPage, prepared, prepared_page
from tamyr.evidence.pages.links import crumbs
from tamyr.evidence.queries.standing import Stamp, edition_at
from tamyr.shared.answers import DatedFeed, narrowed_title
from tamyr.shared.languages import language


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


# --- what was said wrong ----------------------------------------------------------------------


@dataclass(frozen=True)
class CorrectionWords:
    """A correction in one language; ``iso3``: the country it is about, if it is one alone."""

    id: str
    title: str
    iso3: str
    since: date
    said: str
    right: str
    why: str
    quoted: str


def _correction_words(correction: Correction, language: str) -> CorrectionWords:
    return CorrectionWords(
        id=correction.id,
        title=correction.title(language),
        iso3=correction.countries[0] if len(correction.countries) == 1 else "",
        since=correction.since,
        said=correction.said(language),
        right=correction.right(language),
        why=correction.why(language),
        quoted=correction.quoted(language),
    )


def _chosen(choice: CorrectionsChoice) -> tuple[Correction, ...]:
    return corrections_of(choice.country) if choice.country else all_corrections()


def corrections_page(choice: CorrectionsChoice, address: str, language: str) -> dict[str, Any]:
    """Return what the page shows; ``address``: the public one of the whole list."""
    listed = _chosen(choice)
    # They stand by day where they are read, the newest first: in another order one day would be shown twice.
    by_day = groupby(listed, key=lambda correction: correction.on)
    asked = f"?{urlencode({'iso3': choice.country})}" if choice.country else ""
    return {
        "days": [(day, [_correction_words(entry, language) for entry in entries]) for day, entries in by_day],
        "crumbs": crumbs(_("Corrections")),
        "facts": _described(listed, address, language),
        "json": reverse("evidence-api:list_corrections") + asked,
        "reset": reverse("evidence:corrections") if choice.country else "",
        "same_choice": choice.query,
        "narrowed": choice.words(language),
    }


def _described(listed: tuple[Correction, ...], address: str, language: str) -> dict[str, Any]:
    """Describe corrections to search engines, by schema.org's vocabulary."""
    return {
        "@type": "CollectionPage",
        "name": _("Corrections"),
        "url": address,
        "inLanguage": language,
        "hasPart": [
            {
                "@type": "CorrectionComment",
                "name": correction.title(language),
                "text": correction.right(language),
                "url": f"{address}#{correction.id}",
                "datePublished": correction.on.isoformat(),
            }
            for correction in listed
        ],
    }


def corrections_feed(choice: CorrectionsChoice, address: str, language: str) -> str:
    """Return an Atom feed of corrections, each with its place in the whole list at ``address``."""
    feed = DatedFeed(
        title=narrowed_title(_("Corrections"), choice.words(language)),
        link=address + choice.query,
        description=_(
            "What we said wrong, since when, what is right now, why, and what changes for whoever quoted it."
        ),
        language=language,
        feed_url=f"{address}feed.xml{choice.query}",
    )
    for correction in _chosen(choice):
        # A correction has a day and no hour: the same moment at each
        # asking, or readers would be told of it again.
        made_at = datetime.combine(correction.on, time(), UTC)
        feed.add_item(
            title=correction.title(language),
            link=f"{address}#{correction.id}",
            description=f"{correction.right(language)} {correction.quoted(language)}",
            pubdate=made_at,
            updateddate=made_at,
            categories=(topic_name(correction.topic, language),),
        )
    return feed.writeString("utf-8")


def corrections_rows(choice: CorrectionsChoice, address: str, language: str) -> list[tuple[str, ...]]:
    head = (
        _("corrected on"),
        _("said since"),
        _("countries"),
        _("topic"),
        _("what we said"),
        _("what is right"),
        _("why it was wrong"),
        _("if you quoted it"),
        _("address"),
    )
    return [
        head,
        *(
            (
                correction.on.isoformat(),
                correction.since.isoformat(),
                ", ".join(place_name(iso3, language) for iso3 in correction.countries),
                topic_name(correction.topic, language),
                correction.said(language),
                correction.right(language),
                correction.why(language),
                correction.quoted(language),
                f"{address}#{correction.id}",
            )
            for correction in _chosen(choice)
        ),
    ]


@dataclass(frozen=True)
class CorrectionDay:
    """What was corrected about a country on one day: (identifier, topic) of each entry."""

    on: date
    entries: tuple[tuple[str, str], ...]


def corrections_listed(iso3: str, language: str) -> list[dict[str, str]]:
    """Return a country's corrections, the newest first: the day, the identifier, and the topic in a word."""
    return [
        {
            # As text: what is kept comes back as text, and only a page's first reader would be given a day.
            "on": correction.on.isoformat(),
            "id": correction.id,
            "topic": lower_start(topic_name(correction.topic, language)),
        }
        for correction in corrections_of(iso3)
    ]


def corrected_lately(listed: Sequence[Mapping[str, str]], today: date) -> tuple[CorrectionDay, ...]:
    """Return a country's corrections of the twelve months up to ``today`` by day, the newest day first."""
    by_day: dict[date, list[tuple[str, str]]] = {}
    for entry in listed:
        on = date.fromisoformat(entry["on"])
        if is_recent(on, today=today):
            by_day.setdefault(on, []).append((entry["id"], entry["topic"]))
    return tuple(CorrectionDay(on, tuple(entries)) for on, entries in by_day.items())


# --- for programmes ---------------------------------------------------------------------------

EXAMPLES = {
    "iso3": "KAZ",
    "principle": "overall",
    "year": "2035",
    "level": "0.5",
    "chapter": "rating",
    "limit": "10",
    "threshold": "0.05",
    "number": "1",
    "state": "waiting",
}


@dataclass(frozen=True)
class Parameter:
    """One word of a question, with its bounds as a reader writes them: ``1–1,000``."""

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


def programmes_page(described: Mapping[str, Any], origin: str) -> dict[str, Any]:
    """Return what the page shows of an OpenAPI description; ``origin``: the site's address without a path."""
    return {
        "questions": questions(described),
        "origin": origin,
        "description": reverse("evidence-api:openapi"),
        "crumbs": crumbs(_("For developers: API")),
    }


def questions(described: Mapping[str, Any]) -> list[Question]:
    """Return every question of an OpenAPI description, in its order."""
    shared = described["components"]["schemas"]
    return [_question(path, acts["get"], shared) for path, acts in described["paths"].items()]


def _question(path: str, asked: Mapping[str, Any], shared: Mapping[str, Any]) -> Question:
    parameters = [_parameter(given, shared) for given in asked["parameters"]]
    return Question(path, asked["summary"], tuple(parameters), example=_example(path, parameters))


def _parameter(given: Mapping[str, Any], shared: Mapping[str, Any]) -> Parameter:
    schema = given["schema"]
    return Parameter(
        name=given["name"],
        bounds=_bounds(given["name"], schema, shared),
        description=given.get("description", schema.get("description", "")),
        is_part_of_path=given["in"] == "path",
    )


def _bounds(name: str, schema: Mapping[str, Any], shared: Mapping[str, Any]) -> str:
    """Return what a word may be: a span of numbers, the words to choose from, or a pattern."""
    # A word that may be left out is described as one of two: itself, or nothing.
    forms = [form for form in (schema, *schema.get("anyOf", ())) if form.get("type") != "null"]
    for form in forms:
        bounds = shared[form["$ref"].rpartition("/")[2]] if "$ref" in form else form
        if "minimum" in bounds:
            ends = (bounds["minimum"], bounds["maximum"])
            # The thousands of a year are not set apart.
            said = [str(end) if name == "year" else say_plain(language(), end) for end in ends]
            return say_range(language(), *said)
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
    address = path.replace("{iso3}", EXAMPLES["iso3"]).replace("{number}", EXAMPLES["number"])
    return f"{address}?{urlencode(query)}" if query else address

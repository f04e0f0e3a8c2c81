"""A reader asks how the figures come about: every method, in both languages, as the code has it."""

import gzip
import html
import re

import pytest
from django.test import Client

from climate_pathways.assessment import axes_rule
from climate_pathways.core.ties import tied_text
from climate_pathways.exports.handbook import METHODS
from climate_pathways.exports.reproductions import REPRODUCTIONS
from climate_pathways.fair_shares import CHOICES
from tamyr.evidence.services import load_figures

from .conftest import NOW, other_snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.frozen]
MOST_BYTES = 50_000


def page(client: Client, language: str) -> str:
    return html.unescape(client.get(f"/{language}/countries/methods/").content.decode())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Methods", "Known weaknesses", "Equal per person from now on", "Published in", "Accepted")),
        ("ru", ("Методы", "Известные слабые места", "Поровну на человека с этого дня", "Опубликовано в", "Допустимо")),
    ],
)  # fmt: skip
def test_every_method_is_there_with_its_weaknesses(
    language: str, words: tuple[str, ...], client: Client
) -> None:
    shown = page(client, language)
    for word in words:
        assert word in shown
    for name in METHODS:
        assert f'id="{name.replace("_", "-")}" aria-labelledby="{name.replace("_", "-")}-title">' in shown
    assert shown.count(words[1]) == len(METHODS)


@pytest.mark.parametrize(("language", "written"), [("en", ">18.5–23.5<"), ("ru", ">18,5–23,5<")])
def test_a_range_stands_without_spaces(language: str, written: str, client: Client) -> None:
    shown = page(client, language)
    assert written in shown and re.findall(r"\d [–-] [\d−]", shown) == []


def test_a_formula_is_text_with_letters_below_and_above_the_line(client: Client) -> None:
    shown = page(client, "en")
    assert "<p>E<sub>i</sub>(t) = E*(t) · P<sub>i</sub>(t) / P(t)</p>" in shown
    assert "(T − t<sub>0</sub>)<sup>2</sup>" in shown
    assert "<img" not in shown and "<svg" not in shown.split("<main")[1].split("</main")[0]


def test_choices_rule_path_and_checks_are_the_codes_own(client: Client) -> None:
    shown = page(client, "en")
    for name in CHOICES:
        assert f"<code>{name}</code>" in shown
    assert f"Rating rule, version {axes_rule().version} of " in shown
    for axis in axes_rule().axes:
        assert all(tied_text(text) in shown for step in axis.steps for text in (step.criterion, step.word))
    for reproduction in REPRODUCTIONS:
        assert reproduction.citation.title in shown and f'id="again-{reproduction.id}"' in shown


def test_methods_and_data_lead_to_each_other(client: Client) -> None:
    shown = page(client, "en")
    sources = client.get("/en/countries/sources/").content.decode()
    assert 'href="/en/countries/methods/"' in sources
    linked = set(re.findall(r'href="/en/countries/sources/#(source-[\w-]+)"', shown))
    assert len(linked) > 10
    assert all(f'id="{anchor}"' in sources for anchor in linked)


def test_editions_of_sources_are_dated_in_words(client: Client) -> None:
    data = page(client, "ru").split('id="data"')[1].split("</dl>")[0]
    assert "20 ноября 2025" in data and not re.search(r"\d{4}-\d\d", data)


def test_a_figure_of_a_country_leads_to_its_method(client: Client) -> None:
    country = client.get("/en/countries/kaz/").content.decode()
    linked = set(re.findall(r'href="/en/countries/methods/#([\w-]+)"', country))
    assert {"total", "ratio", "trend", "peak"} <= linked
    assert all(f'id="{anchor}"' in page(client, "en") for anchor in linked)


def test_the_page_names_version_and_date_and_follows_an_update(client: Client) -> None:
    assert "Figures of 29 November 2026" in page(client, "en")
    load_figures(snapshot=other_snapshot(), now=NOW)
    assert "Figures of 1 January 2027" in page(client, "en")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_page_is_light_and_needs_no_script(language: str, client: Client) -> None:
    packed = client.get(f"/{language}/countries/methods/", headers={"accept-encoding": "gzip"}).content
    assert len(packed) < MOST_BYTES
    scripts = re.findall(rb"<script[^>]*>", gzip.decompress(packed))
    assert all(b"ld+json" in script for script in scripts)


def test_each_anchor_is_there_once(client: Client) -> None:
    anchors = re.findall(r'\bid="([^"]+)"', page(client, "ru"))
    assert sorted(anchors) == sorted(set(anchors))


def test_what_is_counted_in_years_is_not_labelled_year_once_more(client: Client) -> None:
    shown = page(client, "en")
    assert '<th scope="row">years of present emissions</th>' in shown

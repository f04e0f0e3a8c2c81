"""What is published of the methods is what the code does, and nothing is missing."""

import ast
import inspect
import json
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import climate_pathways.methods
from climate_pathways.assessment import neutrality
from climate_pathways.assessment.axes.rule import axes_rule
from climate_pathways.cli import main
from climate_pathways.core.publication import formula_parts, plain_formula
from climate_pathways.core.quantities import GWP_SETS
from climate_pathways.core.wording import LANGUAGES, catalogue
from climate_pathways.exports.handbook.compiling import METHODS, handbook
from climate_pathways.exports.handbook.entries import Handbook
from climate_pathways.exports.reproductions.published import REPRODUCTIONS
from climate_pathways.fair_shares import allocation as fair_shares
from climate_pathways.fair_shares import global_paths
from climate_pathways.fair_shares.choices import CHOICES, EQUITY, REFERENCE
from climate_pathways.figures.snapshot import snapshot
from climate_pathways.figures.sources import cerp
from climate_pathways.methods import ability_to_pay

Output = pytest.CaptureFixture[str]
ROOT = Path(__file__).parents[2]
# What the principles have in common: axes, sums, checks.
NO_METHOD = {"shares"}
FILES = sorted(
    module.name
    for module in pkgutil.iter_modules(climate_pathways.methods.__path__)
    if module.name not in NO_METHOD
)
# Methods of our own that are no single formula, and the module that declares each.
ELSEWHERE = {
    "fair_shares": "fair_shares.allocation",
    "global_paths": "fair_shares.global_paths",
    "category_shares": "fair_shares.categories",
    "pledge_readings": "pledges.readings",
    "pledge_versions": "pledges.versions",
    "criteria": "pledges.criteria",
    "gap": "assessment.gap",
    "rating": "assessment.axes.rule",
    "suggestions": "assessment.suggestions",
    "neutrality": "assessment.neutrality",
}
every_file = pytest.mark.parametrize("name", FILES)


def module_of(name: str) -> ModuleType:
    return import_module(f"climate_pathways.{ELSEWHERE.get(name, f'methods.{name}')}")


def book(language: str) -> Handbook:
    return handbook(snapshot.region().sources, language)


# --- nothing is missing ---------------------------------------------------------------------


def test_every_method_file_is_published_and_nothing_else() -> None:
    assert set(METHODS) == {*FILES, *ELSEWHERE}
    for name in METHODS:
        assert module_of(name).PUBLISHED is METHODS[name] and name == module_of(name).METHOD


@pytest.mark.parametrize("name", METHODS)
def test_a_method_says_its_idea_its_weaknesses_and_where_it_was_published(name: str) -> None:
    method = METHODS[name]
    assert method.says and method.weaknesses
    for source in method.sources:
        assert source.title and source.where and 1900 < source.year <= 2026
        assert not source.url or source.url.startswith("http")


@pytest.mark.parametrize("name", [*EQUITY, REFERENCE])
def test_a_principle_has_formula_signs_source_and_weaknesses(name: str) -> None:
    method = METHODS[name]
    assert method.formulas[0].startswith("E_i(t) = ")
    assert method.terms and method.sources


FUNCTIONS = {"ln", "Pr", "E*"}


def signs(formula: str) -> Iterator[str]:
    """Yield the letters of a formula with what stands below them, without functions and indices."""
    for sign in re.findall(r"(?:E\*|[^\W\d_]+)(?:_\w)?", formula):
        sign, base = sign.lstrip("Σ"), sign.lstrip("Σ").split("_")[0]
        if base not in FUNCTIONS and sign not in ("i", "t", "e"):
            yield sign


@pytest.mark.parametrize("name", METHODS)
def test_every_sign_of_a_formula_is_explained(name: str) -> None:
    method = METHODS[name]
    left_sides = {sign for formula in method.formulas[1:] for sign in signs(formula.split(" = ")[0])}
    explained = {sign for term in method.terms for sign in signs(term.sign)} | left_sides
    used = {sign for formula in method.formulas for sign in signs(formula)}
    assert {sign for sign in used if sign not in explained and sign.split("_")[0] not in explained} <= {"t_0"}


@every_file
def test_the_docstring_names_the_same_publications(name: str) -> None:
    """Authors and years of the docstring and of the declaration are the same."""
    text = module_of(name).__doc__ or ""
    sources = METHODS[name].sources
    for source in sources:
        surname = re.split(r",| & | et al", source.authors)[0]
        assert re.search(surname, text, re.IGNORECASE) and str(source.year) in text, source.short
    assert set(re.findall(r"\(?\b((?:19|20)\d\d)\)", text)) <= {str(source.year) for source in sources}


@every_file
def test_every_public_function_says_what_it_returns(name: str) -> None:
    tree = ast.parse(inspect.getsource(module_of(name)))
    found = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    assert [node.name for node in found if not ast.get_docstring(node)] == []


# --- it says what the code does -------------------------------------------------------------


def test_choices_and_their_levels_are_those_the_draws_use() -> None:
    shown = {choice.id: choice for section in every_section(book("en")) for choice in section.choices}
    assert set(shown) == set(CHOICES)
    assert all(len(shown[name].levels) == len(CHOICES[name].levels) for name in CHOICES)
    assert shown["threshold"].levels == ("0", "2,500", "7,500")
    assert shown["path"].levels == ("IPCC category C1", "SSP1-1.9")


def test_a_principle_shows_its_own_choices_only() -> None:
    for section in book("en").principles:
        assert [choice.id for choice in section.choices] == [
            choice.name for choice in CHOICES.values() if section.id in choice.principles
        ]


def test_the_rules_axes_are_the_rule() -> None:
    shown, rule = book("en").rule, axes_rule()
    assert [axis.id for axis in shown.axes] == [axis.id for axis in rule.axes]
    for axis, published in zip(shown.axes, rule.axes, strict=True):
        assert axis.steps == tuple((step.word, step.criterion) for step in published.steps)


def test_the_cuts_of_the_categories_are_shown_and_what_is_interpolated_is_marked() -> None:
    rows = {row[0]: row[1:] for row in book("en").category_rows}
    assert rows["2030"] == ("43\u00a0%", "21\u00a0%", "2\u00a0%", "−11\u00a0%")
    assert rows["2035"] == ("60\u00a0%", "35\u00a0%", "2.5\u00a0%*", "−15\u00a0%*")


def test_the_paths_table_is_the_path() -> None:
    assert book("en").path_rows[0] == ("2030", "43\u00a0%", "34\u00a0%", "60\u00a0%")
    assert len(book("en").path_rows) == len(global_paths.C1_REDUCTIONS) - 1


def test_constants_in_the_words_come_from_the_code() -> None:
    shown = book("en")
    assert shown.engine.says.count("10,000") == 1
    assert str(global_paths.JOIN_YEAR) in shown.path.rules[0]
    assert str(global_paths.C1_NET_ZERO) in " ".join(shown.path.rules)
    held = next(meaning for _, meaning in shown.inputs[0].terms if "held between" in meaning)
    assert "−5 % and 0 %" in held
    assert pytest.approx(1 / 3) == ability_to_pay.CUBE_ROOT


def test_potentials_are_those_of_three_reports() -> None:
    rows = book("ru").potentials
    assert rows[0] == ("CH₄", "25", "28", "27,9") and len(rows[0]) == len(GWP_SETS)


def test_the_sources_named_are_those_that_are_read() -> None:
    known = snapshot.region().sources
    used = {name for group in book("en").data for name, _, _ in group.sources}
    assert used <= set(known)
    assert {
        "cerp",
        "climate-watch",
        "jones",
        "un-wpp",
        "wid",
        "gapminder",
        "world-bank",
        "ssp",
        "rcbs",
    } <= used
    assert cerp.__doc__


# --- in both languages ----------------------------------------------------------------------


def every_section(shown: Handbook) -> list:  # type: ignore[type-arg]
    return [
        *shown.principles,
        *shown.references,
        shown.engine,
        shown.path,
        shown.categories,
        *shown.inputs,
        shown.gap,
        shown.rating,
        *shown.neutrality,
        *shown.figures,
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_named_place_is_left_empty(language: str) -> None:
    text = json.dumps(book(language).as_dict(), ensure_ascii=False)
    words = [re.sub(r"[\^_]\{[^}]*\}", "", part) for part in re.findall(r'"([^"]*)"', text)]
    assert [part for part in words if "{" in part or "%(" in part] == []


def test_russian_is_complete_and_not_english() -> None:
    english, russian = (every_section(book(language)) for language in ("en", "ru"))
    for english_section, other in zip(english, russian, strict=True):
        assert english_section.says != other.says and english_section.name != other.name
        assert all(a != b for a, b in zip(english_section.weaknesses, other.weaknesses, strict=True))
        assert english_section.formulas == other.formulas
    assert catalogue("ru").gettext("Known weaknesses:") != "Known weaknesses:"


# --- formulas -------------------------------------------------------------------------------


def test_a_formula_falls_into_pieces_and_loses_nothing() -> None:
    parts = list(formula_parts("r_i(t) = (1 + c)^{t − 1} · E*_{ab}"))
    assert [(part.place, part.text) for part in parts] == [
        ("", "r"),
        ("sub", "i"),
        ("", "(t) = (1 + c)"),
        ("sup", "t − 1"),
        ("", " · E*"),
        ("sub", "ab"),
    ]
    assert plain_formula("x_i^{1/3} + y^2") == "x_i^(1/3) + y^2"


@pytest.mark.parametrize("name", METHODS)
def test_no_formula_has_loose_marks(name: str) -> None:
    for formula in METHODS[name].formulas:
        text = "".join(part.text for part in formula_parts(formula))
        assert not set(text) & set("_^{}")
        assert text.count("(") == text.count(")") and text.count("[") == text.count("]")


# --- at the terminal ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "heading", "weakness"),
    [
        ("en", "PRINCIPLES OF FAIR SHARES", "Known weaknesses"),
        ("ru", "ПРИНЦИПЫ СПРАВЕДЛИВЫХ ДОЛЕЙ", "слабые места"),
    ],
)
def test_a_person_reads_all_methods_at_the_terminal(
    language: str, heading: str, weakness: str, capsys: Output
) -> None:
    assert main(["methods", "--lang", language]) == 0
    printed = capsys.readouterr()
    assert heading in printed.out and printed.out.count(weakness) == len(METHODS)
    assert "E_i(t) = E*(t) · P_i(t) / P(t)" in printed.out and printed.err == ""
    for reproduction in REPRODUCTIONS:
        assert reproduction.citation.authors in printed.out
        # An address stands on one line, so that a terminal can follow it.
        assert reproduction.citation.url in printed.out


def test_a_program_reads_them_as_json(capsys: Output) -> None:
    assert main(["methods", "--json", "--lang", "en"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [principle["id"] for principle in data["principles"]] == list(EQUITY)
    assert data["rule"]["version"] == 2 and data["code_version"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", data["figures_of"])
    assert neutrality.METHOD in {method["id"] for method in data["neutrality"]}
    assert data["engine"]["id"] == fair_shares.METHOD


# --- the explanation does not repeat it -----------------------------------------------------


def test_the_explanation_points_here_and_repeats_no_formula() -> None:
    text = (ROOT / "docs" / "explanation" / "fair-shares.md").read_text("utf-8")
    assert "pathways methods" in text and "/countries/methods/" in text
    copied = [
        name for name, method in METHODS.items() for part in method.formulas if plain_formula(part) in text
    ]
    assert copied == []
    for year, (low, _, high) in global_paths.C1_REDUCTIONS.items():
        assert year == global_paths.REFERENCE_YEAR or f"[{low}–{high}]" not in text

"""Whoever reads where a number comes from meets names and days in words, and titles in their own language."""

import re
from datetime import date

import pytest
from tests.science.assessed import Assessments

from climate_pathways.assessment.tables import sources_table
from climate_pathways.core.naming import source_name
from climate_pathways.exports.brief.content import brief, pictures
from climate_pathways.exports.brief.html import write_html
from climate_pathways.figures.providers import PROVIDERS, parts_said
from climate_pathways.figures.snapshot import snapshot
from climate_pathways.figures.snapshot.snapshot import region
from climate_pathways.figures.sources import ndc_registry, regions
from climate_pathways.pledges.documents import Citation
from climate_pathways.pledges.titles import OURS, Title, shown_title

# Projects and models: each is called so in every language.
OWN_NAMES = {
    "Climate Resource",
    "MESSAGEix-GLOBIOM",
    "Our World in Data",
    "REMIND-MAgPIE",
    "climate-assessment",
    "openclimatedata",
}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("unfccc-crt", "Национальный кадастр (CRT)"),
        ("unfccc-crt+gapminder", "Национальный кадастр (CRT), Gapminder"),
        ("mine+yours.csv", "mine+yours.csv"),
        ("own", "own"),
    ],
)
def test_a_figure_joined_of_several_sources_has_all_their_names(source: str, said: str) -> None:
    assert source_name(source, "ru") == said


def test_every_provider_is_known() -> None:
    shipped = snapshot.load(snapshot.shipped()).sources.values()
    sources = (*shipped, ndc_registry.SOURCE, regions.SOURCE)
    named = {part for source in sources for part in source.provider.split("; ")}
    assert named == {*PROVIDERS, *OWN_NAMES}


def test_parts_of_a_provider_are_said_one_by_one() -> None:
    assert parts_said("World Bank; Gapminder; Mine", PROVIDERS, "ru") == "Всемирный банк; Gapminder; Mine"


def test_no_citation_holds_a_day_in_figures() -> None:
    cited = [source.citation for source in region().sources.values()]
    assert len(cited) > 20
    assert [text for text in cited if re.search(r"\b\d{4}-\d\d-\d\d\b", text)] == []


def citation(title: str, language: str = "en") -> Citation:
    return Citation("text", title, "Example", "official", "https://example.org/", language, date(2025, 1, 1))


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("Second NDC of Example (text of the English translation)", "Second NDC of Example"),
        ("INDC of Example (unofficial translation), text", "INDC of Example"),
        ("NDC of Example, 2021, text", "NDC of Example, 2021"),
        ("A text without an ending", "A text without an ending"),
    ],
)
def test_what_we_add_to_a_title_stands_apart_from_it(title: str, own: str) -> None:
    foreign = shown_title(citation(title), "ru")
    assert (foreign.own, foreign.language) == (own, "en") and bool(foreign.note) == (own != title)
    assert str(shown_title(citation(title), "en")) == title
    assert shown_title(citation("Вклад Республики (текст)", "ru"), "en") == Title(
        "Вклад Республики", "ru", "text"
    )


def test_a_title_told_in_english_is_no_words_of_its_documents_language() -> None:
    law = citation("Law of Example on the climate (in Ukrainian)", "uk")
    assert shown_title(law, "en") == Title(law.title, "en")
    assert shown_title(law, "ru").own == "Law of Example on the climate"


def test_a_description_of_ours_is_in_the_readers_language() -> None:
    assert shown_title(citation(OURS[0]), "ru").language == "ru"


def test_the_list_of_sources_says_which_titles_are_in_another_language() -> None:
    found = Assessments()["KAZ"]
    table = sources_table(found, region().sources, "ru")
    assert len(table.foreign) > 2 and {language for _, language in table.foreign} == {"en"}
    assert sources_table(found, region().sources, "en").foreign == ()
    content = brief(found, region().sources, "ru")
    page = write_html(content, {name: "<svg></svg>" for name in pictures(found, "ru")})
    assert f'<th scope="row"><span lang="en">{table.foreign[0][0]}</span>' in page
    (part,) = (part for part in content.parts if part.id == "sources")
    assert part.tables[0].foreign == table.foreign


def test_a_title_that_begins_with_another_one_is_in_its_language_to_its_end() -> None:
    found = Assessments()["UZB"]
    titles = [words for words, _ in sources_table(found, region().sources, "ru").foreign]
    pairs = [(one, other) for one in titles for other in titles if one != other and other.startswith(one)]
    assert pairs
    page = write_html(
        brief(found, region().sources, "ru"), {name: "<svg></svg>" for name in pictures(found, "ru")}
    )
    assert all(f'<span lang="en">{other}</span>' in page for _, other in pairs)

"""A policy expert prints a country brief and hands it to a minister."""

import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from tests.fonts import list_other_fonts
from tests.science.assessed import Assessments
from tests.science.briefs import (
    content,
    drawings,
    drawn,
    elements,
    opened,
    paper,
    squeezed,
    text_as_set,
    text_in,
    text_of,
)

from climate_pathways.assessment.making import assessment_inputs
from climate_pathways.core.ties import UNITS
from climate_pathways.core.wording import say, say_rounded
from climate_pathways.exports.brief.content import Brief, brief
from climate_pathways.exports.brief.file import printed
from climate_pathways.exports.brief.html import write_html
from climate_pathways.exports.brief.pdf import typeset_pdf
from climate_pathways.fair_shares.choices import Parameters
from climate_pathways.fair_shares.result import OVERALL
from climate_pathways.fair_shares.settings import parse
from climate_pathways.figures.snapshot.snapshot import region

Output = pytest.CaptureFixture[str]
TELLING = (("UZB", "en"), ("KAZ", "ru"), ("TKM", "ru"))
BOTH = [
    pytest.param(iso3, language, marks=() if (iso3, language) in TELLING else pytest.mark.whole)
    for iso3 in ("UZB", "KAZ", "TKM", "RUS", "KGZ", "UKR")
    for language in ("en", "ru")
]


# --- the paper ------------------------------------------------------------------------------


@pytest.mark.parametrize(("iso3", "language"), BOTH)
def test_has_two_to_four_a4_pages(iso3: str, language: str) -> None:
    pages = opened(iso3, language).pages
    assert 2 <= len(pages) <= 4
    for page in pages:
        assert [round(float(size)) for size in page.mediabox] == [0, 0, 595, 842]


@pytest.mark.parametrize(("iso3", "language"), BOTH)
def test_is_tagged_with_title_and_language(iso3: str, language: str) -> None:
    document = opened(iso3, language)
    assert document.Root.MarkInfo.Marked == True  # noqa: E712 (a PDF's own truth)
    assert str(document.Root.Lang) == language
    assert document.Root.ViewerPreferences.DisplayDocTitle == True  # noqa: E712
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == content(iso3, language).title


@pytest.mark.parametrize(("iso3", "language"), BOTH)
def test_a_screen_reader_finds_headings_table_heads_and_words_for_every_picture(
    iso3: str, language: str
) -> None:
    document = opened(iso3, language)
    found = elements(document)
    kinds = [str(element.S) for element in found]
    shown = content(iso3, language)
    assert kinds.count("/H1") == len(shown.parts) + 1 and "/Title" in kinds
    heads = sum(len(table.head) for part in shown.parts for table in part.tables if table.id != "sources")
    assert kinds.count("/TH") == heads
    alternatives = {str(element.Alt) for element in found if "/Alt" in element}
    assert {picture.alternative for picture in pictures_of(shown)} <= alternatives
    assert all(
        "/Alt" in element
        for element in found
        if str(element.S) == "/Figure" and "/K" in element and not holds(element)
    )


def holds(figure: Any) -> bool:
    """Whether a figure is made of other elements, such as a picture and its caption."""
    inside = figure.K if isinstance(figure.K, pikepdf.Array) else [figure.K]
    return any(isinstance(part, pikepdf.Dictionary) and "/S" in part for part in inside)


def pictures_of(shown: Brief) -> list[Any]:
    return [shown.picture, *(picture for part in shown.parts for picture in part.pictures)]


@pytest.mark.parametrize(("iso3", "language"), BOTH)
def test_carries_every_letter_of_one_family_in_the_file(iso3: str, language: str) -> None:
    document = opened(iso3, language)
    fonts = [
        part
        for part in document.objects
        if isinstance(part, pikepdf.Dictionary) and part.get("/Type") == "/FontDescriptor"
    ]
    assert fonts
    for font in fonts:
        assert "DejaVuSans" in str(font.FontName)
        assert {"/FontFile2", "/FontFile3"} & set(font.keys())


@pytest.mark.parametrize(("iso3", "language"), BOTH)
def test_its_text_can_be_copied_and_holds_every_sentence(iso3: str, language: str) -> None:
    shown, text = content(iso3, language), text_of(opened(iso3, language))
    for sentence in shown.lead:
        assert squeezed(sentence.text) in text
    for part in shown.parts:
        assert squeezed(part.title) in text
    if language == "ru":
        assert len(re.findall("[а-яё]", text)) > 4000


def test_tells_the_same_numbers_on_paper_on_the_page_and_as_data() -> None:
    assessment, shown = Assessments()["UZB"], content("UZB", "en")
    main = assessment.main
    assert main
    target, gap = assessment.by_pledge[main.pledge].target, main.overall
    numbers = [
        target.central_mt_co2e,
        target.low_mt_co2e,
        target.high_mt_co2e,
        gap.share_median,
        gap.gap_median,
    ]
    page = write_html(shown, drawings("UZB", "en"))
    data = json.dumps(shown.as_dict(), ensure_ascii=False)
    text = text_of(opened("UZB", "en"))
    assert gap.share_median == pytest.approx(assessment.shares.at(OVERALL, target.year), rel=1e-4)
    for number in numbers:
        said = say_rounded("en", number)
        assert said in text and said in page and said in data


def test_an_option_of_the_command_breaks_at_no_hyphen_on_a_phone_and_is_copied_as_it_is() -> None:
    page = write_html(content("UZB", "en"), drawings("UZB", "en"))
    line = page.partition("<p>Command: ")[2].partition(".pdf")[0]
    assert (
        '<span class="word">--as-of</span> 2026 <span class="word">--set</span>' in line
        and ".word{display:inline-block" in page
    )
    bare = re.sub(r"</?span[^>]*>", "", line)
    said = [sentence for part in content("UZB", "en").parts for sentence in part.sentences]
    (command,) = (sentence.text for sentence in said if sentence.topic == "command")
    assert f"{bare}.pdf" in command and "\u2011" not in line and "\u2060" not in line


@pytest.mark.parametrize("as_html", [True, pytest.param(False, marks=pytest.mark.whole)])
def test_is_the_same_to_the_byte_when_made_again(*, as_html: bool) -> None:
    first = (
        write_html(content("KAZ", "ru"), drawings("KAZ", "ru")).encode() if as_html else paper("KAZ", "ru")
    )
    assert printed(Assessments()["KAZ"], region().sources, "ru", as_html=as_html) == first


def test_needs_no_font_of_the_system_and_no_network(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for variable in (("FONTCONFIG_FILE", str(tmp_path / "none.conf")), list_other_fonts(tmp_path)):
        monkeypatch.setenv(*variable)
        again = typeset_pdf(content("KAZ", "ru"), drawings("KAZ", "ru"))
        assert again == paper("KAZ", "ru")


def test_words_never_turn_into_markup() -> None:
    odd = "#panic(1) *bold* $x$ <b>@ref</b> \\ \" '"
    shown = replace(content("UZB", "en"), title=odd)
    text = text_of(pikepdf.open(io.BytesIO(typeset_pdf(shown, drawings("UZB", "en")))))
    assert "#panic(1)*bold*$x$<b>@ref</b>" in text
    assert "<b>@ref</b>" not in write_html(shown, drawings("UZB", "en"))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_day_and_every_source_is_told_as_a_reader_writes_it(language: str) -> None:
    shown = content("KAZ", language)
    (sources,) = (table for part in shown.parts for table in part.tables if table.id == "sources")
    titles = {source.title for source in region().sources.values()}
    in_english = {row[0] for row in sources.rows} & titles
    assert in_english == {title for title in in_english if say(language, title) == title}
    # A version begins with its day as a name of it, which a reader types as it stands.
    words = re.sub(
        r"https?://\S+|\d{4}-\d\d-\d\d-[0-9a-f]{10}", "", write_html(shown, drawings("KAZ", language))
    )
    assert re.findall(r"\d{4}-\d\d-\d\d", words) == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_number_parts_from_its_unit_at_the_end_of_a_line(language: str) -> None:
    on_screen = re.findall(r">([^<]+)<", write_html(content("KAZ", language), drawings("KAZ", language)))
    on_paper = [text_as_set(sheet.obj) for sheet in opened("KAZ", language).pages]
    for texts in (on_screen, on_paper):
        assert sum(len(re.findall(rf"\d\u00a0(?:{UNITS})(?!\w)", text)) for text in texts) > 50
        assert [text for text in texts if re.search(rf"\d (?:{UNITS})(?!\w)", text)] == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_leads_with_the_target_on_its_documents_own_footing(language: str) -> None:
    shown = content("KAZ", language)
    assert {"promise", "own", "own_today", "met_already"} <= {sentence.topic for sentence in shown.lead}
    own = next(sentence.text for sentence in shown.lead if sentence.topic == "own")
    assert "320" in own and "348" in own
    # The first page holds it: what stands there can be copied from it.
    document = opened("KAZ", language)
    first = text_in(document.pages[0].obj)
    assert all(squeezed(sentence.text) in first for sentence in shown.lead)


def test_says_first_that_an_assumption_was_changed() -> None:
    parameters = parse(["threshold=7500"], Parameters(draws=200))
    assessment = assessment_inputs(("UZB",), as_of=2026, parameters=parameters).assess("UZB")
    shown = brief(assessment, region().sources, "en")
    assert "Income that does not count" in shown.changed and "7,500" in shown.changed
    on_paper = typeset_pdf(shown, drawn(assessment, "en"))
    assert squeezed(shown.changed) in text_of(pikepdf.open(io.BytesIO(on_paper)))
    assert any(
        "--set threshold=7500 --set draws=200" in sentence.text for sentence in shown.parts[-1].sentences
    )
    assert content("UZB", "en").changed == ""


def test_a_country_without_a_target_ahead_still_has_a_brief() -> None:
    bare = replace(Assessments()["UZB"], judged=(), headline="", suggestions=(), read=(), changes=())
    shown = brief(bare, region().sources, "en")
    assert shown.step == 0 and shown.amounts == ()
    drawings_of_it = drawn(bare, "en")
    text = text_of(pikepdf.open(io.BytesIO(typeset_pdf(shown, drawings_of_it))))
    assert squeezed("no target ahead that can be read in tonnes") in text
    assert "no target ahead" in write_html(shown, drawings_of_it)


class Tags(HTMLParser):
    """Collects what a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize(("iso3", "language"), BOTH)
def test_the_page_needs_nothing_beside_it(iso3: str, language: str) -> None:
    page = write_html(content(iso3, language), drawings(iso3, language))
    found = Tags(page).found
    assert dict(found)["html"] == {"lang": language}
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in found}
    assert "@import" not in page and "url(http" not in page
    assert [tag for tag, _ in found].count("h1") == 1
    assert all(given.get("scope") for tag, given in found if tag == "th")
    labels = [given["aria-label"] for tag, given in found if tag == "svg" and "aria-label" in given]
    assert labels == [picture.alternative for picture in pictures_of(content(iso3, language))]


def test_a_brief_breaks_on_no_character_that_came_with_a_text() -> None:
    """A name that was pasted: a soft break of Word, a bell, turned writing, half of a pair."""
    named = replace(content("UZB", "en"), title="A\x0btitle\x07 <of\u202e ours\ud800>")
    page = write_html(named, drawings("UZB", "en"))
    assert "<title>A title &lt;of ours&gt;</title>" in page and page.encode()
    with (
        pikepdf.open(io.BytesIO(typeset_pdf(named, drawings("UZB", "en")))) as paper,
        paper.open_metadata() as told,
    ):
        assert told["dc:title"] == "A title <of ours>"

"""Documents of office programs: all their words in a safe copy, or none; what was not meant to be given apart from them."""

from dataclasses import astuple

import pytest
from django.test import Client

from tamyr.replies.logic.cleaning import NotCleaned, cleaned
from tamyr.replies.models import Mailbox
from tamyr.replies.queries.candidates import address_of
from tamyr.replies.tests.corpus import documents as made
from tamyr.replies.tests.corpus.attaching import DOCX, ODT
from tamyr.replies.tests.corpus.making import mail, part, several, words
from tamyr.replies.tests.mailing import ANSWER, came

XLSX, RTF = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/rtf"
READ = {
    "docx": (DOCX, made.LETTER, made.LETTER_SAYS, made.LETTER_ASIDE),
    "xlsx": (XLSX, made.SHEETS, made.SHEETS_SAY, made.SHEETS_ASIDE),
    "odt": (ODT, made.TEXT, made.TEXT_SAYS, made.TEXT_ASIDE),
    "rtf": (RTF, made.RICH, made.RICH_SAYS, made.RICH_ASIDE),
}


@pytest.mark.parametrize("kind", READ)
def test_all_words_are_read_in_their_order_and_what_was_not_meant_is_set_aside(kind: str) -> None:
    media_type, content, says, aside = READ[kind]
    clean = cleaned(content, media_type)
    assert clean.content.decode() == says and clean.media_type == "text/plain"
    assert sorted(astuple(note) for note in clean.aside) == sorted(aside)


ENTITY = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><w:document {made.W}><w:body><w:p/></w:body></w:document>'
DEEP = f"<w:document {made.W}><w:body>{'<w:sdt>' * 300}{'</w:sdt>' * 300}</w:body></w:document>"
LOCKED = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    "<manifest:encryption-data/></manifest:manifest>"
)
WORDS_ELSEWHERE = made.word(f"<w:p><w:unheard>{made.run('слова')}</w:unheard></w:p>")


def document(content: str | bytes) -> bytes:
    return made.packed({"_rels/.rels": made.MAIN, "word/document.xml": content})


REFUSED = {
    "a bomb of spaces": (DOCX, document(b" " * 41_000_000), "too-large"),
    "entities": (DOCX, document(ENTITY), "entities"),
    "elements within elements": (DOCX, document(DEEP), "too-deep"),
    "no XML": (DOCX, document("<w:document"), "broken"),
    "no letter in it": (DOCX, made.packed({"word/x.xml": "<x/>"}), "broken"),
    "a page of another program in it": (DOCX, made.word("<w:altChunk r:id='r1'/>"), "not-understood"),
    "words at an unknown place": (DOCX, WORDS_ELSEWHERE, "not-understood"),
    "breaks off": (DOCX, made.LETTER[:-200], "broken"),
    "a formula that was never computed": (
        XLSX,
        made.workbook("<sheetData><row><c r='A1'><f>1+1</f></c></row></sheetData>"),
        "not-computed",
    ),
    "a text that is not there": (
        XLSX,
        made.workbook("<sheetData><row><c r='A1' t='s'><v>99</v></c></row></sheetData>"),
        "broken",
    ),
    "locked": (ODT, made.text("<text:p>x</text:p>", parts={"META-INF/manifest.xml": LOCKED}), "locked"),
    "rows without end": (
        ODT,
        made.text(
            "<table:table><table:table-row table:number-rows-repeated='9999999'><table:table-cell>"
            "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
        ),
        "too-large",
    ),
    "braces without end": (RTF, b"{\\rtf1 " + b"{" * 300, "too-deep"),
    "a hidden shape in RTF": (
        RTF,
        rb"{\rtf1{\shp{\*\shpinst{\sp{\sn fHidden}{\sv 1}}{\shptxt x}}}}",
        "not-understood",
    ),
    "no closing brace": (RTF, made.RICH[:-1], "broken"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_understood_is_refused_whole_with_its_reason(name: str) -> None:
    media_type, content, why = REFUSED[name]
    with pytest.raises(NotCleaned) as refused:
        cleaned(content, media_type)
    assert refused.value.why == why


def odt(body: str, styles: str, automatic: str, masters: str) -> bytes:
    return made.text(
        body,
        automatic,
        {
            "styles.xml": f"<office:document-styles {made.ODF}><office:styles>{styles}</office:styles>"
            f"<office:master-styles>{masters}</office:master-styles></office:document-styles>"
        },
    )


SAID = made.paragraph(made.run("Ответ"))
SHAPE = "<wps:txbx><w:txbxContent>" + made.paragraph(made.run("тайна")) + "</w:txbxContent></wps:txbx>"
HEADS = "".join(
    f'<w:headerReference w:type="{kind}" r:id="r{number}"/>'
    for number, kind in enumerate(("default", "first", "even"), 1)
)
HEADERS = {name: made.paragraph(made.run(said)) for name, said in (("header", "Шапка"), ("header_", "тайна"))}


def drawn(shape: str) -> bytes:
    """Return a workbook beside whose first sheet stands a shape."""
    parts = {"xl/worksheets/_rels/1.xml.rels": made.relations(drawing="../drawings/1.xml")}
    return made.packed(
        {
            "_rels/.rels": made.relations(officeDocument="xl/workbook.xml"),
            "xl/workbook.xml": f"<workbook {made.X} {made.R}><sheets><sheet name='Ответ' r:id='r1'/></sheets></workbook>",
            "xl/_rels/workbook.xml.rels": made.relations(worksheet="worksheets/1.xml"),
            "xl/worksheets/1.xml": f"<worksheet {made.X}/>",
            "xl/drawings/1.xml": f"<xdr:wsDr xmlns:xdr='urn:xdr' {made.MORE}>{shape}</xdr:wsDr>",
            **parts,
        }
    )


def formatted(form: str, *cells: str) -> bytes:
    styles = f"<numFmts><numFmt numFmtId='170' formatCode='{form}'/></numFmts><cellXfs><xf numFmtId='170'/></cellXfs>"
    return made.workbook(f"<sheetData><row>{''.join(cells)}</row></sheetData>", styles)


CELL, WORDS = "<c s='0'><v>{}</v></c>".format, "<c s='0' t='inlineStr'><is><t>тайна</t></is></c>"
MARGINS = "<headerFooter{}><oddHeader>Шапка</oddHeader><firstHeader>тайна</firstHeader></headerFooter>".format
MATHS = "<m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'>{}</m:oMath>".format
# What is not shown, or shown after all, of each way to hide it: the kind, the document, what of it is hidden.
UNSEEN = {
    "a parent's style": (
        ODT,
        odt(
            "<text:p text:style-name='P1'>тайна</text:p><text:p text:style-name='P2'>Ответ</text:p>",
            "<style:style style:name='A' style:family='paragraph'><style:text-properties text:display='none'/></style:style>"
            "<style:style style:name='P2' style:family='text'><style:text-properties text:display='none'/></style:style>",
            "<style:style style:name='P1' style:family='paragraph' style:parent-style-name='A'/>",
            "",
        ),
    ),
    "a field, a script": (
        ODT,
        made.text(
            "<text:p>Ответ<text:variable-set text:display='none'>тайна</text:variable-set><text:script>тайна</text:script></text:p>"
        ),
    ),
    "a master of no page": (
        ODT,
        odt(
            "<text:p>Ответ</text:p>",
            "",
            "",
            "<style:master-page style:name='Other'><style:header><text:p>тайна</text:p></style:header></style:master-page>"
            "<style:master-page style:name='Standard'><style:header><text:p>Шапка</text:p></style:header>"
            "<style:footer style:display='false'><text:p>тайна</text:p></style:footer></style:master-page>",
        ),
    ),
    "a shape of Word": (
        DOCX,
        made.word(
            f"{SAID}<w:p><w:r><w:drawing><wps:anchor><wps:docPr hidden='1'/>{SHAPE}</wps:anchor></w:drawing></w:r></w:p>"
        ),
    ),
    "a shape as once drawn": (
        DOCX,
        made.word(
            f"{SAID}<w:p><w:r><w:pict><wps:shape style='top:0; visibility: hidden'>{SHAPE}</wps:shape></w:pict></w:r></w:p>"
        ),
    ),
    "a shape of a sheet": (
        XLSX,
        drawn("<xdr:sp><xdr:nvSpPr><xdr:cNvPr hidden='1'/></xdr:nvSpPr><a:p><a:t>тайна</a:t></a:p></xdr:sp>"),
    ),
    "a form that shows nothing": (XLSX, formatted(";;;", CELL(5), WORDS, CELL(-5), CELL(0))),
    "a form that shows no words": (XLSX, formatted("0;0;0;[Red]", CELL(71), WORDS)),
    "heads of Word": (DOCX, made.word(f"{SAID}<w:sectPr>{HEADS}</w:sectPr>", **HEADERS)),
    "a head of a sheet": (XLSX, made.workbook(MARGINS(""))),
    "a formula": (
        DOCX,
        made.word(
            f"{SAID}<w:p>{MATHS('<w:del><m:r><m:t>тайна</m:t></m:r></w:del><m:r><m:t>x</m:t></m:r>')}</w:p>"
        ),
    ),
    "a head in RTF": (
        RTF,
        rb"{\rtf1\ansicpg1251{\headerf " + made.cp1251("тайна") + rb"}{\header x}Answer\par}",
    ),
    "a left head in RTF": (
        RTF,
        rb"{\rtf1\ansicpg1251{\headerl " + made.cp1251("тайна") + rb"}{\headerr x}Answer\par}",
    ),
    "a head of the next part in RTF": (
        RTF,
        rb"{\rtf1\ansicpg1251\titlepg Answer\sect\sectd{\headerf " + made.cp1251("тайна") + rb"}x\par}",
    ),
    "moved in RTF": (RTF, rb"{\rtf1\ansicpg1251 Answer {\mvf " + made.cp1251("тайна") + rb"}\par}"),
}
SWITCHED_ON = {
    "heads of Word": (DOCX, made.word(f"{SAID}<w:sectPr>{HEADS}<w:titlePg/></w:sectPr>", **HEADERS)),
    "a head of a sheet": (XLSX, made.workbook(MARGINS(" differentFirst='1'"))),
    "a head in RTF": (
        RTF,
        rb"{\rtf1\ansicpg1251\titlepg{\headerf " + made.cp1251("тайна") + rb"}{\header x}Answer\par}",
    ),
    "a form that hides what is below nought": (XLSX, formatted("0;;0;@", CELL(5), WORDS)),
}


@pytest.mark.parametrize("name", UNSEEN)
def test_what_a_reader_of_the_file_does_not_see_is_in_no_copy(name: str) -> None:
    media_type, content = UNSEEN[name]
    clean = cleaned(content, media_type)
    said = clean.content.decode()
    assert "тайна" not in said and any(sign in said for sign in ("Ответ", "Answer", "Шапка", "Итоги"))
    assert any("тайна" in note.words for note in clean.aside)


@pytest.mark.parametrize("name", SWITCHED_ON)
def test_what_is_switched_on_is_in_the_copy(name: str) -> None:
    media_type, content = SWITCHED_ON[name]
    assert "тайна" in cleaned(content, media_type).content.decode()


def test_what_a_form_shows_nothing_of_is_told_by_the_sign_of_the_number() -> None:
    assert cleaned(formatted("[h]", CELL(0.25)), XLSX).content.decode().split("\n")[1], "hours are shown"
    clean = cleaned(formatted("0;;0;@", CELL(5), CELL(-7), CELL(0)), XLSX)
    assert clean.content.decode().split("\n")[1] == "5\t0" and clean.aside[0].words == "-7"
    clean = cleaned(formatted("[&gt;100]&quot;a;b&quot;;", CELL(500), CELL(5)), XLSX)
    assert clean.content.decode().split("\n")[1] == "500" and clean.aside[0].words == "5"


@pytest.mark.django_db
def test_who_handles_the_letter_reads_why_and_what_was_set_aside_and_the_copy_has_none_of_it(
    box: Mailbox, hers: Client
) -> None:
    files = (("ответ.docx", made.LETTER), ("plan.docx", WORDS_ELSEWHERE), ("ответ.rtf", made.RICH))
    parts = [part(content, f'application/x; name="{name}"', "base64") for name, content in files]
    arrival = came(mail(several(words(ANSWER), *parts), to=address_of(box)))
    page = hers.get(f"/en/replies/{arrival.pk}/").content.decode()
    assert "words in it stand where no program of ours looks (w:unheard)" in page
    assert "Example Deputy: им не отвечать" in page and "Deleted, and kept in the file" in page
    first, second, third = arrival.files.all()
    assert (second.safe_copy, second.no_copy) == (None, "not-understood")
    answer = hers.get(f"/en/replies/{arrival.pk}/files/{first.pk}/copy/")
    assert answer["Content-Disposition"] == 'attachment; filename="file-1.txt"'
    copy = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert copy == made.LETTER_SAYS and third.safe_copy == made.RICH_SAYS.encode()
    assert not any(secret in copy for secret in ("не отвечать", "служебного", "Тайна", "2024"))


@pytest.mark.django_db
def test_of_what_was_set_aside_a_page_holds_so_much_and_says_that_it_goes_on(
    box: Mailbox, hers: Client
) -> None:
    content = made.word(SAID, comments=f"<w:comment>{made.paragraph(made.run('ш' * 30_000))}</w:comment>")
    one = part(content, 'application/x; name="ответ.docx"', "base64")
    arrival = came(mail(several(words(ANSWER), one), to=address_of(box)))
    page = hers.get(f"/en/replies/{arrival.pk}/").content.decode()
    assert 19_000 < page.count("ш") < 21_000 and "It goes on: take the letter away" in page

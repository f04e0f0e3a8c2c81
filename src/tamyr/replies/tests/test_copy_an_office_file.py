"""Documents of office programs: all their words in a safe copy, or none; what was not meant to be given apart from them."""

from dataclasses import astuple

import pytest
from django.test import Client
from tests.entry import sign_in

from tamyr.accounts.models import Person
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
    "no closing brace": (RTF, made.RICH[:-1], "broken"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_understood_is_refused_whole_with_its_reason(name: str) -> None:
    media_type, content, why = REFUSED[name]
    with pytest.raises(NotCleaned) as refused:
        cleaned(content, media_type)
    assert refused.value.why == why


@pytest.mark.django_db
def test_who_handles_the_letter_reads_why_and_what_was_set_aside_and_the_copy_has_none_of_it(
    box: Mailbox, aygul: Person, client: Client
) -> None:
    files = (("ответ.docx", made.LETTER), ("plan.docx", WORDS_ELSEWHERE), ("ответ.rtf", made.RICH))
    parts = [part(content, f'application/x; name="{name}"', "base64") for name, content in files]
    arrival = came(mail(several(words(ANSWER), *parts), to=address_of(box)))
    hers = sign_in(client, aygul)
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

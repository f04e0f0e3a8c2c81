"""Files that come with letters: their names in each way of writing, their kinds, and what must not be opened blindly."""

from io import BytesIO
from struct import pack
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile
from zlib import compress

from tamyr.replies.tests.corpus import packets
from tamyr.replies.tests.corpus.compound import compound_file
from tamyr.replies.tests.corpus.making import Case, mail, part, several, word, words

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
NAME = "Ответ министерства.pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
PDF_TYPE, ZIP, MSG = "application/pdf", "application/zip", "application/vnd.ms-outlook"


def _with(
    name: str,
    head: bytes,
    content: bytes,
    *expected: tuple[str, str, tuple[str, ...]],
    kind: str = "application/octet-stream",
    faults: tuple[str, ...] = (),
    sealed: str = "",
) -> Case:
    file = part(content, kind, "base64", b"Content-Disposition: attachment; " + head)
    return Case(
        name,
        mail(several(words("Ответ во вложении."), file)),
        holds=("Ответ во вложении.",),
        files=expected,
        faults=faults,
        sealed=sealed,
    )


def _signed(
    name: str,
    packet: bytes,
    kind: str,
    expected: tuple[tuple[str, str, tuple[str, ...]], ...],
    sealed: str,
    holds: tuple[str, ...] = ("План утверждён.",),
    faults: tuple[str, ...] = (),
) -> Case:
    return Case(
        name, mail(part(packet, kind, "base64")), holds=holds, files=expected, faults=faults, sealed=sealed
    )


def _named(name: str, content: bytes, file_name: str, kind: str, *warnings: str) -> Case:
    return _with(name, f"filename*=UTF-8''{quote(file_name)}".encode(), content, (file_name, kind, warnings))


def _zip(*entries: tuple[str, bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        for name, content in entries:
            file.writestr(name, content)
    return packed.getvalue()


def _locked(content: bytes) -> bytes:
    """Mark the first entry as locked by a password, in its own head and in the list of contents."""
    at = content.index(b"PK\x01\x02") + 8
    return content[:6] + b"\x01\x00" + content[8:at] + b"\x01\x00" + content[at + 2 :]


def _attribute(kind: int, value: bytes) -> bytes:
    return pack("<BII", 2, kind, len(value)) + value + pack("<H", sum(value) & 0xFFFF)


def tnef(*files: tuple[str, bytes], with_long_names: bool = True) -> bytes:
    content = (
        b"\x78\x9f\x3e\x22\x01\x00"
        + pack("<BII", 1, 0x00069007, 8)
        + pack("<II", 1251, 0)
        + pack("<H", 1255 & 0xFFFF)
    )
    for name, data in files:
        long = name.encode("utf-16-le") + b"\0\0"
        properties = (
            pack("<IHHI", 2, 0x0003, 0x3705, 1)
            + pack("<HHII", 0x001F, 0x3707, 1, len(long))
            + long
            + b"\0" * (-len(long) % 4)
        )
        content += (
            _attribute(0x00069002, b"\0" * 14)
            + _attribute(0x00018010, name.encode("cp1251") + b"\0")
            + _attribute(0x0006800F, data)
        )
        content += _attribute(0x00069005, properties) if with_long_names else b""
    return content


def outlook_letter(subject: str, text: str, name: str, data: bytes) -> bytes:
    return compound_file(
        {
            "__properties_version1.0": b"\0" * 32,
            "__substg1.0_0037001F": subject.encode("utf-16-le"),
            "__substg1.0_1000001F": text.encode("utf-16-le"),
            "__substg1.0_0C1A001F": "Пример".encode("utf-16-le"),
            "__attach_version1.0_#00000000/__substg1.0_3707001F": name.encode("utf-16-le"),
            "__attach_version1.0_#00000000/__substg1.0_37010102": data,
        }
    )


def _word_with(relation: bytes) -> bytes:
    return _zip(
        ("word/document.xml", b"<x/>"), ("word/_rels/settings.xml.rels", b"<Relationships>" + relation)
    )


ELSEWHERE = b' Target="https://t.example/x" TargetMode="External"/>'
LINK, TEMPLATE = (
    b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    + kind
    + b'"'
    + ELSEWHERE
    for kind in (b"hyperlink", b"attachedTemplate")
)
_FULL = (NAME, PDF_TYPE, ())
WITHIN = (("plan.txt", "text/plain", ()),)
TNEF_FILE = ("winmail.dat", "application/ms-tnef", ("packed",))
CASES = (
    _with("a name after RFC 2231", f"filename*=UTF-8''{quote(NAME)}".encode(), PDF, _FULL),
    _with(
        "a name in pieces",
        f"filename*0*=windows-1251''{quote('Ответ министер', encoding='cp1251')};\r\n filename*1*={quote('ства', encoding='cp1251')}; filename*2=.pdf".encode(),
        PDF,
        _FULL,
    ),
    _with("a name as an encoded word", b'filename="' + word(NAME, "koi8-r") + b'"', PDF, _FULL),
    _with("a name in bare bytes, windows-1251", b'filename="' + NAME.encode("cp1251") + b'"', PDF, _FULL),
    _with("a name in bare bytes, KOI8-R", b'filename="' + NAME.encode("koi8-r") + b'"', PDF, _FULL),
    _with("a name in bare bytes, UTF-8, without quotation marks", b"filename=" + NAME.encode(), PDF, _FULL),
    Case(
        "a name in the type alone",
        mail(
            several(
                words("x"),
                part(PDF, 'application/pdf; name="=?windows-1251?Q?=CE=F2=E2=E5=F2.pdf?="', "base64"),
            )
        ),
        files=(("Ответ.pdf", PDF_TYPE, ()),),
    ),
    _with(
        "a name with folders",
        b'filename="..\\\\..\\\\etc/passwd.txt"',
        b"words",
        ("passwd.txt", "text/plain", ()),
    ),
    _with("no name", b"", PDF, ("1", PDF_TYPE, ())),
    _named(
        "a name that turns its ending round",
        PDF,
        "ответ\u202efdp.exe".replace("\u202e", ""),
        PDF_TYPE,
        "runs",
    ),
    _named(
        "a program called a letter",
        b"MZ\x90\0" + b"\0" * 60,
        "ответ.pdf",
        "application/x-msdownload",
        "runs",
        "other-type",
        "not-on-list",
    ),
    _named("a page", b"<html><body>x</body></html>", "ответ.html", "text/html", "not-on-list"),
    _named(
        "a drawing that can run",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        "схема.svg",
        "image/svg+xml",
        "not-on-list",
    ),
    _named(
        "a PDF that runs something",
        PDF + b"<</OpenAction<</S/JavaScript/JS(x)>>>>",
        "ответ.pdf",
        PDF_TYPE,
        "active",
    ),
    _named(
        "a letter of Word",
        _zip(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")),
        "ответ.docx",
        DOCX,
    ),
    _named(
        "a letter of Word with macros",
        _zip(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>"), ("word/vbaProject.bin", b"x")),
        "ответ.docx",
        DOCX,
        "macros",
    ),
    _named(
        "a PDF that writes its commands in figures",
        PDF + b"<</S/J#61vaScript>>",
        "ответ.pdf",
        PDF_TYPE,
        "active",
    ),
    _named(
        "a PDF that hides its commands in a packed stream",
        PDF
        + b"<</Type/ObjStm/Filter/FlateDecode>>stream\n"
        + compress(b"<</EmbeddedFiles 1 0 R/Launch 2>>")
        + b"endstream",
        "ответ.pdf",
        PDF_TYPE,
        "active",
        "embedded",
    ),
    _named("a PDF that is locked", PDF + b"<</Encrypt 5 0 R>>", "ответ.pdf", PDF_TYPE, "locked"),
    _named(
        "a letter of Word that fetches its template", _word_with(TEMPLATE), "ответ.docx", DOCX, "external"
    ),
    _named("a letter of Word with a link", _word_with(LINK), "ответ.docx", DOCX),
    _named(
        "a letter of Word with a table in it",
        _zip(("word/document.xml", b"<x/>"), ("word/embeddings/table.xlsx", b"x")),
        "ответ.docx",
        DOCX,
        "embedded",
    ),
    _named(
        "a text that starts programs",
        _zip(
            ("mimetype", ODT.encode()),
            ("content.xml", b"<office:dde-source/>"),
            ("Basic/Standard/a.xml", b"x"),
        ),
        "ответ.odt",
        ODT,
        "active",
        "macros",
    ),
    _named(
        "an RTF that carries a file",
        b"{\\rtf1{\\object\\objemb{\\*\\objdata 0105}}}",
        "ответ.rtf",
        "application/rtf",
        "embedded",
    ),
    _named("a packed file", _zip(("ответ.pdf", PDF)), "ответ.zip", ZIP, "packed"),
    _named(
        "a packed file that grows without end",
        _zip(("0.txt", b"\0" * 30_000_000)),
        "ответ.zip",
        ZIP,
        "bomb",
        "packed",
    ),
    _named(
        "a packed file within a packed file",
        _zip(("ещё.zip", b"x")),
        "ответ.zip",
        ZIP,
        "packed-again",
        "packed",
    ),
    _named("a packed program", _zip(("ответ.pdf.exe", b"x")), "ответ.zip", ZIP, "runs", "packed"),
    _named(
        "a packed file under a password",
        _locked(_zip(("ответ.pdf", PDF))),
        "ответ.zip",
        ZIP,
        "locked",
        "packed",
    ),
    _named(
        "a packed file that breaks off", _zip(("ответ.pdf", PDF))[:40], "ответ.zip", ZIP, "broken", "packed"
    ),
    _named(
        "words in windows-1251", "Ответ министерства на обращение".encode("cp1251"), "ответ.txt", "text/plain"
    ),
    _with(
        "a file of Outlook's own kind",
        b'filename="winmail.dat"',
        tnef((NAME, PDF)),
        TNEF_FILE,
        _FULL,
        kind="application/ms-tnef",
    ),
    _with(
        "the same with short names alone",
        b'filename="winmail.dat"',
        tnef((NAME, PDF), ("Схема.txt", b"x y"), with_long_names=False),
        TNEF_FILE,
        _FULL,
        ("Схема.txt", "text/plain", ()),
        kind="application/ms-tnef",
    ),
    _with(
        "the same, broken off",
        b'filename="winmail.dat"',
        tnef((NAME, PDF))[:60],
        TNEF_FILE,
        kind="application/ms-tnef",
        faults=("unreadable-packet",),
    ),
    _with(
        "a letter of Outlook",
        b'filename="letter.msg"',
        outlook_letter("Ответ", "План утверждён.", NAME, PDF),
        ("letter.msg", MSG, ("packed",)),
        ("letter.txt", "text/plain", ()),
        _FULL,
    ),
    Case(
        "a letter within the letter",
        mail(
            several(
                words("Пересылаем."),
                part(b"From: a@eco.example.kz\r\nSubject: inner\r\n\r\nwords\r\n", "message/rfc822", "7bit"),
            )
        ),
        files=(("letter.eml", "message/rfc822", ()),),
    ),
    _signed(
        "a letter signed whole, in pieces",
        packets.IN_PIECES,
        'application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"',
        WITHIN,
        "smime",
    ),
    _signed(
        "a letter signed whole, by an old program", packets.WHOLE, "application/x-pkcs7-mime", WITHIN, "smime"
    ),
    _signed(
        "a letter locked for somebody",
        packets.LOCKED,
        "application/pkcs7-mime",
        (("smime.p7m", "application/pkcs7-mime", ("packed",)),),
        "locked",
        holds=(),
    ),
    _signed(
        "a signed letter that breaks off",
        packets.WHOLE[:100],
        "application/pkcs7-mime",
        (("smime.p7m", "application/pkcs7-mime", ("packed",)),),
        "",
        holds=(),
        faults=("unreadable-packet", "unreadable-packet"),
    ),
    _with(
        "a file signed whole",
        b'filename="plan.txt.p7m"',
        packets.FILE,
        ("plan.txt.p7m", "application/pkcs7-mime", ("packed",)),
        ("plan.txt", "text/plain", ()),
        sealed="smime",
    ),
    Case(
        "a letter with its signature beside it",
        mail(
            several(
                words("План утверждён."),
                part(packets.SIGNATURE, 'application/pkcs7-signature; name="smime.p7s"', "base64"),
                kind="signed",
                more='; protocol="application/pkcs7-signature"; micalg=sha-256',
            )
        ),
        holds=("План утверждён.",),
        files=(("smime.p7s", "application/pkcs7-signature", ()),),
        sealed="smime",
    ),
    Case(
        "a letter signed by PGP in its words",
        mail(
            words(
                "-----BEGIN PGP SIGNED MESSAGE-----\n\nПлан утверждён.\n-----BEGIN PGP SIGNATURE-----\n\nx\n"
            )
        ),
        holds=("План утверждён.",),
        sealed="pgp",
    ),
)

"""Files that come with letters: their names in each way of writing, their kinds, and what must not be opened blindly."""

from urllib.parse import quote
from zlib import compress

from tamyr.replies.tests.corpus import packets
from tamyr.replies.tests.corpus.attaching import (
    DOCX,
    LINK,
    MSG,
    NAME,
    ODT,
    PDF,
    PDF_TYPE,
    TEMPLATE,
    ZIP,
    attached,
    locked,
    named,
    outlook_letter,
    signed,
    tnef,
    word_with,
    zipped,
)
from tamyr.replies.tests.corpus.making import Case, mail, part, several, word, words

FULL = (NAME, PDF_TYPE, ())
WITHIN = (("plan.txt", "text/plain", ()),)
TNEF_FILE = ("winmail.dat", "application/ms-tnef", ("packed",))
CASES = (
    attached("a name after RFC 2231", f"filename*=UTF-8''{quote(NAME)}".encode(), PDF, FULL),
    attached(
        "a name in pieces",
        f"filename*0*=windows-1251''{quote('Ответ министер', encoding='cp1251')};\r\n filename*1*={quote('ства', encoding='cp1251')}; filename*2=.pdf".encode(),
        PDF,
        FULL,
    ),
    attached("a name as an encoded word", b'filename="' + word(NAME, "koi8-r") + b'"', PDF, FULL),
    attached("a name in bare bytes, windows-1251", b'filename="' + NAME.encode("cp1251") + b'"', PDF, FULL),
    attached("a name in bare bytes, KOI8-R", b'filename="' + NAME.encode("koi8-r") + b'"', PDF, FULL),
    attached("a name in bare bytes, UTF-8, without quotation marks", b"filename=" + NAME.encode(), PDF, FULL),
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
    attached(
        "a name with folders",
        b'filename="..\\\\..\\\\etc/passwd.txt"',
        b"words",
        ("passwd.txt", "text/plain", ()),
    ),
    attached("no name", b"", PDF, ("1", PDF_TYPE, ())),
    named(
        "a name that turns its ending round",
        PDF,
        "ответ\u202efdp.exe".replace("\u202e", ""),
        PDF_TYPE,
        "runs",
    ),
    named(
        "a program called a letter",
        b"MZ\x90\0" + b"\0" * 60,
        "ответ.pdf",
        "application/x-msdownload",
        "runs",
        "other-type",
        "not-on-list",
    ),
    named("a page", b"<html><body>x</body></html>", "ответ.html", "text/html", "not-on-list"),
    named(
        "a drawing that can run",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        "схема.svg",
        "image/svg+xml",
        "not-on-list",
    ),
    named(
        "a PDF that runs something",
        PDF + b"<</OpenAction<</S/JavaScript/JS(x)>>>>",
        "ответ.pdf",
        PDF_TYPE,
        "active",
    ),
    named(
        "a letter of Word",
        zipped(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")),
        "ответ.docx",
        DOCX,
    ),
    named(
        "a letter of Word with macros",
        zipped(
            ("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>"), ("word/vbaProject.bin", b"x")
        ),
        "ответ.docx",
        DOCX,
        "macros",
    ),
    named(
        "a PDF that writes its commands in figures",
        PDF + b"<</S/J#61vaScript>>",
        "ответ.pdf",
        PDF_TYPE,
        "active",
    ),
    named(
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
    named("a PDF that is locked", PDF + b"<</Encrypt 5 0 R>>", "ответ.pdf", PDF_TYPE, "locked"),
    named("a letter of Word that fetches its template", word_with(TEMPLATE), "ответ.docx", DOCX, "external"),
    named("a letter of Word with a link", word_with(LINK), "ответ.docx", DOCX),
    named(
        "a letter of Word with a table in it",
        zipped(("word/document.xml", b"<x/>"), ("word/embeddings/table.xlsx", b"x")),
        "ответ.docx",
        DOCX,
        "embedded",
    ),
    named(
        "a text that starts programs",
        zipped(
            ("mimetype", ODT.encode()),
            ("content.xml", b"<office:dde-source/>"),
            ("Basic/Standard/a.xml", b"x"),
        ),
        "ответ.odt",
        ODT,
        "active",
        "macros",
    ),
    named(
        "an RTF that carries a file",
        b"{\\rtf1{\\object\\objemb{\\*\\objdata 0105}}}",
        "ответ.rtf",
        "application/rtf",
        "embedded",
    ),
    named("a packed file", zipped(("ответ.pdf", PDF)), "ответ.zip", ZIP, "packed"),
    named(
        "a packed file that grows without end",
        zipped(("0.txt", b"\0" * 30_000_000)),
        "ответ.zip",
        ZIP,
        "bomb",
        "packed",
    ),
    named(
        "a packed file within a packed file",
        zipped(("ещё.zip", b"x")),
        "ответ.zip",
        ZIP,
        "packed-again",
        "packed",
    ),
    named("a packed program", zipped(("ответ.pdf.exe", b"x")), "ответ.zip", ZIP, "runs", "packed"),
    named(
        "a packed file under a password",
        locked(zipped(("ответ.pdf", PDF))),
        "ответ.zip",
        ZIP,
        "locked",
        "packed",
    ),
    named(
        "a packed file that breaks off", zipped(("ответ.pdf", PDF))[:40], "ответ.zip", ZIP, "broken", "packed"
    ),
    named(
        "words in windows-1251", "Ответ министерства на обращение".encode("cp1251"), "ответ.txt", "text/plain"
    ),
    attached(
        "a file of Outlook's own kind",
        b'filename="winmail.dat"',
        tnef((NAME, PDF)),
        TNEF_FILE,
        FULL,
        kind="application/ms-tnef",
    ),
    attached(
        "the same with short names alone",
        b'filename="winmail.dat"',
        tnef((NAME, PDF), ("Схема.txt", b"x y"), with_long_names=False),
        TNEF_FILE,
        FULL,
        ("Схема.txt", "text/plain", ()),
        kind="application/ms-tnef",
    ),
    attached(
        "the same, broken off",
        b'filename="winmail.dat"',
        tnef((NAME, PDF))[:60],
        TNEF_FILE,
        kind="application/ms-tnef",
        faults=("unreadable-packet",),
    ),
    attached(
        "a letter of Outlook",
        b'filename="letter.msg"',
        outlook_letter("Ответ", "План утверждён.", NAME, PDF),
        ("letter.msg", MSG, ("packed",)),
        ("letter.txt", "text/plain", ()),
        FULL,
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
    signed(
        "a letter signed whole, in pieces",
        packets.IN_PIECES,
        'application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"',
        WITHIN,
        "smime",
    ),
    signed(
        "a letter signed whole, by an old program", packets.WHOLE, "application/x-pkcs7-mime", WITHIN, "smime"
    ),
    signed(
        "a letter locked for somebody",
        packets.LOCKED,
        "application/pkcs7-mime",
        (("smime.p7m", "application/pkcs7-mime", ("packed",)),),
        "locked",
        holds=(),
    ),
    signed(
        "a signed letter that breaks off",
        packets.WHOLE[:100],
        "application/pkcs7-mime",
        (("smime.p7m", "application/pkcs7-mime", ("packed",)),),
        "",
        holds=(),
        faults=("unreadable-packet", "unreadable-packet"),
    ),
    attached(
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

"""Letters that are broken, by chance or on purpose: each is read as far as it goes, and says what is broken."""

from tamyr.replies.tests.corpus.making import REPLY, Case, mail, part, several, words

TEXT = "План утверждён."


def _nested(depth: int) -> bytes:
    body = words(TEXT)
    for level in range(depth):
        body = several(body, boundary=f"=_{level}")
    return body


CASES = (
    Case("nothing at all", b"", faults=("no-sender",)),
    Case("words without a head", TEXT.encode() + b"\r\n\r\n" + TEXT.encode(), faults=("no-sender",)),
    Case("bytes of no meaning", bytes(range(256)) * 20, faults=("no-sender",)),
    Case(
        "an unknown set is said",
        mail(words(TEXT, "windows-1251", said="x-unknown-17")),
        holds=(TEXT,),
        faults=("unknown-charset",),
    ),
    Case(
        "a set that is a program of Python's",
        mail(words(TEXT, "utf-8", said="unicode_escape")),
        holds=(TEXT,),
        faults=("unknown-charset",),
    ),
    Case(
        "bytes that no set can hold",
        mail(part(b"\x98\x81\x8d \xff\xfe\x98 \x98", "text/plain; charset=utf-8")),
        faults=("unreadable",),
    ),
    Case(
        "no last border",
        mail(several(words(TEXT)).replace(b"--=_border--", b"")),
        holds=(TEXT,),
        faults=("broken-mime",),
    ),
    Case(
        "a border that never comes",
        mail(several(words(TEXT)).replace(b"--=_border\r\n", b"--=_other\r\n")),
        holds=(TEXT,),
        faults=("broken-mime",),
    ),
    Case(
        "a file that breaks off",
        mail(
            several(
                words(TEXT),
                b"Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQ=A\r\n",
            )
        ),
        holds=(TEXT,),
        faults=("broken-encoding",),
    ),
    Case("nothing in the place of letters", mail(words("План\0 утверждён.")), holds=("План утверждён.",)),
    Case(
        "a half of a pair in UTF-7",
        mail(part(b"a+2AA-b", "text/plain; charset=utf-7", "7bit")),
        holds=("ab",),
    ),
    Case(
        "a half of a pair in UTF-8",
        mail(part(b"\xed\xa0\x80 a", "text/plain; charset=utf-8")),
        holds=("a",),
        faults=("other-charset",),
    ),
    Case(
        "a head with a line smuggled into it",
        mail(words(TEXT), subject=b"=?utf-8?Q?Hello=0D=0ABcc:_all@example.org?="),
        subject="Hello Bcc: all@example.org",
        holds=(TEXT,),
        by="code",
        delivery=42,
    ),
    Case("parts within parts, too deep", mail(_nested(40)), faults=("too-deep",)),
    Case("parts within parts, without end", mail(_nested(2_000)), faults=("too-deep",)),
    Case("ten thousand parts", mail(several(*[words("x")] * 10_000)), faults=("too-many-parts",)),
    Case(
        "an address without end",
        mail(words(TEXT), b"Cc: " + b"<" * 20_000),
        holds=(TEXT,),
        by="code",
        delivery=42,
    ),
    Case("a page that is never closed", mail(words(f"<style><p>{TEXT}</p>", kind="html")), holds=(TEXT,)),
    Case(
        "quotations within quotations", mail(words("<blockquote>" * 5_000 + TEXT, kind="html")), holds=(TEXT,)
    ),
    Case(
        "two heads of one name",
        mail(words(TEXT), b"To: <other@example.org>"),
        holds=(TEXT,),
        by="code",
        delivery=42,
    ),
    Case("more than is read at once", mail(words("x" * 30_000_001), to=REPLY), faults=("too-large",)),
    Case(
        "a set with nothing in the place of a letter",
        mail(part(TEXT.encode(), 'text/plain; charset="utf\0-8"')),
        holds=(TEXT,),
        by="code",
        delivery=42,
    ),
    Case(
        "a set that reads nothing, for one part",
        mail(several(part(b"x", "text/plain; charset*=undefined''x"), words(TEXT))),
        holds=(TEXT,),
        faults=("unknown-charset",),
        by="code",
        delivery=42,
    ),
    Case(
        "a border in a set that reads nothing",
        mail(several(words(TEXT)).replace(b"boundary=", b"boundary*=undefined''")),
        holds=(TEXT,),
        faults=("broken-mime",),
        by="code",
        delivery=42,
    ),
    *(
        Case(f"{what} in {line.decode()}", mail(words(TEXT)).replace(line + b": ", line + b": " + sign * 3_000, 1),
             holds=(TEXT,), by="code", delivery=42)
        for line in (b"From", b"To")
        for what, sign in (("brackets", b"("), ("closed brackets", b")"), ("angles", b"<"), ("commas", b","), ("at", b"@ "))
    ),
    Case("quotations that never end", mail(words(TEXT), b"Cc: " + b'"\\' * 40_000), holds=(TEXT,), by="code", delivery=42),
)  # fmt: skip

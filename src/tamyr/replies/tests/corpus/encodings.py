"""The character sets of the region, in head and body, said rightly, wrongly or not at all."""

from base64 import b64encode

from tamyr.replies.tests.corpus.making import Case, mail, part, several, word, words

RUSSIAN = "Министерство рассмотрело ваше обращение и сообщает: план сокращения метана будет утверждён в июне."
UKRAINIAN = (
    "Міністерство розглянуло ваш запит і повідомляє: інформацію про викиди буде надано у п'ятиденний строк."
)
KAZAKH = "Министрлік сіздің өтінішіңізді қарады, жауап заңда белгіленген мерзімде беріледі. Құрметпен, кеңсе."
ROMANIAN = "Ministerul a examinat cererea dumneavoastră și vă informează că țintele naționale vor fi publicate în iunie, după consultări."
CHINESE = "感谢您的来信。我们已经收到关于气候变化的请求，将在法定期限内答复。"
ARMENIAN = "Նախարարությունը քննարկել է ձեր դիմումը և հայտնում է, որ պլանը կհաստատվի հունիսին։"
GEORGIAN = "სამინისტრომ განიხილა თქვენი განცხადება და გაცნობებთ, რომ გეგმა დამტკიცდება ივნისში."
AZERBAIJANI = "Nazirlik müraciətinizə baxdı və bildirir ki, plan iyun ayında təsdiq olunacaq. Hörmətlə, şöbə."
TAJIK = "Вазорат муроҷиати шуморо баррасӣ намуд ва хабар медиҳад, ки нақша дар моҳи июн тасдиқ мешавад."
SUBJECTS = {
    TAJIK: "Ҷавоб ба муроҷиат",
    RUSSIAN: "Ответ на обращение",
    UKRAINIAN: "Відповідь на запит щодо викидів",
    KAZAKH: "Өтінішіңізге жауап",
    ROMANIAN: "Răspuns la cererea și țintele",
    CHINESE: "关于您的请求",
    ARMENIAN: "Պատասխան",
    GEORGIAN: "პასუხი",
    AZERBAIJANI: "Müraciətinizə cavab",
}


def _case(text: str, charset: str, head: str, way: str, said: str | None = None, read_as: str = "") -> Case:
    subject = SUBJECTS[text]
    raw = mail(words(text, charset, way, said), subject=word(subject, charset, head))
    name = f"{charset} {head} {way}" + ("" if said is None else f" said {said or 'nothing'}")
    faults = ("other-charset",) if said and read_as and said in ("us-ascii", "iso-8859-1", "utf-8") else ()
    return Case(
        name, raw, subject=subject, holds=(text,), charset=read_as, faults=faults, by="code", delivery=42
    )


_LETTERS = "Ответ на обращение".encode()
# The two bytes of one letter stand in two words.
_BROKEN_APART = b"\r\n ".join(
    b"=?utf-8?B?" + b64encode(piece) + b"?=" for piece in (_LETTERS[:11], _LETTERS[11:20], _LETTERS[20:])
)

SAID_IN_OTHER_WAYS: tuple[tuple[str, str, str, str, str | None, str], ...] = (
    (TAJIK, "koi8-t", "b", "base64", None, "koi8-t"),
    (RUSSIAN, "utf-16le", "b", "base64", None, "utf-16-le"),
    (RUSSIAN, "utf-16be", "b", "base64", None, "utf-16-be"),
    (KAZAKH, "utf-16", "b", "base64", None, ""),
    (RUSSIAN, "cp855", "b", "quoted-printable", "IBM855", "cp855"),
    (CHINESE, "hz", "b", "7bit", "hz-gb-2312", "hz"),
    (RUSSIAN, "koi8-r", "b", "8bit", "koi8_r", "koi8-r"),
    (RUSSIAN, "iso-8859-5", "b", "8bit", "csISOLatinCyrillic", "iso8859-5"),
    (UKRAINIAN, "mac-cyrillic", "b", "8bit", "x-mac-ukrainian", "mac-cyrillic"),
    (RUSSIAN, "cp1251", "b", "8bit", "windows1251", "cp1251"),
)


def _damaged(text: str, said: str) -> bytes:
    content = text.encode()[:20] + text.encode()[21:]
    return mail(part(content, "text/plain" + (f"; charset={said}" if said else "")))


CASES = (
    _case(RUSSIAN, "utf-8", "b", "base64", read_as="utf-8"),
    _case(RUSSIAN, "utf-8", "q", "quoted-printable"),
    _case(RUSSIAN, "utf-8", "bare", "8bit"),
    _case(RUSSIAN, "utf-8", "bare", "8bit", ""),
    _case(RUSSIAN, "windows-1251", "b", "base64", read_as="cp1251"),
    _case(RUSSIAN, "windows-1251", "q", "quoted-printable"),
    _case(RUSSIAN, "windows-1251", "bare", "8bit"),
    _case(RUSSIAN, "windows-1251", "bare", "8bit", "", read_as="cp1251"),
    _case(RUSSIAN, "windows-1251", "bare", "8bit", "us-ascii", read_as="cp1251"),
    _case(RUSSIAN, "windows-1251", "bare", "quoted-printable", "iso-8859-1", read_as="cp1251"),
    _case(RUSSIAN, "windows-1251", "b", "8bit", "utf-8", read_as="cp1251"),
    _case(RUSSIAN, "koi8-r", "b", "base64", read_as="koi8-r"),
    _case(RUSSIAN, "koi8-r", "q", "8bit"),
    _case(RUSSIAN, "koi8-r", "bare", "8bit"),
    _case(RUSSIAN, "koi8-r", "bare", "8bit", "", read_as="koi8-r"),
    _case(RUSSIAN, "cp866", "bare", "8bit", "ibm866", read_as="cp866"),
    _case(RUSSIAN, "cp866", "bare", "8bit", "", read_as="cp866"),
    _case(RUSSIAN, "iso-8859-5", "b", "quoted-printable"),
    _case(RUSSIAN, "mac-cyrillic", "bare", "8bit", "x-mac-cyrillic"),
    _case(UKRAINIAN, "koi8-u", "b", "8bit", read_as="koi8-u"),
    _case(UKRAINIAN, "koi8-u", "bare", "8bit", "", read_as="koi8-u"),
    _case(UKRAINIAN, "windows-1251", "bare", "8bit", "", read_as="cp1251"),
    _case(UKRAINIAN, "windows-1251", "b", "quoted-printable"),
    _case(KAZAKH, "kz1048", "bare", "8bit", "kz-1048", read_as="kz1048"),
    _case(KAZAKH, "kz1048", "bare", "8bit", "", read_as="kz1048"),
    _case(KAZAKH, "utf-8", "b", "base64"),
    _case(ROMANIAN, "iso-8859-16", "q", "quoted-printable", read_as="iso8859-16"),
    _case(ROMANIAN, "iso-8859-16", "bare", "8bit", "", read_as="iso8859-16"),
    _case(CHINESE, "gb18030", "b", "base64", "gb2312", read_as="gb18030"),
    _case(CHINESE, "gb18030", "bare", "8bit", "", read_as="gb18030"),
    _case(ARMENIAN, "utf-8", "bare", "8bit"),
    _case(GEORGIAN, "utf-8", "b", "quoted-printable"),
    _case(AZERBAIJANI, "utf-8", "q", "quoted-printable"),
    Case("a letter broken apart", mail(words(RUSSIAN), subject=_BROKEN_APART), subject="Ответ на обращение"),
    Case(
        "head and body in two sets",
        mail(words(RUSSIAN, "koi8-r"), subject=word("Ответ на обращение", "windows-1251")),
        subject="Ответ на обращение",
        holds=(RUSSIAN,),
    ),
    Case(
        "the words in HTML alone",
        mail(
            words(
                f"<html><head><style>p {{}}</style></head><body><p>{RUSSIAN}</p><img src='http://t.example/x.gif'></body></html>",
                "windows-1251",
                "base64",
                kind="html",
            )
        ),
        holds=(RUSSIAN,),
    ),
    Case(
        "words and a page in two sets",
        mail(
            several(
                words(RUSSIAN, "koi8-r", "base64"),
                words(f"<p>{RUSSIAN}</p>", "utf-8", kind="html"),
                kind="alternative",
            )
        ),
        holds=(RUSSIAN,),
        charset="koi8-r",
    ),
    Case(
        "a sender's name in bare bytes",
        mail(words(RUSSIAN, "windows-1251"), sender='"Канцелярия" <kense@eco.example.kz>'.encode("cp1251")),
        holds=(RUSSIAN,),
        by="code",
        delivery=42,
    ),
    Case(
        "words in two parts, none lost",
        mail(several(words("Первая часть."), part("Вторая часть.".encode(), "text/plain; charset=utf-8"))),
        holds=("Первая часть.", "Вторая часть."),
    ),
    *(_case(*case) for case in SAID_IN_OTHER_WAYS),
    *(
        Case(f"UTF-8 said as {said or 'nothing'}, of which a byte is gone: {text[:9]}", _damaged(text, said),
             holds=(text[-30:],), charset="utf-8", faults=("unreadable",))
        for text in (RUSSIAN, UKRAINIAN, GEORGIAN)
        for said in ("utf-8", "", "us-ascii", "x-unknown")
    ),
    Case("UTF-8 said as windows-1251", mail(words(RUSSIAN, "utf-8", said="windows-1251")), holds=(RUSSIAN,),
         charset="utf-8", faults=("other-charset",)),
    Case(
        "a page names its set itself",
        mail(part(b"<meta charset=koi8-t><p>" + TAJIK.encode("koi8-t"), "text/html")),
        holds=(TAJIK,),
        charset="koi8-t",
    ),
    Case("UTF-16 said as nothing", mail(words(RUSSIAN, "utf-16-le", "base64", "")), holds=(RUSSIAN,), charset="utf-16-le"),
    Case("UTF-16 whose last byte is gone", mail(part(RUSSIAN.encode("utf-16-be")[:-1], "text/plain; charset=utf-16be", "base64")),
         holds=(RUSSIAN[:-1],), charset="utf-16-be", faults=("unreadable",)),
)  # fmt: skip

"""How programs set an earlier letter below an answer, in the languages of the region."""

from tamyr.replies.tests.corpus.making import Case, mail, words

OWN = "Ваше обращение рассмотрено, меры включены в план."
OURS = "Просим сообщить, какие меры приняты."


def _below(name: str, opening: str, quoted: str = OURS, own: str = OWN, kind: str = "plain") -> Case:
    text = f"{own}\n\n{opening}\n{quoted}\n"
    return Case(
        name,
        mail(words(text, kind=kind)),
        holds=(own.split("\n")[0],),
        own=(own.split("\n")[0],),
        folded=(OURS, opening.strip().split("\n")[0].lstrip("> ")),
    )


def _page(name: str, page: str, *folded: str) -> Case:
    return Case(
        name,
        mail(words(f"<div>{OWN}</div>{page}", kind="html")),
        holds=(OWN,),
        own=(OWN,),
        folded=(OURS, *folded),
    )


def _block(*lines: str) -> str:
    return "\n".join(lines) + "\n"


CASES = (
    _below("Gmail, Russian", "пт, 20 мар. 2026 г. в 10:00, Пример <a@example.org>:\n", f"> {OURS}"),
    _below(
        "Gmail, Russian, in two lines",
        "пт, 20 мар. 2026 г. в 10:00, Сеть Пример с длинным именем\n<a@example.org>:\n",
        f"> {OURS}",
    ),
    _below(
        "Gmail, English", "On Fri, Mar 20, 2026 at 10:00 AM Example <a@example.org> wrote:\n", f"> {OURS}"
    ),
    _below("Gmail, Ukrainian", "пт, 20 бер. 2026 р. о 10:00 Приклад <a@example.org> пише:\n", f"> {OURS}"),
    _below(
        "Gmail, Romanian", "Pe vin., 20 mar. 2026 la 10:00, Exemplu <a@example.org> a scris:\n", f"> {OURS}"
    ),
    _below(
        "Gmail, Kazakh",
        "жұма, 20 нау. 2026 ж., сағ. 10:00 мына есімді жіберуші: Мысал <a@example.org> жазды:\n",
        f"> {OURS}",
    ),
    _below("Gmail, Georgian", "პარ, 20 მარ. 2026, 10:00 მაგალითი <a@example.org>-მა დაწერა:\n", f"> {OURS}"),
    _below(
        "Gmail, Armenian", "Ուրբ, մրտ 20, 2026 թ., 10:00-ին Օրինակ <a@example.org>-ը գրել է.:\n", f"> {OURS}"
    ),
    _below(
        "Gmail, Azerbaijani", "20 mart 2026, 10:00 tarixində Nümunə <a@example.org> yazdı:\n", f"> {OURS}"
    ),
    _below("Thunderbird, Russian", "20.03.2026 10:00, Пример пишет:\n", f"> {OURS}\n>\n> С уважением"),
    _below("Mail.ru", "Пятница, 20 марта 2026, 10:00 +05:00 от Пример <a@example.org>:\n", f">{OURS}"),
    _below("Yandex", '20.03.2026, 10:00, "Пример" <a@example.org>:\n', f"> {OURS}"),
    _below("ukr.net", '20 березня 2026, 10:00:00, від "Приклад" <a@example.org>:\n', f"> {OURS}"),
    _below("a letter below without marks", "20.03.2026 10:00, Пример <a@example.org> пишет:\n"),
    _below(
        "Outlook, Russian",
        _block(
            "",
            "________________________________",
            "От: Пример <a@example.org>",
            "Отправлено: 20 марта 2026 г. 10:00",
            "Кому: Канцелярия",
            "Тема: Обращение",
        ),
    ),
    _below(
        "Outlook, Ukrainian",
        _block(
            "Від: Приклад <a@example.org>",
            "Надіслано: 20 березня 2026 р. 10:00",
            "Кому: Канцелярія",
            "Тема: Звернення",
        ),
    ),
    _below(
        "Outlook, Romanian",
        _block(
            "De la: Exemplu <a@example.org>",
            "Trimis: vineri, 20 martie 2026 10:00",
            "Către: Cancelaria",
            "Subiect: Cerere",
        ),
    ),
    _below(
        "Outlook, Kazakh",
        _block(
            "Кімнен: Мысал <a@example.org>",
            "Жіберілді: 20 наурыз 2026 ж. 10:00",
            "Кімге: Кеңсе",
            "Тақырып: Өтініш",
        ),
    ),
    _below(
        "Outlook, Kyrgyz",
        _block(
            "Кимден: Мисал <a@example.org>",
            "Жөнөтүлдү: 20-март, 2026-ж. 10:00",
            "Кимге: Кеңсе",
            "Тема: Кайрылуу",
        ),
    ),
    _below(
        "Outlook, English, in bold",
        _block(
            "*From:* Example <a@example.org>",
            "*Sent:* Friday, March 20, 2026 10:00 AM",
            "*To:* Office",
            "*Subject:* Request",
        ),
    ),
    _below(
        "Outlook, Azerbaijani",
        _block(
            "Kimdən: Nümunə <a@example.org>",
            "Göndərildi: 20 mart 2026 10:00",
            "Kimə: Dəftərxana",
            "Mövzu: Müraciət",
        ),
    ),
    _below(
        "Outlook, Uzbek",
        _block(
            "Kimdan: Namuna <a@example.org>",
            "Yuborildi: 20-mart 2026 10:00",
            "Kimga: Devonxona",
            "Mavzu: Murojaat",
        ),
    ),
    _below(
        "Outlook, Georgian",
        _block(
            "გამომგზავნი: მაგალითი <a@example.org>",
            "გაგზავნილია: 20 მარტი 2026 10:00",
            "მიმღები: კანცელარია",
            "თემა: განცხადება",
        ),
    ),
    _below(
        "Outlook, Armenian",
        _block(
            "Ումից: Օրինակ <a@example.org>",
            "Ուղարկվել է: 20 մարտի 2026 10:00",
            "Ում: Գրասենյակ",
            "Թեմա: Դիմում",
        ),
    ),
    _below("a ruler, Russian", "-----Исходное сообщение-----\nОт: Пример\nДата: 20.03.2026\n"),
    _below("a ruler, English", "-----Original Message-----\nFrom: Example\nSent: 20.03.2026\n"),
    _below("a ruler, forwarded", "-------- Пересылаемое сообщение --------\n20.03.2026, 10:00, Пример\n"),
    _below("a ruler, Ukrainian", "-------- Переслане повідомлення --------\nВід: Приклад\n"),
    _page(
        "a page with a blockquote",
        f"<div class='gmail_quote'>пт, 20 мар. 2026 г. в 10:00, Пример &lt;a@example.org&gt;:<blockquote>{OURS}</blockquote></div>",
        "пт, 20 мар.",
    ),
    _page(
        "a page of Mail.ru",
        f"<br><blockquote style='border-left:1px solid'>Пятница, 20 марта 2026 от Пример:<br><div>{OURS}</div></blockquote>",
    ),
    _page(
        "a page of Outlook",
        f"<div style='border-top:solid'><p><b>От:</b> Пример<br><b>Отправлено:</b> 20 марта 2026 г.<br><b>Кому:</b> Канцелярия</p></div><p>{OURS}</p>",
        "От: Пример",
    ),
    Case(
        "an answer between the lines",
        mail(
            words(
                "20.03.2026 10:00, Пример пишет:\n\n> Какие меры приняты?\n\nПринят план.\n\n> Когда?\n\nВ июне.\n"
            )
        ),
        own=("Принят план.", "В июне."),
        folded=("Какие меры приняты?", "Когда?", "Пример пишет:"),
    ),
    Case(
        "an answer below",
        mail(words(f"20.03.2026 10:00, Пример пишет:\n> {OURS}\n\n{OWN}\n")),
        own=(OWN,),
        folded=(OURS,),
    ),
    Case(
        "an answer below a letter without marks is not folded away",
        mail(words(f"От: Пример\nОтправлено: 20 марта 2026 г.\nКому: Канцелярия\n\n{OURS}\n\n{OWN}\n")),
        own=(OWN, OURS),
    ),
    Case(
        "words that only look like labels",
        mail(
            words(
                "Сообщаем.\n\nОт: министерства поступило предложение.\nЕго рассмотрят в июне.\n\nКому: всем.\nИтог: план принят.\n"
            )
        ),
        own=("От: министерства", "Его рассмотрят", "Кому: всем.", "Итог: план принят."),
    ),
    Case(
        "a sentence with “пишет:” in it",
        mail(words("Как газета пишет: план принят.\nМы согласны.\n")),
        own=("Как газета пишет: план принят.", "Мы согласны."),
    ),
    Case("nothing but a quotation", mail(words(f"> {OURS}\n")), own=(OURS,)),
)

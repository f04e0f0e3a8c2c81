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


# As further programs open the letter below, one a line; a stroke between blanks is the end of a line.
OPENINGS = """
Четверг, 5 марта 2026 г., 9:05 +0600 от Пример a@example.org:
жм, 2026-ж., 20-мар., саат 10:00 Мисал <a@example.org> деп жазды:
Рӯзи ҷумъа, 20 марти 2026, соати 10:00 Намуна <a@example.org> навишт:
От: Пример /  / Отправлено: 20 марта /  / Кому: x /  / Тема: y
-------- Asl xabar --------
Пятница, 20 марта 2026, 10:00 +03:00 от Пример <a@example.org>:
пятница, 20 марта 2026 г., 10:00 +0500 от a@example.org <a@example.org>:
20.03.2026, 10:00, "Сеть Пример с длинным именем" / <a@example.org>:
20 марта 2026 г., 10:00, "Пример" <a@example.org>:
20 березня 2026, 10:00:00, від "Приклад" <a@example.org>:
пт, 20 сак 2026 г. у 10:00 Прыклад <a@example.org> піша:
20.03.2026, 10:00 Namuna <a@example.org> yozdi:
20 Mar 2026 Cum, 10:00 tarihinde Örnek <a@example.org> şunu yazdı:
2026-ж., 20-мар., жм, 10:00, Мисал <a@example.org> жазды:
20 марта 2026 г., в 10:00, Пример <a@example.org> написал(а):
20.03.2026 10:00, Приклад пише:
2026-03-20 10:00, Пример <a@example.org> пишет:
Кімнен: Мысал <a@example.org> / Жіберілген күні: 20 наурыз 2026 ж. 10:00 / Кімге: Кеңсе / Тақырыбы: Өтініш
Жіберуші: Мысал / Жіберілді: 20 наурыз 2026 ж. / Алушы: Кеңсе / Тақырып: x
Kimdan: Namuna / Yuborilgan: 20-mart / Kimga: x / Mavzu: x
Jo‘natuvchi: Namuna / Jo‘natildi: 20-mart / Kimga: x / Mavzu: x
Кимдан: Намуна / Юборилди: 20 март / Кимга: x / Мавзу: x
Göndərən: N / Göndərilib: 20 mart 2026 / Kimə: x / Mövzu: y
გამგზავნი: P / გაგზავნის თარიღი: x / ადრესატი: x / თემა: y
Ումից՝ Օրինակ / Ուղարկվել է՝ 20 մարտի 2026 / Ում՝ x / Թեմա՝ y
Ուղարկող: Օրինակ / Ամսաթիվ: 20 մարտի 2026 / Ստացող: x / Թեմա: y
Kimden: P / Gönderildi: 20 Mart / Kime: x / Konu: x
Gönderen: P / Tarih: 20 Mart / Alıcı: x / Konu: x
Аз: Намуна / Фиристода шуд: 20 марти 2026 / Ба: x / Мавзӯъ: y
Kimden: N / Iberildi: 20 mart / Kime: x / Tema: y
Ад: P / Адпраўлена: 20 сакавіка / Каму: x / Тэма: y
De la: E / Trimis: vineri / Către: x / Subiect: y
De la: E / Data: 20.03.2026 / Pentru: x / Subiect: y
From: E / Date: Fri / To: x / Subject: y
От: Пример / Кому: x / Копия: y / Отправлено: 20 марта 2026 г. 10:00 / Тема: y
**От:** Пример / **Отправлено:** 20 марта 2026 / **Кому:** x
----- Original Message -----
________________________________________ / От: Пример [a@example.org] / Отправлено: 20 марта 2026 / Кому: x / Тема: y
От: Пример <a@example.org>
-------- Пересылаемое сообщение --------
---------- Forwarded message --------- / От: Пример <a@example.org>
Кому: x@y.example / От: Пример <a@example.org> / Тема: x / Дата: 20.03.2026
Тема: x / Дата: 20.03.2026 10:00 / От: Пример <a@example.org> / Кому: y
Дата: 20.03.2026 10:00 / От: Пример <a@example.org> / Кому: y
"""
# Letters of offices and words of persons that look like the head of another letter: all of it is their own.
OWN_HEADS = """
Министерство экологии / г. Астана / От: Министерство / Кому: Сеть / Дата: 12 марта 2026 / Тема: ответ /  / план утверждён.
На № 5 от 01.03.2026 / От: Министерство / Кому: Сеть / Дата: 12.03.2026 /  / план утверждён.
Шығыс № 5 / Кімнен: Министрлік / Кімге: Желі / Күні: 12.03.2026 /  / жоспар бекітілді.
Министр в письме от 12.03.2026 10:00 пишет: / план утверждён.
Уважаемые коллеги! /  / 12 марта 2026 года в 10:00 министр сказал: / план утверждён.
Министр Иванов 12 марта 2026 года писал: / план утверждён.
Шановні! / Міністр 12 березня 2026 року писав: / план затверджено.
Dear all, / As the Minister wrote on 12 March 2026: / the plan was adopted.
Құрметті! / Министр 2026 жылғы 12 наурызда жазды: / жоспар бекітілді.
МИНИСТЕРСТВО ЭКОЛОГИИ / Исх. № 12-3/456 / Дата: 12.03.2026 / От: Министерство <kense@eco.example.kz> / Кому: Сеть /  / Сообщаем: план утверждён.
№ 12-3/456 от 12.03.2026 / От: Министерство экологии / Дата: 12.03.2026 / Кому: Сеть /  / по тексту: план утверждён.
Вих. № 5 / Від: Міністерство / Кому: Мережа / Тема: відповідь /  / план затверджено.
Шығ. № 5 / Кімнен: Министрлік / Кімге: Желі / Тақырып: жауап /  / жоспар бекітілді.
Уважаемые коллеги! / От: Министерство экологии / Кому: Сеть / Тема: ответ /  / план утверждён.
Министерство экологии и природных ресурсов Республики Казахстан / Исх. № 12-3/456 / От: Министерство / Кому: Сеть /  / план утверждён.
Ministry of Ecology / Ref. No. 5 / From: The Ministry / To: The network / Subject: answer / Date: 12 March 2026 /  / the plan was adopted.
Контакты для вопросов: / От: 9:00 до 18:00 / Приём 12.03.2026 в 10:00, пишите на info@eco.example.kz: / отдел климата. план утверждён.
Встреча прошла 20.03.2026 в 10:00, протокол отправлен на адрес info@eco.example.kz: / план утверждён.
x y z. /    Переслано в отдел климата / план утверждён.
Таблица: / Дата: 2030 / От: 5 до 10 / план утверждён.
план утверждён. /  / С уважением, / Иван Иванов / E-mail: a@b.example / Дата: 12.03.2026 / Тема: x
Сроки проекта. / От: 1 января 2026 / До: 31 декабря 2026 / план утверждён.
Отвечаем. / В Вашем письме от 20.03.2026 10:00 Вы писали: / "Просим" / план утверждён.
"""


def _lines(table: str) -> list[str]:
    return [line.replace(" / ", "\n") for line in table.strip().splitlines()]


CASES = (
    *(_below(f"an opening: {opening[:40]}", f"{opening}\n") for opening in _lines(OPENINGS)),
    *(
        Case(f"its own: {text[-80:]}", mail(words(text)), own=tuple(text.split("\n")))
        for text in _lines(OWN_HEADS)
    ),
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

"""Letters of machines: servers, answering programs, registries; and letters of people that look like them."""

from tamyr.replies.tests.corpus.making import BOUNCE, MINISTRY, Case, mail, part, several, word, words

NULL = b"Return-Path: <>"
DAEMON = b"MAILER-DAEMON@mx.example.org"
HEAD = b"From: tamyr@example.org\r\nTo: kense@eco.example.kz\r\nMessage-ID: <letter-42@example.org>\r\nSubject: x\r\n\r\n"


def _report(
    action: str = "failed",
    recipient: str = f"rfc822; {MINISTRY}",
    kind: str = "delivery-status",
    said: str = "550 5.1.1 User unknown",
) -> bytes:
    fields = f"Reporting-MTA: dns; mx.example.org\r\n\r\nFinal-Recipient: {recipient}\r\nAction: {action}\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; {said}\r\n"
    return several(
        words("This is the mail system at host mx.example.org.\nI'm sorry to have to inform you."),
        part(fields.encode(), f"message/{kind}", "7bit"),
        part(HEAD, "text/rfc822-headers", "7bit"),
        kind="report",
        more="; report-type=delivery-status",
    )


def _from_server(
    text: str, subject: str, charset: str = "utf-8", *lines: bytes, to: str = BOUNCE, sender: bytes = DAEMON
) -> bytes:
    return mail(
        words(text, charset, "base64"), NULL, *lines, subject=word(subject, charset), sender=sender, to=to
    )


def _person(text: str, subject: str, *lines: bytes) -> bytes:
    return mail(words(text), *lines, subject=word(subject, "utf-8"))


AUTO = b"Auto-Submitted: auto-replied"
BOUNCES = (
    Case(
        "a report of Postfix",
        mail(_report(), NULL, subject=b"Undelivered Mail Returned to Sender", sender=DAEMON, to=BOUNCE),
        "bounce",
        recipients=(MINISTRY,),
        by="code",
        delivery=42,
    ),
    Case(
        "a report to the address of answers",
        mail(_report(), NULL, subject=b"Undeliverable: x", sender=b"postmaster@eco.example.kz"),
        "bounce",
        recipients=(MINISTRY,),
    ),
    Case(
        "a report of a delay is no bounce",
        mail(_report("delayed"), NULL, subject=b"Delayed Mail", sender=DAEMON, to=BOUNCE),
        "delayed",
    ),
    Case(
        "a report of delivery is a receipt",
        mail(_report("delivered"), NULL, subject=b"Delivery Report", sender=DAEMON, to=BOUNCE),
        "receipt",
    ),
    Case(
        "a report with an address in Cyrillic (RFC 6533)",
        mail(
            _report(
                recipient=r"utf-8; \x{43a}\x{435}\x{4a3}\x{441}\x{435}@eco.example.kz",
                kind="global-delivery-status",
            ),
            NULL,
            subject=b"Undeliverable",
            sender=DAEMON,
            to=BOUNCE,
        ),
        "bounce",
        recipients=("кеңсе@eco.example.kz",),
    ),
    Case(
        "a report with an address in Cyrillic as it is",
        mail(
            _report(recipient="utf-8; кеңсе@eco.example.kz", kind="global-delivery-status"),
            NULL,
            subject=b"Undeliverable",
            sender=DAEMON,
            to=BOUNCE,
        ),
        "bounce",
        recipients=("кеңсе@eco.example.kz",),
    ),
    Case(
        "qmail in plain words",
        _from_server(
            "Hi. This is the qmail-send program.\n<kense@eco.example.kz>:\nSorry, no such user here.",
            "failure notice",
        ),
        "bounce",
        recipients=(MINISTRY,),
    ),
    Case(
        "Exim with its own line",
        _from_server(
            "A message that you sent could not be delivered.",
            "Mail delivery failed",
            "utf-8",
            b"X-Failed-Recipients: kense@eco.example.kz",
        ),
        "bounce",
        recipients=(MINISTRY,),
    ),
    Case(
        "Russian words, KOI8-R",
        _from_server(
            "Письмо не может быть доставлено. Почтовый ящик kense@eco.example.kz не найден.",
            "Сообщение о недоставке",
            "koi8-r",
        ),
        "bounce",
        recipients=(MINISTRY,),
    ),
    Case(
        "Russian words, windows-1251, to the address of answers",
        mail(
            words("Почтовый ящик kense@eco.example.kz переполнен.", "windows-1251"),
            NULL,
            subject=word("Недоставленное сообщение", "windows-1251"),
            sender=b"postmaster@eco.example.kz",
        ),
        "bounce",
    ),
    Case(
        "Ukrainian words, KOI8-U",
        _from_server(
            "Лист не може бути доставлено: користувача kense@eco.example.kz не знайдено.",
            "Повідомлення про недоставку",
            "koi8-u",
        ),
        "bounce",
        recipients=(MINISTRY,),
    ),
    Case(
        "a server's words without a report at the bounce address",
        _from_server("kense@eco.example.kz: 5.7.1", "Report", sender=b"postmaster@eco.example.kz"),
        "bounce",
    ),
    Case(
        "a person writes of letters that were not delivered",
        _person(
            "Сообщаем, что письмо не было доставлено вовремя по вине почты. Ответ: план принят.", "Ответ"
        ),
        "answer",
    ),
)
REPLIES = (
    Case("RFC 3834", _person("Спасибо за ваше письмо.", "Re: TAMYR-42", AUTO), "automatic"),
    Case("an empty return path", mail(words("Спасибо за ваше письмо."), NULL), "automatic"),
    Case("Precedence", _person("Thank you for your mail.", "Re: x", b"Precedence: auto_reply"), "automatic"),
    Case("X-Autoreply", _person("Благодарим.", "Re: x", b"X-Autoreply: yes"), "automatic"),
    Case(
        "an automatic answer by its subject, Russian",
        _person("Благодарим за обращение.", "Автоответ: Обращение"),
        "automatic",
    ),
    Case(
        "an automatic answer by its subject, Ukrainian",
        _person("Дякуємо за звернення.", "Автоматична відповідь: Звернення"),
        "automatic",
    ),
    Case(
        "an automatic answer by its subject, Kazakh",
        _person("Хатыңызға рақмет.", "Автоматты жауап: Өтініш"),
        "automatic",
    ),
    Case(
        "an automatic answer by its words",
        _person(
            "Ваше письмо передано в отдел.\nЭто письмо сформировано автоматически, не отвечайте на него.",
            "Обращение",
        ),
        "automatic",
    ),
    Case(
        "on leave, Russian",
        _person("Я в отпуске до 5 апреля. По срочным вопросам: 11-22-33.", "Re: Обращение", AUTO),
        "out_of_office",
    ),
    Case(
        "on leave, without any mark",
        _person("Здравствуйте! Нахожусь в командировке до 5 апреля.", "Re: Обращение"),
        "out_of_office",
    ),
    Case(
        "on leave, Ukrainian",
        _person("Перебуваю у відпустці до 5 квітня.", "Re: Звернення", AUTO),
        "out_of_office",
    ),
    Case(
        "on leave, Kazakh",
        _person("Мен 5 сәуірге дейін демалыстамын.", "Автоматты жауап", AUTO),
        "out_of_office",
    ),
    Case(
        "on leave, Romanian",
        _person("Sunt în concediu până la 5 aprilie.", "Răspuns automat: Cerere", AUTO),
        "out_of_office",
    ),
    Case(
        "on leave, English",
        _person("I am out of the office until 5 April.", "Automatic reply: Request", AUTO),
        "out_of_office",
    ),
    Case(
        "on leave, with a picture in the signature",
        mail(
            several(
                words("I am out of the office until 5 April."),
                part(b"\x89PNG\r\n\x1a\nx", 'image/png; name="logo.png"', "base64"),
            ),
            AUTO,
        ),
        "out_of_office",
    ),
    Case(
        "an answer that speaks of leave",
        _person(
            "Специалист, который готовил план, сейчас в отпуске, поэтому отвечаем за него. "
            + "План утверждён, показатели приведены ниже. " * 20,
            "Ответ",
        ),
        "answer",
    ),
    Case(
        "an answer with a file under an automatic mark of none",
        _person("Ответ во вложении.", "Ответ", b"Auto-Submitted: no"),
        "answer",
    ),
)
RECEIPTS = (
    Case(
        "registered, Russian, with its number",
        _person(
            "Ваше обращение зарегистрировано за № 12-05/317.\nЭто сообщение создано автоматически.",
            "Регистрация",
        ),
        "receipt",
        number="12-05/317",
    ),
    Case(
        "registered, Ukrainian",
        _person("Ваше звернення зареєстровано, номер 88-К. Цей лист сформовано автоматично.", "Реєстрація"),
        "receipt",
        number="88-К",
    ),
    Case(
        "registered, Kazakh",
        _person("Сіздің өтінішіңіз № ЗТ-2026-00317 болып тіркелді.", "Автоматты жауап", AUTO),
        "receipt",
        number="ЗТ-2026-00317",
    ),
    Case(
        "registered, Romanian",
        _person(
            "Cererea dumneavoastră a fost înregistrată cu nr. 317/2026. Acest mesaj este generat automat.",
            "Înregistrare",
        ),
        "receipt",
        number="317/2026",
    ),
    Case(
        "registered, English",
        _person("Your request has been registered under no. 317.", "Automatic reply", AUTO),
        "receipt",
        number="317",
    ),
    Case(
        "registered, as a person writes it",
        _person("Добрый день! Ваше обращение зарегистрировано за № 12-05/317, исполнитель Пример.", "Ответ"),
        "answer",
    ),
    Case(
        "a program tells that a letter was shown (RFC 8098)",
        mail(
            several(
                words("Прочитано."),
                part(
                    b"Final-Recipient: rfc822;kense@eco.example.kz\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n",
                    "message/disposition-notification",
                    "7bit",
                ),
                kind="report",
                more="; report-type=disposition-notification",
            )
        ),
        "receipt",
    ),
)
CAPTCHAS = (
    Case(
        "a captcha, Russian",
        _person(
            "Для доставки письма перейдите по ссылке и введите код с картинки: https://mx.example.kz/c",
            "Подтверждение отправителя",
            AUTO,
        ),
        "captcha",
    ),
    Case(
        "a captcha, Ukrainian",
        _person("Підтвердіть, що ви не робот: https://mx.example.org/c", "Підтвердження"),
        "captcha",
    ),
    Case(
        "a captcha, English",
        _person(
            "Please confirm you are human to deliver your message: https://mx.example.org/c", "Re: Request"
        ),
        "captcha",
    ),
)
LOOPS = (
    Case("our own letter comes back", _person("x", "Обращение", b"X-Tamyr-Letter: 42"), "loop"),
    Case("from our own address", mail(words("x"), sender=b"Example <tamyr@example.org>"), "loop"),
    Case(
        "over too many servers",
        _person("x", "Re: x", *[b"Received: from a by b; Fri, 20 Mar 2026 10:00:00 +0500"] * 45),
        "loop",
    ),
)
CASES = (*BOUNCES, *REPLIES, *RECEIPTS, *CAPTCHAS, *LOOPS)

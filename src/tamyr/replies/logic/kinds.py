"""Whether a letter is an answer of a person, or of a machine. A machine's letter never answers, and stops no clock."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tamyr.replies.logic.bounces import Bounce, bounce_in
from tamyr.replies.logic.quotes import unfolded
from tamyr.replies.logic.reading.letter import Letter

KINDS = ("loop", "bounce", "delayed", "captcha", "receipt", "out_of_office", "automatic", "answer")
MOST_HOPS = 40
OWN_MARK = "x-tamyr-letter"

OUT_OF_OFFICE = re.compile(
    r"out of (?:the )?office|on (?:annual |sick )?leave until|am (?:currently )?away|on vacation|automatische antwort: abwesen"
    r"|в отпуске|нахожусь в (?:отпуске|командировке)|отсутствую на рабочем месте|вне офиса|буду отсутствовать|отсутствую до|нет на рабочем месте"
    r"|у відпустці|перебуваю у (?:відпустці|відрядженні)|відсутн(?:ій|я) на робочому місці|поза офісом"
    r"|демалыста|іссапарда|эмгек өргүүдө|məzuniyyətdəyəm|ta'tildaman|în concediu|plecat din birou|შვებულებაში|արձակուրդ|у адпачынку|дар рухсатӣ",
    re.IGNORECASE,
)
AUTOMATIC = re.compile(
    r"^(?:re:\s*)?(?:auto(?:matic)?[- ]?(?:reply|response|answer)|auto:|автоответ|автоматический ответ|автоматическое (?:уведомление|сообщение)|автовідповідь"
    r"|автоматична відповідь|автоматты жауап|автоматтык жооп|avtomatik cavab|avtomatik javob|răspuns automat|ავტომატური პასუხი|ինքնաշխատ պատասխան"
    r"|аўтаматычны адказ|ҷавоби худкор)",
    re.IGNORECASE,
)
MADE_BY_MACHINE = re.compile(
    r"(?:this is an automat\w+|do not reply to this|please do not reply|(?:это|данное) (?:письмо|сообщение) (?:сформировано|создано|отправлено) автоматически"
    r"|не отвечайте на (?:это|данное) (?:письмо|сообщение)|сформировано автоматически"
    r"|(?:цей лист|це повідомлення) (?:сформовано|створено|надіслано) автоматично"
    r"|не відповідайте на (?:цей лист|це повідомлення)|автоматты түрде (?:жіберілген|жасалған)|бұл хатқа жауап бермеңіз"
    r"|acest mesaj (?:a fost|este) generat automat|nu răspundeți la acest)",
    re.IGNORECASE,
)
CAPTCHA = re.compile(
    r"(?:confirm (?:that )?you(?:r message| are (?:a )?human| sent)|verify (?:that )?(?:you are"
    r"|your e-?mail|your address)|to deliver your message|captcha|challenge[- ]response"
    r"|your message (?:is|has been) (?:being )?held"
    r"|подтвердите,? (?:что вы (?:не робот|человек)|отправку|сво[йю] (?:адрес|почту|электронн)|доставку)"
    r"|для доставки (?:вашего )?(?:письма|сообщения) (?:перейдите|подтвердите|введите)"
    r"|введите (?:код|символы) с картинки|капч|подтверждение отправителя|подтвердить отправку"
    r"|підтвердіть,? (?:що ви (?:не робот|людина)|відправлення|надсилання|свою? (?:адресу"
    r"|пошту))|для доставки листа|введіть (?:код|символи) з (?:картинки|зображення)"
    r"|confirmați (?:că nu sunteți|adresa|trimiterea))",
    re.IGNORECASE,
)
REGISTERED = re.compile(
    r"(?:(?:ваше )?(?:обращение|письмо|запрос|заявление|сообщение)[^.\n]{0,60}(?:зарегистрирован|принят[оа]? к рассмотрению|получен)"
    r"|(?:зарегистрирован[оа]?|вх(?:одящий)?\.?) (?:за |под )?(?:№|номер)"
    r"|(?:ваше? |ваш )?(?:звернення|лист|запит)[^.\n]{0,60}(?:зареєстровано|отримано|прийнято)"
    r"|(?:өтініш|хат|сұрау)\w*[^.\n]{0,40}тіркелді|(?:кайрылуу|кат)\w*[^.\n]{0,40}катталды|müraciətiniz[^.\n]{0,40}qeyd"
    r"|murojaatingiz[^.\n]{0,40}(?:ro['ʻ’]yxat|qabul)|(?:cererea|petiția|solicitarea)[^.\n]{0,60}(?:înregistrat|primit)"
    r"|has been (?:registered|received)|we have received your|თქვენი (?:წერილი|განცხადება)[^.\n]{0,40}(?:დარეგისტრირდა"
    r"|მიღებულია)|ձեր (?:նամակ|դիմում)\w*[^.\n]{0,40}(?:գրանցվել|ստացվել))",
    re.IGNORECASE,
)
A_NUMBER = re.compile(
    r"(?:№|номер(?:ом)?|reg(?:istration)?\.? no\.?|no\.|nr\.)\s*:?\s*([\w/.-]*\d[\w/.-]*)", re.IGNORECASE
)
BULK = re.compile(r"^(bulk|junk|list|auto_reply)$", re.IGNORECASE)
# An office's answer has grounds and numbers; a machine's receipt has not so many words.
LONGEST_RECEIPT = 1_500


@dataclass(frozen=True)
class Told:
    """What a letter is and by what it was told: a word for the reason, and what stands there."""

    kind: str
    reason: str
    value: str = ""
    bounce: Bounce | None = None
    number: str = ""


def told(
    letter: Letter, own_addresses: frozenset[str] = frozenset(), at_bounce_address: bool = False
) -> Told:
    """Tell what a letter is, by the surest sign first."""
    loop = _loop(letter, own_addresses)
    if loop:
        return loop
    if _is_notification(letter):
        return Told("receipt", "notification", letter.subject)
    bounce = bounce_in(letter, at_bounce_address)
    if bounce:
        kind = {"failed": "bounce", "delayed": "delayed"}.get(bounce.lasts, "receipt")
        return Told(kind, f"bounce-{bounce.told_by}", bounce.said, bounce)
    return _of_words(letter)


def _of_words(letter: Letter) -> Told:
    own = unfolded(letter.text)
    machine = next(_machine_signs(letter), None)
    captcha = CAPTCHA.search(f"{letter.subject}\n{own}")
    if captcha and (machine or len(own) < LONGEST_RECEIPT):
        return Told("captcha", "captcha", captcha[0])
    away = OUT_OF_OFFICE.search(letter.subject) or (machine or len(own) < 600) and OUT_OF_OFFICE.search(own)
    if away and not _has_documents(letter):
        return Told("out_of_office", "away", away[0])
    written = MADE_BY_MACHINE.search(own)
    registered = REGISTERED.search(f"{letter.subject}\n{own}")
    if registered and (machine or written) and len(own) < LONGEST_RECEIPT and not _has_documents(letter):
        number = A_NUMBER.search(own) or A_NUMBER.search(letter.subject)
        return Told("receipt", "registered", registered[0], number=number[1].rstrip(".") if number else "")
    if machine:
        return Told("automatic", *machine)
    if written and len(own) < LONGEST_RECEIPT and not _has_documents(letter):
        return Told("automatic", "says-so", written[0])
    return Told("answer", "by-a-person")


def _loop(letter: Letter, own_addresses: frozenset[str]) -> Told | None:
    hops = len(letter.all_of("received"))
    if hops > MOST_HOPS:
        return Told("loop", "hops", str(hops))
    if letter.first(OWN_MARK):
        return Told("loop", "own-mark", letter.first(OWN_MARK))
    if letter.sender in own_addresses:
        return Told("loop", "own-address", letter.sender)
    return None


def _is_notification(letter: Letter) -> bool:
    """Say whether a program tells that a letter was shown or deleted (RFC 8098): that is no answer."""
    is_named = letter.report_type == "disposition-notification"
    return is_named or any(name.lower() == "disposition" for block in letter.report for name, _value in block)


def _machine_signs(letter: Letter) -> Iterator[tuple[str, str]]:
    """Give the signs by which programs say that no person wrote (RFC 3834 and what was usual before it)."""
    submitted = letter.first("auto-submitted").split(";")[0].strip().lower()
    if submitted and submitted != "no":
        yield "auto-submitted", submitted
    for name in (
        "x-autoreply",
        "x-autorespond",
        "x-autoreply-from",
        "x-auto-response",
        "x-mail-autoreply",
        "x-vacation",
    ):
        if letter.first(name):
            yield "header", name
    if BULK.match(letter.first("precedence").strip()):
        yield "header", f"Precedence: {letter.first('precedence')}"
    if letter.first("return-path").strip() == "<>":
        yield "no-return", "<>"
    if AUTOMATIC.search(letter.subject):
        yield "subject", letter.subject


def _has_documents(letter: Letter) -> bool:
    """Say whether a file came that may hold an answer: not a picture, a visiting card or a signature."""
    return any(
        not file.media_type.startswith(("image/", "text/vcard", "application/pkcs7"))
        for file in letter.attachments
    )

"""A letter by which a mail server says that ours did not come in: whose, why, and whether for good."""

import re
from dataclasses import dataclass

from tamyr.replies.logic.reading.letter import Letter

SERVERS = re.compile(
    r"^(mailer-daemon|postmaster|mail-daemon|mdaemon|maildelivery|bounce[sd]?|noreply-?dsn)\b", re.IGNORECASE
)
# What servers write in plain words, in the languages of the region, without a report that a program could read.
SUBJECTS = re.compile(
    r"undeliver|delivery (status notification|failure|has failed)|returned mail|mail delivery failed|failure notice|message not delivered"
    r"|недоставлен|не доставлен|не удалось доставить|ошибка доставки|сообщение о недоставке|возврат (письма|почты)|доставка невозможна"
    r"|не вдалося доставити|не доставлено|помилка доставки|повідомлення про недоставку|повернення листа"
    r"|жеткізілмеді|жеткирилген жок|çatdırılmadı|yetkazilmadi|nelivrat|mesaj nelivrabil|livrarea a eșuat|ვერ მიეწოდა|չի առաքվել",
    re.IGNORECASE,
)
WORDS = re.compile(
    r"(?:user unknown|unknown user|no such user|mailbox (?:is )?(?:full|unavailable|not found)|over quota|does not exist|host (?:not found|unknown)"
    r"|address rejected|could not be delivered|wasn't delivered|permanent (?:fatal )?error|access denied"
    r"|(?:пользователь|адресат|почтовый ящик|ящик)[^.\n]{0,40}(?:не найден|не существует|не зарегистрирован|переполнен|отключен|заблокирован|недоступен)"
    r"|нет такого пользователя|такого адреса не существует|превышена квота|письмо не может быть доставлено"
    r"|не было доставлено|доставить (?:ваше )?(?:письмо|сообщение) не удалось"
    r"|(?:користувач\w*|адресат\w*|поштова? скриньк\w+|скриньк\w+)[^.\n]{0,40}(?:не знайдено|не існує|переповнен\w+|вимкнен\w+|заблокован\w+)"
    r"|немає такого користувача|лист не (?:може бути|було) доставлено|перевищено квоту)",
    re.IGNORECASE,
)
AN_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+\.\w+")


@dataclass(frozen=True)
class Bounce:
    """Whose letter did not come in, as the server says it; ``lasts`` is failed, delayed, or delivered where it did come in."""

    recipients: tuple[str, ...]
    lasts: str
    said: str
    told_by: str


def bounce_in(letter: Letter, at_bounce_address: bool) -> Bounce | None:
    """Tell a bounce: by the address that only servers write to, by its report (RFC 3464, 6533), or by its words."""
    reported = _by_report(letter)
    if reported:
        return reported
    said = WORDS.search(letter.text)
    from_server = bool(SERVERS.match(letter.sender)) or letter.first("return-path").strip() == "<>"
    if at_bounce_address and (from_server or said):
        return Bounce(_failed(letter), "failed", said[0] if said else letter.subject, "address")
    if from_server and (SUBJECTS.search(letter.subject) or said):
        return Bounce(_failed(letter), "failed", said[0] if said else letter.subject, "words")
    return None


def _by_report(letter: Letter) -> Bounce | None:
    recipients, lasting, said = [], [], ""
    for block in letter.report:
        fields = {name.lower(): value for name, value in block}
        if "action" not in fields:
            continue
        lasting.append(fields["action"].split()[0].lower() if fields["action"].strip() else "failed")
        recipients.append(_recipient(fields.get("final-recipient") or fields.get("original-recipient", "")))
        said = said or fields.get("diagnostic-code", "").partition(";")[2].strip() or fields.get("status", "")
    if not lasting:
        return None
    lasts = next((action for action in ("failed", "delayed") if action in lasting), "delivered")
    return Bounce(tuple(address for address in recipients if address), lasts, said, "report")


def _recipient(value: str) -> str:
    """Read “rfc822; a@b” and “utf-8; имя@b”, the latter with its letters written as \\x{…} (RFC 6533)."""
    kind, _semicolon, address = value.rpartition(";")
    if kind.strip().lower() == "utf-8":
        address = re.sub(r"\\x\{([0-9a-fA-F]{2,6})\}", lambda code: _letter(code[1]), address)
    return address.strip().strip("<>").lower()


def _letter(code: str) -> str:
    number = int(code, 16)
    return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else "\ufffd"


def _failed(letter: Letter) -> tuple[str, ...]:
    named = letter.first("x-failed-recipients")
    found = AN_ADDRESS.findall(named or letter.text)
    return tuple(dict.fromkeys(address.lower().rstrip(".") for address in found[:5]))

"""What of an answer is somebody's earlier letter: spans to be folded on a screen. Nothing is ever taken out of the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# The lines by which programs open an earlier letter, in the languages of the region; a block has two of them at least, one of the first row.
FROM = (
    "from", "от", "от кого", "від", "de la", "de", "von", "кімнен", "жіберуші", "кимден", "kimdən", "göndərən", "kimdan", "аз",
    "აზ", "გამომგზავნი", "ვისგან", "-დან", "ումից", "ուղարկող", "kimden", "yuboruvchi", "ад", "аз кӣ", "发件人",
)  # fmt: skip
OTHERS = (
    "sent", "date", "to", "cc", "subject", "reply-to", "importance", "attachments", "отправлено", "дата", "кому", "копия", "тема",
    "важность", "вложения", "надіслано", "дата", "копія", "тема", "trimis", "trimisă", "data", "către", "catre", "la", "subiect",
    "жіберілді", "жіберілген күні", "күні", "кімге", "көшірме", "тақырып", "тақырыбы", "жөнөтүлдү", "кимге", "тема",
    "göndərildi", "tarix", "kimə", "mövzu", "yuborildi", "sana", "kimga", "mavzu", "გაგზავნის თარიღი", "გაგზავნილია", "თარიღი", "ვის",
    "მიმღები", "თემა", "ուղարկվել է", "ամսաթիվ", "ում", "թեմա", "адпраўлена", "каму", "тэма", "ба кӣ", "мавзӯъ", "gesendet", "an",
    "发送时间", "收件人", "主题", "抄送",
)  # fmt: skip
WROTE = (
    "wrote", "writes", "пишет", "писал", "писал(а)", "написал", "написала", "написал(а)", "пише", "писав", "написав", "написала", "написав(ла)",
    "a scris", "scrie", "жазды", "деп жазды", "жазган", "жазды:", "yazdı", "yazıb", "yozdi", "yozgan", "навишт", "навиштааст", "ýazdy",
    "დაწერა", "წერს", "-მა დაწერა", "գրել է", "գրեց", "піша", "напісаў", "напісаў(ла)", "写道", "schrieb", "yazmış",
)  # fmt: skip
RULERS = (
    "original message", "forwarded message", "исходное сообщение", "пересылаемое сообщение", "пересланное сообщение", "начало переадресованного",
    "конец пересылаемого сообщения", "переслане повідомлення", "вихідне повідомлення", "оригінальне повідомлення", "повідомлення, що пересилається",
    "mesaj original", "mesajul original", "mesaj redirecționat", "mesaj transmis mai departe", "бастапқы хабар", "бастапқы хабарлама", "қайта жіберілген хабар",
    "баштапкы кат", "orijinal mesaj", "yönləndirilmiş mesaj", "asl xabar", "საწყისი შეტყობინება", "გადაგზავნილი შეტყობინება",
    "սկզբնական հաղորդագրություն", "վերահասցեագրված նամակ", "зыходнае паведамленне", "паёми аслӣ", "ursprüngliche nachricht",
)  # fmt: skip

_A_LABEL = re.compile(r"[*_\s>]*([^\W\d_][^:：\n]{0,24}?)\s*[*_]*\s*[:：](?=\s|\*|$)")
_QUOTED = re.compile(r"[ \t]*(?:>|\|[ \t]|»)")
_A_RULER = re.compile(r"[-–—_=*\s]{3,}(.{0,60}?)[-–—_=*\s:]*$")
_A_RULE = re.compile(r"[_\-–—=]{10,}\s*$")
_ENDING = re.compile(r"[:：]\**\s*$")
_WHEN = re.compile(r"\d{1,2}[:.]\d{2}|\b(?:19|20)\d{2}\b")
_WROTE = re.compile(
    "|".join(sorted({re.escape(word) for word in WROTE}, key=len, reverse=True)), re.IGNORECASE
)
ATTRIBUTION_LINES = 3


@dataclass(frozen=True)
class Fold:
    """A span of the text, from ``start`` to before ``end``, and how its sender's program marked it."""

    start: int
    end: int
    mark: str


def folds(text: str) -> tuple[Fold, ...]:
    """Return the spans of earlier letters, in their order, none within another.

    What stands below an earlier letter and is marked by nothing cannot be told from it: such a letter is folded to the end,
    unless nothing of the sender's own would be left to see.
    """
    lines = _lines(text)
    marked = _marked_lines(lines, text)
    ending = _rest(lines, text, marked)
    limit = ending.start if ending else len(text)
    found = [fold for fold in marked if fold.start < limit]
    everything = [*found, *([ending] if ending else [])]
    return (
        tuple(everything)
        if _leaves_words(text, everything)
        else tuple(found)
        if _leaves_words(text, found)
        else ()
    )


def unfolded(text: str) -> str:
    """Return what the sender wrote now, for reading and telling kinds apart; the text itself stays whole."""
    kept, offset = [], 0
    for fold in folds(text):
        kept.append(text[offset : fold.start])
        offset = fold.end
    return "".join([*kept, text[offset:]])


def _lines(text: str) -> list[tuple[int, str]]:
    offset, lines = 0, []
    for line in text.splitlines(keepends=True):
        lines.append((offset, line))
        offset += len(line)
    return lines


def _marked_lines(lines: list[tuple[int, str]], text: str) -> list[Fold]:
    """Return runs of lines that begin with a mark, each with the line that says whose they are."""
    found: list[Fold] = []
    number = 0
    while number < len(lines):
        if not _QUOTED.match(lines[number][1]):
            number += 1
            continue
        end = number
        while end < len(lines) and (_QUOTED.match(lines[end][1]) or _is_between(lines, end)):
            end += 1
        lowest = found[-1].end if found else 0
        start = _with_attribution(lines, number, lowest)
        found.append(Fold(lines[start][0], lines[end][0] if end < len(lines) else len(text), "marked"))
        number = end
    return found


def _is_between(lines: list[tuple[int, str]], number: int) -> bool:
    """Say whether an empty line stands between two marked ones."""
    following = lines[number + 1][1] if number + 1 < len(lines) else ""
    return not lines[number][1].strip() and bool(_QUOTED.match(following))


def _with_attribution(lines: list[tuple[int, str]], number: int, lowest: int) -> int:
    """Return where the words begin that say who wrote the marked lines below them, over three lines at most."""
    last = number - 1
    while last >= 0 and not lines[last][1].strip():
        last -= 1
    shortest = number
    for first in range(last, max(-1, last - ATTRIBUTION_LINES), -1):
        if lines[first][0] < lowest or not lines[first][1].strip():
            break
        said = " ".join(line.strip() for _place, line in lines[first : last + 1])
        if _is_attribution(said):
            shortest = first if shortest == number else shortest
            if _WHEN.search(said):
                return first
    return shortest


def _is_attribution(said: str) -> bool:
    if len(said) > 400 or not (_ENDING.search(said) or _WROTE.search(said[-30:])):
        return False
    return ("@" in said or bool(_WROTE.search(said))) and ("@" in said or bool(_WHEN.search(said)))


def _rest(lines: list[tuple[int, str]], text: str, marked: list[Fold]) -> Fold | None:
    """Return the earlier letter that runs to the end of the text: below a ruler, a block of labels or the words who wrote."""
    for number, (offset, line) in enumerate(lines):
        if any(fold.start <= offset < fold.end for fold in marked):
            continue
        mark = _opens(lines, number, line)
        if mark:
            return Fold(_from_rule(lines, number), len(text), mark)
    return None


def _opens(lines: list[tuple[int, str]], number: int, line: str) -> str:
    ruler = _A_RULER.match(line)
    if ruler and any(ruler[1].strip().lower().startswith(words) for words in RULERS):
        return "ruler"
    if _is_block(lines, number):
        return "block"
    if _WROTE.search(line) and _is_attribution(line.strip()) and _ENDING.search(line):
        return "wrote"
    return ""


def _is_block(lines: list[tuple[int, str]], number: int) -> bool:
    """Say whether labels of a letter's head stand here: the first says from whom, the one below it is another."""
    if _label(lines[number][1]) not in FROM:
        return False
    following = (line for _place, line in lines[number + 1 : number + 4] if line.strip())
    return _label(next(following, "")) in OTHERS


def _label(line: str) -> str:
    label = _A_LABEL.match(line)
    return label[1].strip().lower() if label else ""


def _from_rule(lines: list[tuple[int, str]], number: int) -> int:
    """Return where the fold begins: a line drawn above the block belongs to it."""
    above = number - 1
    while above >= 0 and not lines[above][1].strip():
        above -= 1
    return lines[above][0] if above >= 0 and _A_RULE.match(lines[above][1]) else lines[number][0]


def _leaves_words(text: str, found: list[Fold]) -> bool:
    return bool("".join(_between(text, found)).strip()) if found else False


def _between(text: str, found: list[Fold]) -> Iterator[str]:
    offset = 0
    for fold in found:
        yield text[offset : fold.start]
        offset = fold.end
    yield text[offset:]

"""The words of a text in RTF, in the order in which they are read."""

import codecs
import re
from dataclasses import dataclass, field, replace

from tamyr.replies.logic.office.words import FORMULA, OBJECT, PICTURE, Aside, NotUnderstood, Words, words_of

DEEPEST = 200
TOKEN = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)|[\r\n]+"
)
# A shape that is not shown says so before or after its words.
HIDDEN_SHAPE = re.compile(rb"\\sn\s+fHidden\s*\}\s*\{\s*\\sv\s+-?0*[1-9]")
# What is no text of the letter: tables of fonts and styles, data, codes of fields, what older programs show instead.
SILENT = {
    "atndate", "atnid", "atnparent", "atnref", "bkmkend", "bkmkstart", "colortbl", "datastore", "docvar",
    "filetbl", "fldinst", "fonttbl", "generator", "info", "latentstyles", "listoverridetable", "listtable",
    "nonesttables", "nonshppict", "objclass", "objdata", "objname", "pict", "revtbl", "rsidtbl", "shprslt",
    "sp", "stylesheet", "template", "themedata", "xmlnstbl", "xe", "tc", "ftnsep", "ftnsepc", "ftncn",
    "aftnsep", "aftnsepc", "aftncn", "mmath",
}  # fmt: skip
# Marked as to be passed over by programs that do not know them; these are known.
KNOWN = {"shppict", "shpinst", "shptxt", "do", "dptxbxtext", "nesttableprops", "annotation", "atnauthor"}
SHOWN = {"pict": PICTURE, "object": OBJECT, "mmath": FORMULA}
SIGNS = {
    "par": "\n",
    "line": "\n",
    "sect": "\n",
    "page": "\n",
    "tab": "\t",
    "cell": "\t",
    "nestcell": "\t",
    "row": "\n",
    "nestrow": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
}
SYMBOLS = {b"~": "\N{NO-BREAK SPACE}", b"_": "\N{NON-BREAKING HYPHEN}", b"\n": "\n", b"\r": "\n"}
SYMBOLS |= {sign: sign.decode() for sign in (b"\\", b"{", b"}")}
# By the number that a font says; 0 and 1 are the set of the whole text.
SETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    255: "cp437",
}
WHOLE = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


@dataclass(frozen=True)
class _Place:
    """What holds within a pair of braces: where its words go (nowhere: they are silent), and how they are written."""

    goes: str = "text"
    charset: str = ""
    skips: int = 1
    is_deleted: bool = False
    is_hidden: bool = False
    is_optional: bool = False
    is_in_table: bool = False


@dataclass
class _Text:
    """A text on the way through it; ``streams`` are its words by where they go."""

    place: _Place = field(default_factory=_Place)
    above: list[_Place] = field(default_factory=list)
    streams: dict[str, list[str]] = field(default_factory=dict)
    fonts: dict[int, str] = field(default_factory=dict)
    charset: str = "cp1252"
    font: int = 0
    waiting: bytes = b""
    # Characters still to be passed over: they stand for one that was said by its number.
    to_skip: int = 0
    # Heads and feet of the first page are shown in sections that have a page of their own for them.
    section: int = 0
    titled: set[int] = field(default_factory=set)
    firsts: dict[str, int] = field(default_factory=dict)
    is_facing: bool = False

    def put(self, said: str) -> None:
        goes = self.place.goes
        if goes and not goes.startswith("annotation"):
            goes = "hidden" if self.place.is_hidden else "deleted" if self.place.is_deleted else goes
        if goes and said:
            self.streams.setdefault(goes, []).append(said)

    def take(self, content: bytes) -> None:
        skipped = min(self.to_skip, len(content))
        self.to_skip -= skipped
        self.waiting += content[skipped:]

    def settle(self) -> None:
        """Read the bytes that wait, together: a character may be of several."""
        if self.waiting:
            self.put(self.waiting.decode(self.place.charset or self.charset, "replace"))
            self.waiting = b""

    def said(self, goes: str) -> str:
        # A character beyond the first 65,536 is written as two halves.
        return (
            "".join(self.streams.get(goes, ())).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        )

    def is_switched_on(self, goes: str) -> bool:
        """Whether a head or foot is shown: one of the first page, or of left ones, only where the text has such."""
        word = goes.split(" ")[0]
        if word.endswith("l"):
            return self.is_facing
        if word not in ("headerf", "footerf"):
            return True
        own = [(place, at) for place, at in self.firsts.items() if place.startswith(f"{word} ")]
        # A section without one of its own has that of the section before.
        return any([place for place, at in own if at <= title][-1:] == [goes] for title in self.titled)

    def all_of(self, kind: str) -> list[str]:
        return [self.said(goes).strip() for goes in self.streams if goes.startswith(kind)]

    def margins(self, kind: str) -> list[str]:
        shown = [goes for goes in self.streams if goes.startswith(kind) and self.is_switched_on(goes)]
        return [self.said(goes).strip() for goes in shown]


def read(content: bytes) -> Words:
    """Return the words of a text in RTF. Raises ``NotUnderstood``."""
    if HIDDEN_SHAPE.search(content):
        raise NotUnderstood("not-understood", "fHidden")
    text = _Text()
    _walk(content, text)
    notes = [f"[{number}] {' '.join(note.split())}" for number, note in enumerate(text.all_of("footnote"), 1)]
    head, foot = (dict.fromkeys(text.margins(kind)) for kind in ("header", "footer"))
    aside = [Aside("comment", f"{said}") for said in text.all_of("annotation")]
    aside += [Aside("deleted", text.said("deleted")), Aside("hidden", text.said("hidden"))]
    margins = [goes for goes in text.streams if goes.startswith(("header", "footer"))]
    aside += [Aside("hidden", text.said(goes).strip()) for goes in margins if not text.is_switched_on(goes)]
    return words_of([*head, "", *text.said("text").split("\n"), "", *notes, "", *foot], aside)


def _walk(content: bytes, text: _Text) -> None:
    at, end = 0, len(content)
    while at < end:
        token = TOKEN.match(content, at)
        if token is None:
            raise NotUnderstood("broken")
        at = token.end()
        figures, word, number, symbol, brace, plain = token.groups()
        if figures or plain:
            text.take(bytes([int(figures, 16)]) if figures else plain)
            continue
        text.settle()
        if brace:
            _brace(brace, text)
            # Behind its last brace nothing belongs to the text.
            if not text.above:
                return
        elif word == b"bin":
            # So many bytes of data, which may look like braces.
            at += max(0, int(number or 0))
        elif word:
            _word(word.decode(), int(number) if number else None, text)
        elif symbol == b"*":
            text.place = replace(text.place, is_optional=True)
        elif symbol:
            text.to_skip = 0
            text.put(SYMBOLS.get(symbol, ""))
    raise NotUnderstood("broken")


def _brace(brace: bytes, text: _Text) -> None:
    text.to_skip = 0
    if brace == b"{":
        text.above.append(text.place)
        text.place = replace(text.place, is_optional=False)
        if len(text.above) > DEEPEST:
            raise NotUnderstood("too-deep")
    else:
        if not text.above:
            raise NotUnderstood("broken")
        text.place = text.above.pop()


def _word(word: str, number: int | None, text: _Text) -> None:
    if word == "u" and number is not None:
        # The number is written with a sign, as of sixteen bits.
        text.put(chr(number % 65_536))
        text.to_skip = text.place.skips
        return
    text.to_skip = 0
    text.section += word == "sect" and text.place.goes == "text"
    if word in SIGNS:
        text.put(" / " if word == "par" and text.place.is_in_table else SIGNS[word])
    elif word in SHOWN or word in SILENT or text.place.is_optional:
        _open(word, text)
    elif word.startswith(("header", "footer")) and word[6:] in ("", "l", "r", "f") or word == "footnote":
        _open_beside(word, text)
    else:
        _set(word, number, text)


def _open(word: str, text: _Text) -> None:
    """Begin what is silent, or what is known beside the text; a drawing leaves its word behind."""
    text.put(SHOWN.get(word, ""))
    is_silent = word in SILENT or text.place.is_optional and word not in KNOWN
    text.place = replace(text.place, is_optional=False, goes="" if is_silent else text.place.goes)
    if word == "atnauthor":
        text.place = replace(text.place, goes=f"annotation {len(text.above)} {len(text.streams)}")
    elif word == "annotation":
        before = [goes for goes in text.streams if goes.startswith("annotation")]
        text.place = replace(text.place, goes=before[-1] if before else "annotation")
        text.put(": ")


def _open_beside(word: str, text: _Text) -> None:
    count = len([goes for goes in text.streams if goes.startswith(word[:6])]) + 1
    if word == "footnote":
        count = len([goes for goes in text.streams if goes.startswith(word)]) + 1
        text.put(f"[{count}]")
    if text.place.goes:
        text.place = replace(text.place, goes=f"{word} {count}")
        text.firsts[text.place.goes] = text.section
        text.put("\n")


def _set(word: str, number: int | None, text: _Text) -> None:
    """Take what is said of the characters that follow."""
    is_on, place = number != 0, text.place
    if word == "f":
        text.font = number or 0
        text.place = replace(place, charset=text.fonts.get(text.font, ""))
    elif word == "fcharset":
        text.fonts[text.font] = SETS.get(number or 0, "")
    elif word == "ansicpg" or word in WHOLE:
        text.charset = _known(WHOLE.get(word, f"cp{number}"))
    elif word == "uc":
        text.place = replace(place, skips=max(0, number or 0))
    elif word in ("deleted", "mvf"):
        text.place = replace(place, is_deleted=is_on)
    elif word == "v":
        text.place = replace(place, is_hidden=is_on)
    elif word == "titlepg" and text.place.goes:
        text.titled.add(text.section)
    elif word == "facingp":
        text.is_facing = is_on
    elif word == "plain":
        text.place = replace(place, is_deleted=False, is_hidden=False, charset="")
    elif word in ("intbl", "pard"):
        text.place = replace(place, is_in_table=word == "intbl")


def _known(charset: str) -> str:
    charset = {"cp65001": "utf-8", "cp10000": "mac_roman", "cp10007": "mac_cyrillic"}.get(charset, charset)
    try:
        codecs.lookup(charset)
    except LookupError:
        raise NotUnderstood("not-understood", charset) from None
    return charset

"""HTML of a stranger → its words. No mark-up comes through: nothing is fetched, nothing runs, nothing is hidden."""

import re
from html.parser import HTMLParser

UNSEEN = {
    "script",
    "style",
    "head",
    "title",
    "template",
    "noscript",
    "object",
    "svg",
    "math",
    "iframe",
    "textarea",
}
BLOCKS = {"p", "div", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "section", "article", "center"}  # fmt: skip
DEEPEST = 20
A_LINK = re.compile(r"(?:https?|ftp|mailto|tel):\S+", re.IGNORECASE)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.quoted, self.unseen, self.link, self.is_pre = 0, 0, "", False

    def line(self) -> None:
        if self.lines[-1].strip("> "):
            self.lines.append("")
        self.lines[-1] = "> " * self.quoted

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self.unseen += 1
        elif tag == "blockquote":
            # A page of nothing but quotations would make each of its lines longer than the one before.
            self.quoted = min(self.quoted + 1, DEEPEST)
            self.line()
        elif tag in ("br", "hr"):
            self.lines.append("> " * self.quoted)
        elif tag in BLOCKS:
            self.is_pre = tag == "pre" or self.is_pre
            self.line()
        elif tag == "li":
            self.line()
            self.lines[-1] += "• "
        elif tag in ("td", "th") and self.lines[-1].strip("> "):
            self.lines[-1] += "\t"
        elif tag == "a":
            self.link = next((to or "" for name, to in attrs if name == "href"), "").strip()

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag == "blockquote" and self.quoted:
            self.quoted -= 1
            self.lines.append("> " * self.quoted)
        elif tag in BLOCKS:
            self.is_pre = self.is_pre and tag != "pre"
            self.line()
        elif tag == "a":
            if A_LINK.fullmatch(self.link) and self.link.removeprefix("mailto:") not in self.lines[-1]:
                self.lines[-1] += f" <{self.link}>"
            self.link = ""

    def handle_data(self, data: str) -> None:
        if self.unseen:
            return
        first, *others = data.split("\n") if self.is_pre else [re.sub(r"[ \t\r\n]+", " ", data)]
        self.lines[-1] += first if self.is_pre or self.lines[-1].strip("> ") else first.lstrip()
        self.lines += ["> " * self.quoted + other for other in others]


def words_of(html: str) -> str:
    """Return the words of a page in lines; a quotation's lines begin with “>”, a link's address stands behind its words.

    What stands in a part that a reader would not see is left out of the words: the letter itself is kept beside them.
    """
    reader = _Words()
    # A part that is never closed must not swallow the letter: each opening has its end, or is taken away.
    for tag in UNSEEN:
        if len(re.findall(rf"<{tag}\b", html, re.I)) > len(re.findall(rf"</{tag}\s*>", html, re.I)):
            html = re.sub(rf"</?{tag}\b[^>]*>", " ", html, flags=re.I)
    reader.feed(html)
    reader.close()
    text = "\n".join(line.rstrip() if line.strip("> ") else line.strip() for line in reader.lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")

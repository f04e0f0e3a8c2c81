"""The words and numbers of a workbook (xlsx), sheet by sheet and row by row, as they were last computed."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from xml.etree.ElementTree import Element

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from tamyr.replies.logic.office.package import Package, below, take_hidden
from tamyr.replies.logic.office.words import CHART, PICTURE, Aside, NotUnderstood, Words, row, words_of

CELL = re.compile(r"([A-Z]{1,3})[0-9]+")
# The sections of a form of numbers, and what of one shows nothing: colours, gaps, empty quotes.
SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[_*].|[^;])*')
NOTHING = re.compile(r'\[(?!(?:h+|m+|s+)\])[^\]]*\]|"\s*"|[_*].|\\\s|\s', re.IGNORECASE)
ASKED = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)\]")
# Codes of the head and foot of a page: fonts, sizes, places, what the program fills in.
CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|[0-9]+|[A-Z&])')
Cells = dict[int, str]


def read(content: bytes) -> Words:
    """Return what stands in a workbook. Raises ``NotUnderstood``, also where a formula was never computed."""
    package = Package(content)
    main = next((name for kind, name in package.relations("").values() if kind == "officeDocument"), "")
    book = _Workbook(package, main or "xl/workbook.xml")
    return words_of(book.lines(), book.aside)


class _Workbook:
    """A workbook on the way through it, with what was found beside its words."""

    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        self._book = package.needed(main)
        self._relations = package.relations(main)
        self._texts = [_text(item) for item in self._part("sharedStrings")]
        self._formats = list(self._read_formats())
        looks = self._book.find("x:workbookPr")
        is_1904 = looks is not None and looks.get("date1904") in ("1", "true")
        self._begins = CALENDAR_MAC_1904 if is_1904 else CALENDAR_WINDOWS_1900
        self.aside: list[Aside] = []

    def _part(self, kind: str) -> Element:
        name = next((name for found, name in self._relations.values() if found == kind), "")
        return self._package.needed(name) if name else Element(kind)

    def _read_formats(self) -> Iterator[str]:
        styles = self._part("styles")
        own = {form.get("numFmtId"): form.get("formatCode", "") for form in styles.iter("x:numFmt")}
        for cell in below(styles, "x:cellXfs/x:xf"):
            key = cell.get("numFmtId", "0")
            yield own.get(key) or BUILTIN_FORMATS.get(int(key), "General")

    def lines(self) -> Iterator[str]:
        for sheet in below(self._book, "x:sheets/x:sheet"):
            kind, name = self._relations.get(sheet.get("r:id", ""), ("", ""))
            if kind not in ("worksheet", "chartsheet"):
                raise NotUnderstood("not-understood", kind or "sheet")
            said = [f"[{sheet.get('name', '')}]", *self._sheet(name, kind), ""]
            if sheet.get("state", "visible") == "visible":
                yield from said
            else:
                self.aside.append(Aside("hidden", "\n".join(said)))

    def _sheet(self, name: str, kind: str) -> Iterator[str]:
        if kind == "chartsheet":
            yield CHART
            return
        sheet = self._package.needed(name)
        yield from self._margin(sheet, "Header")
        yield from self._rows(sheet)
        yield from self._margin(sheet, "Footer")
        for found, part in self._package.relations(name).values():
            if found == "drawing":
                yield from self._drawing(self._package.needed(part))
            elif found == "comments":
                self._take_comments(self._package.needed(part))

    def _rows(self, sheet: Element) -> Iterator[str]:
        hidden = {
            number
            for column in below(sheet, "x:cols/x:col")
            if column.get("hidden") in ("1", "true")
            # A sheet has no more columns, whatever the file says.
            for number in range(int(column.get("min", "1")), min(int(column.get("max", "1")), 16_384) + 1)
        }
        rows: list[Cells] = []
        for line in below(sheet, "x:sheetData/x:row"):
            read = list(self._cells(line))
            cells = {at: said for at, said, _is_blank in read}
            blank = hidden | {at for at, _said, is_blank in read if is_blank}
            is_away = line.get("hidden") in ("1", "true")
            away = cells if is_away else {at: cells[at] for at in cells if at in blank}
            if away:
                self.aside.append(Aside("hidden", row(away.values())))
            rows.append({at: said for at, said in cells.items() if at not in away})
        # Those alone in which something is left: a sheet may be wide, and empty for the most part.
        columns = sorted({at for cells in rows for at in cells})
        yield from (row(cells.get(at, "") for at in columns) for cells in rows)

    def _cells(self, line: Element) -> Iterator[tuple[int, str, bool]]:
        """Give the column of each cell that holds something, what it holds, and whether its form shows none of it."""
        at = 0
        for cell in line.findall("x:c"):
            named = CELL.fullmatch(cell.get("r", ""))
            # One that names no place stands behind the one before it.
            at = column_index_from_string(named[1]) if named else at + 1
            said = self._said(cell)
            if said:
                yield at, said, _shows_nothing(self._form(cell), cell.get("t", "n"), cell.findtext("x:v"))

    def _form(self, cell: Element) -> str:
        style = int(cell.get("s", "0"))
        return self._formats[style] if style < len(self._formats) else "General"

    def _said(self, cell: Element) -> str:
        kind, found = cell.get("t", "n"), cell.findtext("x:v")
        if kind == "inlineStr":
            inside = cell.find("x:is")
            return "" if inside is None else _text(inside)
        if found is None:
            if cell.find("x:f") is not None:
                raise NotUnderstood("not-computed", cell.get("r", ""))
            return ""
        if kind == "s":
            return self._texts[int(found)]
        if kind == "b":
            return "TRUE" if found == "1" else "FALSE"
        return self._number(found, self._form(cell)) if kind == "n" else found

    def _number(self, said: str, form: str) -> str:
        """Return a number as a reader of the sheet takes it: a date as a date, a share in per cent."""
        number = float(said)
        if is_date_format(form):
            return _moment(from_excel(number, self._begins))
        # In quotes it is a sign like others, and the number stays as it is.
        if "%" in re.sub(r'"[^"]*"|\\.', "", form):
            return f"{number * 100:.15g}%"
        # A workbook shows no more figures than fifteen; the last ones of a double nobody has typed.
        return f"{number:.15g}"

    def _margin(self, sheet: Element, place: str) -> Iterator[str]:
        """Give what stands at the head or foot of pages; what is not switched on goes aside."""
        said: dict[str, bool] = {}
        for margin in below(sheet, "x:headerFooter"):
            for which, switch in (("odd", ""), ("even", "differentOddEven"), ("first", "differentFirst")):
                is_on = not switch or margin.get(switch) in ("1", "true")
                text = CODES.sub(" ", margin.findtext(f"x:{which}{place}") or "")
                said[text] = said.get(text, False) or is_on
        texts = [(" ".join(text.split()), is_on) for text, is_on in said.items()]
        yield from dict.fromkeys(text for text, is_on in texts if is_on and text)
        self.aside += [Aside("hidden", text) for text, is_on in texts if not is_on]

    def _drawing(self, drawing: Element) -> Iterator[str]:
        for shape in take_hidden(drawing):
            self.aside.append(Aside("hidden", "".join(part.text or "" for part in shape.iter("a:t"))))
        for paragraph in drawing.iter("a:p"):
            yield "".join(part.text or "" for part in paragraph.iter("a:t"))
        yield from [CHART for data in drawing.iter("a:graphicData") if data.get("uri", "").endswith("/chart")]
        yield from [PICTURE for _picture in drawing.iter("a:blip")]

    def _take_comments(self, part: Element) -> None:
        authors = [author.text or "" for author in below(part, "x:authors/x:author")]
        for note in below(part, "x:commentList/x:comment"):
            by, text = int(note.get("authorId", "0")), note.find("x:text")
            who = authors[by] if by < len(authors) else ""
            self.aside.append(
                Aside("comment", f"{who}, {note.get('ref', '')}: {_text(text) if text is not None else ''}")
            )


def _text(item: Element) -> str:
    """Return the words of a cell, without the readings that stand above Japanese ones."""
    runs = [item, *item.findall("x:r")]
    return "".join(part.text or "" for run in runs for part in run.findall("x:t"))


def _shows_nothing(form: str, kind: str, found: str | None) -> bool:
    """Whether a cell holds what its form shows nothing of: the section that applies to it is empty."""
    sections = _sections(form)
    if kind in ("n", "d"):
        section = _section(sections, float(found or 0) if kind == "n" else 1.0)
    else:
        section = sections[3] if len(sections) > 3 else "@"
    return not NOTHING.sub("", section)


def _sections(form: str) -> list[str]:
    """Return the sections of a form, which a stroke parts where none stands in quotes."""
    found, at = [], 0
    while at <= len(form):
        match = SECTION.match(form, at)
        found.append(match[0] if match else "")
        at += len(found[-1]) + 1
    return found


def _section(sections: list[str], number: float) -> str:
    asked = [ASKED.search(section) for section in sections[:3]]
    if any(asked):
        met = (condition is None or _holds(condition[1], number, float(condition[2])) for condition in asked)
        return next((section for section, is_met in zip(sections, met, strict=False) if is_met), "General")
    # For positive ones, negative ones, nought, in this order; what lacks its section is shown by the first.
    place = 1 if number < 0 else 2 if number == 0 else 0
    return sections[place] if place < len(sections) else sections[0]


def _holds(sign: str, number: float, bound: float) -> bool:
    is_less, is_same = number < bound, number == bound
    return (
        "<" in sign and is_less or ">" in sign and not is_less and not is_same or sign[-1] == "=" and is_same
    )


def _moment(moment: object) -> str:
    if isinstance(moment, datetime):
        return moment.date().isoformat() if moment.time() == time() else moment.isoformat(" ", "minutes")
    return moment.isoformat() if isinstance(moment, date | time) else str(moment)

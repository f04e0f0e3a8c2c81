import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain, islice
from typing import Any, TypeVar

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.functional import Promise
from django.utils.translation import override

from climate_pathways.core.characters import without_harm
from tamyr.shared.languages import language
from tamyr.shared.spreadsheet import neutral

Row = TypeVar("Row")
CSV = "text/csv; charset=utf-8"
# So many rows of a long file are in memory together.
AT_ONCE = 500
NETWORK_BEGAN_AT = datetime(2008, 1, 1, tzinfo=UTC)


def csv_file(rows: Iterable[Sequence[object]], name: str) -> HttpResponse:
    """Answer with a CSV file that spreadsheets open as UTF-8 and whose cells they do not compute.

    On a Russian page it has semicolons and decimal commas: a Russian Excel takes nothing else for
    columns and numbers.
    """
    response = HttpResponse(b"".join(_table(rows)), content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def long_csv_file(rows: Iterable[Sequence[object]], name: str) -> StreamingHttpResponse:
    """Answer with the same file, some rows at a time: for tables that may grow without end."""
    return _piece_by_piece(_table(rows), CSV, f"{name}.csv")


def long_json_file(listed: str, rows: Iterable[Mapping[str, object]], name: str) -> StreamingHttpResponse:
    """Answer with JSON of one list, some rows at a time: what ``json.dumps`` says of all of them at once."""
    return _piece_by_piece(_list_of(listed, rows), "application/json", f"{name}.json")


def _piece_by_piece(pieces: Iterator[bytes], content_type: str, name: str) -> StreamingHttpResponse:
    told = _told_in(language(), pieces)
    # The first one before anything is answered: what cannot be asked for is said on a page, as ever.
    begun = next(told, b"")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(chain((begun,), told), content_type=content_type, headers=headers)


def _told_in(code: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield pieces in the language of the request, which is over by the time that most of them are asked for."""
    while True:
        with override(code):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


def _table(rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    is_russian, begun = language() == "ru", "\ufeff"
    for part in _parts(rows):
        text = io.StringIO()
        writer = csv.writer(text, delimiter=";" if is_russian else ",")
        writer.writerows([_written(cell, is_russian) for cell in row] for row in part)
        yield (begun + text.getvalue()).encode()
        begun = ""
    yield begun.encode()


def _list_of(listed: str, rows: Iterable[Mapping[str, object]]) -> Iterator[bytes]:
    begun, between = "{\n " + json.dumps(listed, ensure_ascii=False) + ": [", "\n  "
    for part in _parts(rows):
        # Of a row all lines but the first are indented here; a line that somebody wrote is none in JSON.
        texts = [json.dumps(row, ensure_ascii=False, indent=1).replace("\n", "\n  ") for row in part]
        yield (begun + between + ",\n  ".join(texts)).encode()
        begun, between = "", ",\n  "
    yield (begun + "]\n}" if begun else "\n ]\n}").encode()


def _parts(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while part := list(islice(left, AT_ONCE)):
        yield part


def _written(cell: object, is_russian: bool) -> object:
    return str(cell).replace(".", ",") if is_russian and isinstance(cell, float) else harmless(cell)


def svg_file(drawing: str) -> HttpResponse:
    """Answer with a drawing as a file of its own, since no page may hold data addresses."""
    return HttpResponse(drawing, content_type="image/svg+xml")


def harmless(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula; a number with its minus is none."""
    if not isinstance(cell, str):
        return cell
    cell = without_harm(cell)
    shielded = neutral(cell)
    return cell if shielded != cell and is_number(cell) else shielded


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


class DatedFeed(Atom1Feed):
    """A feed that changes only with its entries: the stock one dates an empty feed by the clock.

    An entry is known by its address: the stock feed's names hold a date, which may be corrected.
    """

    def __init__(self, title: str, link: str, description: str, **facts: Any) -> None:
        super().__init__(title, link, description, **_harmless({"author_name": "Tamyr", **facts}))
        self.feed |= _harmless(self.feed)

    def add_item(self, title: str, link: str, description: str, **facts: Any) -> None:  # type: ignore[override]
        told = {"title": title, "link": link, "description": description, "unique_id": link, **facts}
        super().add_item(**_harmless(told))

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=NETWORK_BEGAN_AT)


def _harmless(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        name: without_harm(str(fact)) if isinstance(fact, str | Promise) else fact
        for name, fact in facts.items()
    }

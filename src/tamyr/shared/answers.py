from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from climate_pathways.core.characters import without_harm
from climate_pathways.core.wording import SOURCE_LANGUAGE
from tamyr.shared.languages import language, told_in
from tamyr.shared.spreadsheet import listed_in, table_of

CSV = "text/csv; charset=utf-8"
NETWORK_BEGAN_AT = datetime(2008, 1, 1, tzinfo=UTC)


def csv_file(rows: Iterable[Sequence[object]], name: str) -> HttpResponse:
    """Answer with a CSV file that spreadsheets open as UTF-8 and whose cells they do not compute.

    On a Russian page it has semicolons and decimal commas: a Russian Excel takes nothing else for
    columns and numbers.
    """
    response = HttpResponse(b"".join(table_of(rows, is_russian=language() == "ru")), content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def long_csv_file(rows: Iterable[Sequence[object]], name: str) -> StreamingHttpResponse:
    """Answer with the same file, some rows at a time: for tables that may grow without end."""
    return _piece_by_piece(table_of(rows, is_russian=language() == "ru"), CSV, f"{name}.csv")


def long_json_file(listed: str, rows: Iterable[Mapping[str, object]], name: str) -> StreamingHttpResponse:
    """Answer with JSON of one list, some rows at a time: what ``json.dumps`` says of all of them at once."""
    return _piece_by_piece(listed_in(listed, rows), "application/json", f"{name}.json")


def _piece_by_piece(pieces: Iterator[bytes], content_type: str, name: str) -> StreamingHttpResponse:
    told = told_in(language(), pieces)
    # The first one before anything is answered: what cannot be asked for is said on a page, as ever.
    begun = next(told, b"")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(chain((begun,), told), content_type=content_type, headers=headers)


def worded(code: str, words: object) -> str:
    """Return what a table that a person takes away says for a code: words, in every language but that of the code."""
    # Programs read the English tables: their heads and codes stay.
    return code if language() == SOURCE_LANGUAGE else str(words)


def svg_file(drawing: str) -> HttpResponse:
    """Answer with a drawing as a file of its own, since no page may hold data addresses."""
    return HttpResponse(drawing, content_type="image/svg+xml")


def narrowed_title(title: str, narrowed: str) -> str:
    """Name a list that is taken away, so that two that are narrowed otherwise are told apart by their names."""
    return f"{title}: {narrowed}" if narrowed else title


class DatedFeed(Atom1Feed):
    """A feed that changes only with its entries: the stock one dates an empty feed by the clock.

    An entry is known by its address: the stock feed's names hold a date, which may be corrected.
    """

    def __init__(self, title: str, link: str, description: str, **facts: Any) -> None:
        super().__init__(title, link, description, **_harmless({"author_name": _("Tamyr"), **facts}))
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

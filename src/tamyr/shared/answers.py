import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.functional import Promise

from climate_pathways.core.characters import without_harm
from tamyr.shared.languages import language
from tamyr.shared.spreadsheet import neutral

NETWORK_BEGAN_AT = datetime(2008, 1, 1, tzinfo=UTC)


def csv_file(rows: Iterable[Sequence[object]], name: str) -> HttpResponse:
    """Answer with a CSV file that spreadsheets open as UTF-8 and whose cells they do not compute.

    On a Russian page it has semicolons and decimal commas: a Russian Excel takes nothing else for
    columns and numbers.
    """
    text, is_russian = io.StringIO(), language() == "ru"
    written = ([_written(cell, is_russian) for cell in row] for row in rows)
    csv.writer(text, delimiter=";" if is_russian else ",").writerows(written)
    response = HttpResponse(("\ufeff" + text.getvalue()).encode(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


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

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from tamyr.network.logic.spreadsheet import neutral


def csv_file(rows: Iterable[Sequence[str]], name: str) -> HttpResponse:
    """Answer with a CSV file that spreadsheets open as UTF-8 and whose cells they do not compute."""
    text = io.StringIO()
    csv.writer(text).writerows([neutral(cell) for cell in row] for row in rows)
    response = HttpResponse(("\ufeff" + text.getvalue()).encode(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response

"""A list of any length is taken away some rows at a time, and says what it said as a whole."""

import json
from collections.abc import Callable, Iterator
from itertools import count, islice
from typing import Any

import pytest
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.demands.models import Demand
from tamyr.demands.pages import lists
from tamyr.demands.queries.demands import whole
from tamyr.demands.tests.asking import agreed
from tamyr.network.models import Member
from tamyr.shared import spreadsheet
from tamyr.shared.answers import csv_file, long_csv_file, long_json_file


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("number", [0, 1, 4, 5])
def test_in_parts_it_is_what_it_is_as_a_whole(
    language: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheet, "AT_ONCE", 2)
    rows = [{"n": n, "say": "=1\n\u2028 «é»", "half": n + 0.5, "none": None} for n in range(number)]
    with override(language):
        table, listed = long_csv_file(map(list_of, rows), "x"), long_json_file("rows", iter(rows), "x")
        same = csv_file(map(list_of, rows), "x")
    with override("en"):
        assert table.getvalue() == same.content
    assert listed.getvalue().decode() == json.dumps({"rows": rows}, ensure_ascii=False, indent=1)
    assert (table["Content-Type"], table["Content-Disposition"]) == (
        same["Content-Type"],
        same["Content-Disposition"],
    )
    assert listed["Content-Disposition"] == 'attachment; filename="x.json"'


def list_of(row: dict[str, Any]) -> list[object]:
    return ["" if value is None else value for value in row.values()]


def tables() -> StreamingHttpResponse:
    return long_csv_file(([n] for n in count()), "x")


def documents() -> StreamingHttpResponse:
    return long_json_file("rows", ({"n": n} for n in count()), "x")


@pytest.mark.parametrize("endless", [tables, documents])
def test_no_more_is_asked_for_than_is_taken(endless: Callable[[], StreamingHttpResponse]) -> None:
    answer = endless()
    pieces: Iterator[bytes] = iter(answer)
    taken = b"".join(islice(pieces, 3))
    assert (
        str(3 * spreadsheet.AT_ONCE - 1).encode() in taken
        and str(3 * spreadsheet.AT_ONCE).encode() not in taken
    )


def test_what_goes_wrong_at_the_start_is_said_before_anything_is_answered() -> None:
    with pytest.raises(ZeroDivisionError):
        long_csv_file(([1 // n] for n in range(3)), "x")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ru"])
def test_demands_are_taken_away_as_before(
    aygul: Person, dana: Person, green_lake: Member, language: str
) -> None:
    for _number in range(3):
        agreed(aygul, dana, green_lake)
    found = list(whole(Demand.objects.order_by("-number")))
    with override(language):
        table = csv_file(lists.table_rows(found), "tamyr-demands")
        told = json.dumps({"demands": list(map(lists.facts, found))}, ensure_ascii=False, indent=1)
    for name, same in (("table.csv", table.content), ("demands.json", told.encode())):
        with CaptureQueriesContext(connection) as queries:
            answer = Client().get(f"/{language}/demands/{name}")
            assert answer.getvalue() == same
        assert len(queries) == 2 and "Cache-Control" not in answer
    known = signed_in(aygul)
    assert known.get("/en/demands/table.csv")["Cache-Control"] == "no-store"

"""A page of many demands, or a demand with many letters, asks the database as often as one of few."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.entry import browser_of

from tamyr.accounts.models import Person
from tamyr.demands.tests.asking import agreed, happens, letter, ministry
from tamyr.network.models import Member

pytestmark = pytest.mark.django_db
# What a stranger’s page asks at most.
PAGES = {
    "": 8,
    "?state=waiting": 8,
    "?state=overdue": 11,
    "answers/": 8,
    "answers/table.csv": 4,
    "feed.xml": 2,
    "feed.xml?state=overdue": 6,
    "demands.json": 2,
}


def asked(address: str, reader: Person | None = None) -> list[str]:
    client = browser_of(reader)
    # The first request fills what a process keeps.
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return [query["sql"] for query in queries]


@pytest.mark.parametrize(
    "asked_for",
    [("", "?state=overdue", "answers/"), pytest.param(tuple(PAGES), marks=pytest.mark.whole)],
    ids=["three", "all"],
)
def test_statements_do_not_grow_with_what_is_shown(
    asked_for: tuple[str, ...], aygul: Person, dana: Person, cyra: Person, green_lake: Member
) -> None:
    body = ministry()

    def more(kind: str) -> None:
        demand = agreed(aygul, dana, green_lake)
        for number, to in enumerate((body, ministry(demand.number + 95_000))):
            sent = letter(demand, aygul, to, green_lake)
            happens(sent, aygul, "delivered", date(2026, 3, 4 + number))
            if kind:
                happens(sent, aygul, kind, date(2026, 3, 20))

    more("")
    pages = [f"/en/demands/{page}" for page in asked_for]
    before = {page: len(asked(page)) for page in pages}
    late, own = len(asked("/en/demands/late/", cyra)), len(asked("/en/demands/1/"))
    for kind in ("answered", "refused", ""):
        more(kind)
    assert {page: len(asked(page)) for page in pages} == before
    assert len(asked("/en/demands/late/", cyra)) == late
    third = letter(agreed(aygul, dana, green_lake), aygul, body, green_lake)
    happens(third, aygul, "sent", date(2026, 3, 4))
    assert len(asked("/en/demands/5/")) == own, "one letter asks as two do"
    assert all(before[f"/en/demands/{page}"] <= PAGES[page] for page in asked_for), before

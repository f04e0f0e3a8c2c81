"""A long list is counted only near the page that is read, and shows the newest of what contradicts a demand."""

import re
from decimal import Decimal
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import QuerySet
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.demands.models import Demand
from tamyr.demands.queries.demands import whole
from tamyr.demands.queries.public.near_pages import NearPages
from tamyr.demands.tests.asking import NOON, made
from tamyr.network.models import Member

pytestmark = pytest.mark.django_db


def pages(asked: int) -> NearPages:
    return NearPages(Demand.objects.order_by("-number"), 2, asked, whole)


def test_the_last_page_is_named_once_it_is_near() -> None:
    Demand.objects.bulk_create(
        Demand(
            number=number,
            form_key=uuid4(),
            iso3="KAZ",
            theme="clean-air",
            origin="request",
            authoritative="en",
            due_on=NOON.date(),
            written_at=NOON,
        )
        for number in range(1, 30)
    )

    def told(asked: int) -> tuple[int, list[int], list[int | str]]:
        page = pages(asked).get_page(asked)
        numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
        return page.number, [demand.number for demand in page], list(numbers)

    more = pages(1).ELLIPSIS
    assert told(1) == (1, [29, 28], [1, 2, more])
    assert told(2) == (2, [27, 26], [1, 2, 3, more])
    assert told(14) == (14, [3, 2], [1, more, 13, 14, 15])
    assert told(15) == told(400) == (15, [1], [1, more, 14, 15])
    assert pages(1).get_page(1).has_next() and not pages(15).get_page(15).has_next()


def test_of_many_other_numbers_the_newest_stand_beside_a_demand_and_a_link_leads_on(
    aygul: Person, green_lake: Member
) -> None:
    number: dict[str, Any] = {"subject": "neutrality", "target": Decimal(2050)}
    first = made(aygul, green_lake, **number)
    made(aygul, green_lake, **number)
    made(aygul, green_lake, subject="coal-exit", target=Decimal(2040))
    elsewhere = made(aygul, green_lake, iso3="UKR", subject="neutrality", target=Decimal(2070))
    others = [made(aygul, green_lake, subject="neutrality", target=Decimal(2060 + n)) for n in range(11)]
    reader = signed_in(aygul)

    def beside(demand: Demand) -> str:
        page = reader.get(f"/en/demands/{demand.number}/").content.decode()
        return page.partition("Other demands ask for another number")[2].partition("</section>")[0]

    told = beside(first)
    assert [f"/en/demands/{other.number}/" in told for other in others] == [False, *[True] * 10]
    assert '"/en/demands/?subject=neutrality"' in told and "All demands about this number" in told
    assert f"/en/demands/{elsewhere.number}/" not in told
    assert "All demands about this number" not in beside(elsewhere)
    listed = reader.get("/en/demands/?subject=neutrality&country=KAZ").content.decode()
    assert listed.count('<li class="card">') == 13 and '<option value="neutrality" selected>' in listed
    assert reader.get("/en/demands/?subject=x").status_code == 404


def test_the_link_leads_to_what_is_asked_of_the_whole_region_as_well(
    aygul: Person, green_lake: Member
) -> None:
    first = made(aygul, green_lake, subject="neutrality", target=Decimal(2050))
    others = [
        made(aygul, green_lake, iso3="", subject="neutrality", target=Decimal(2060 + n)) for n in range(11)
    ]
    reader = signed_in(aygul)
    page = reader.get(f"/en/demands/{first.number}/").content.decode()
    (address,) = re.findall(r'href="([^"]*)"[^>]*>All demands about this number', page)
    listed = reader.get(unescape(address)).content.decode()
    assert all(f"/en/demands/{other.number}/" in listed for other in others)


def test_what_is_hidden_while_a_page_is_made_is_not_drawn(aygul: Person, green_lake: Member) -> None:
    kept, hidden = (made(aygul, green_lake) for _ in range(2))

    def hiding(rows: QuerySet[Demand]) -> QuerySet[Demand]:
        Demand.objects.filter(pk=hidden.pk).update(theme="clean-air")
        return whole(rows)

    seen = Demand.objects.exclude(theme="clean-air").order_by("-number")
    assert list(NearPages(seen, 2, 1, hiding).get_page(1)) == [kept]

"""Two colleagues who write a draft at once: the second one is shown the other's words beside their own."""

import re
from html import unescape

from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.demands.models import Demand, DemandText
from tamyr.demands.pages.plan import plan_words
from tamyr.demands.queries.texts import words_sha
from tamyr.demands.services import making
from tamyr.demands.tests.asking import ENGLISH, NOON, RUSSIAN, made
from tamyr.network.models import Circle, Member
from tamyr.network.queries.visitors import visitor_on

PLAN = {"iso3": "KAZ", "theme": "fossil-fuel-phase-out", "due_on": "2040-06-01", "exposure": "public"}


def mark_in(page: str) -> str:
    found = re.search(r'name="base_sha" value="(\w{64})"', page)
    assert found is not None
    return found[1]


def typed(ask: str) -> dict[str, str]:
    return {"title": ENGLISH.title, "ask": ask, "fulfilled_when": ENGLISH.fulfilled_when}


def test_the_second_who_writes_words_loses_none_and_sees_the_other_ones(
    aygul: Person, green_lake: Member
) -> None:
    demand, client = made(aygul, green_lake), signed_in(aygul)
    address = f"/en/demands/{demand.number}/words/en/"
    opened = mark_in(client.get(address).content.decode())
    assert client.post(address, {**typed("The first asks this."), "base_sha": opened}).status_code == 302
    late = client.post(address, {**typed("The second asks that."), "base_sha": opened})
    page = unescape(late.content.decode())
    assert late.status_code == 409 and "Put both together" in page
    assert "The first asks this." in page and "The second asks that." in page
    assert demand.texts.get().ask == "The first asks this."
    assert client.post(address, {**typed("This and that."), "base_sha": mark_in(page)}).status_code == 302
    assert demand.texts.get().ask == "This and that."


def test_the_same_words_twice_are_no_other_words(aygul: Person, green_lake: Member) -> None:
    demand, client = made(aygul, green_lake), signed_in(aygul)
    address = f"/en/demands/{demand.number}/words/en/"
    sent = {**typed("The first asks this."), "base_sha": mark_in(client.get(address).content.decode())}
    assert [client.post(address, sent).status_code for _time in range(2)] == [302, 302]


def test_no_translation_is_taken_for_one_of_words_that_its_writer_did_not_see(
    aygul: Person, green_lake: Member
) -> None:
    demand, client = made(aygul, green_lake), signed_in(aygul)
    address = f"/en/demands/{demand.number}/words/ru/"
    opened = mark_in(client.get(address).content.decode())
    moved = making.Words(ENGLISH.title, "Publish two plans.", ENGLISH.fulfilled_when)
    seen = words_sha(demand, "en")
    making.write_words(demand=demand, language="en", words=moved, base_sha=seen, actor=aygul.pk, at=NOON)
    late = client.post(address, {**vars(RUSSIAN), "base_sha": opened})
    page = unescape(late.content.decode())
    assert late.status_code == 409 and "Publish two plans." in page and RUSSIAN.ask in page
    assert not DemandText.objects.filter(language="ru").exists()


def test_the_second_who_plans_sees_what_the_first_planned(aygul: Person, green_lake: Member) -> None:
    demand, client = made(aygul, green_lake), signed_in(aygul)
    address = f"/en/demands/{demand.number}/plan/"
    opened = mark_in(client.get(address).content.decode())
    assert client.post(address, {**PLAN, "due_on": "2041-01-01", "base_sha": opened}).status_code == 302
    late = client.post(address, {**PLAN, "exposure": "network", "base_sha": opened})
    page = unescape(late.content.decode())
    assert late.status_code == 409 and "To be done until 1 January 2041" in page and "Kazakhstan" in page
    assert Demand.objects.get().exposure == "public"
    assert client.post(address, {**PLAN, "exposure": "network", "base_sha": mark_in(page)}).status_code == 302
    assert Demand.objects.get().exposure == "network"


def test_a_slip_is_no_reading_of_what_a_colleague_wrote(aygul: Person, green_lake: Member) -> None:
    demand, client = made(aygul, green_lake), signed_in(aygul)
    address = f"/en/demands/{demand.number}/words/en/"
    opened = mark_in(client.get(address).content.decode())
    assert client.post(address, {**typed("The first asks this."), "base_sha": opened}).status_code == 302
    slip = client.post(address, {**typed(""), "base_sha": opened})
    assert slip.status_code == 422 and mark_in(slip.content.decode()) == opened
    over = client.post(address, {**typed("The second asks that."), "base_sha": opened})
    assert over.status_code == 409 and mark_in(over.content.decode()) == words_sha(demand, "en")


def test_a_circle_that_reads_it_is_told_by_name_to_who_sits_there(
    aygul: Person, dana: Person, green_lake: Member, forest_circle: Circle
) -> None:
    demand = made(aygul, green_lake)
    demand.circle = forest_circle
    assert "Circle: Forests" in plan_words(demand, visitor_on(aygul, NOON))
    assert "Circle: one in which you do not sit" in plan_words(demand, visitor_on(dana, NOON))

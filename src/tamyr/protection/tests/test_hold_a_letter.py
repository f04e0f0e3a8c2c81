"""Two of those who answer keep a letter longer; nobody does so alone, and the writer can say no."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.entry import agree, sign_in
from tests.news import news_of
from tests.people import with_role

from tamyr.accounts.models import Person
from tamyr.network.models import Role
from tamyr.network.queries import visitor_on
from tamyr.network.rules import MayNot
from tamyr.protection.models import Case, Hold, SealedItem
from tamyr.protection.services.letters import cases as acts
from tamyr.protection.services.letters.expiry import tell_of_ends
from tamyr.protection.services.letters.holds import propose_hold
from tamyr.protection.services.letters.keys import step_down
from tamyr.protection.services.travels import set_out
from tamyr.protection.tests.letters import (
    CANARY,
    answers_letters,
    identity_for,
    page_of,
    write,
)
from tamyr.safety.logic.field_encryption import UnreadableField
from tamyr.safety.logic.month_keys import MonthKeys
from tamyr.safety.logic.sealing.texts import open_sealed
from tamyr.safety.models import Proposal
from tamyr.safety.models.encrypted import key_ring, month_keys
from tamyr.safety.rules import kind_of
from tamyr.safety.services.expiry import forget_what_ran_out
from tamyr.safety.services.proposals import NotTheSecond, approve

pytestmark = pytest.mark.django_db
Team = tuple[Person, Person]
DAY = timedelta(days=1)


def held(case: Case, team: Team, days: int, at: datetime) -> Proposal:
    made = propose_hold(case=case, days=days, why="A court asks for it.", by=visitor_on(team[0], at))
    return approve(proposal=made, by=team[1].pk, at=at)


def come_back(code: str) -> str:
    return Client().post("/en/support/letter/", {"code": code}).content.decode()


def test_a_letter_is_held_by_two_on_their_pages_and_its_writer_ends_it(client: Client, team: Team) -> None:
    code = write(client)
    case = Case.objects.get()
    first, second = sign_in(Client(), team[0]), sign_in(Client(), team[1])
    address, why = f"/en/support/letters/{case.pk}/", {"days": "180", "why": "A court asks for it."}
    refused = first.post(f"{address}hold/", {**why, "days": "3650"})
    assert refused.status_code == 422 and "A court asks for it." in refused.content.decode()
    page = first.post(f"{address}hold/", why)["Location"]
    assert first.post(f"{page}approve/").status_code == 403
    shown = page_of(second, page)
    assert "A court asks for it." in shown and CANARY not in shown
    assert agree(second, Proposal.objects.get().pk, shown).status_code == 302
    until = case.kept_until + 180 * DAY
    case.refresh_from_db()
    assert case.kept_until == until
    assert "Held until" in page_of(second, address) and "A court asks for it." in page_of(second, address)
    read = come_back(code)
    assert "Kept longer than promised" in read and "A court" not in read
    token = read.split('name="token" value="')[1].split('"')[0]
    assert "Kept longer" not in client.post("/en/support/letter/no-hold/", {"token": token}).content.decode()
    case.refresh_from_db()
    assert case.kept_until == until - 180 * DAY
    let_go = f"The writer of letter {case.number} does not want it held"
    assert let_go in news_of(team[1], timezone.now())
    assert client.post("/en/support/letter/no-hold/", {"token": "f" * 64}).status_code == 404


def test_nobody_holds_a_letter_alone_and_only_those_who_answer_now(
    client: Client, team: Team, dana: Person, cyra: Person
) -> None:
    write(client)
    answers_letters(dana)
    case, now = Case.objects.get(), timezone.now()
    for stranger in (cyra, None):
        with pytest.raises(MayNot):
            propose_hold(case=case, days=30, why="x", by=visitor_on(stranger, now))
    made = propose_hold(case=case, days=30, why="x", by=visitor_on(team[0], now))
    other_coordinator = with_role("second", "Second Example", Role.COORDINATOR)
    for person in (team[0], cyra, other_coordinator):
        with pytest.raises(NotTheSecond):
            approve(proposal=made, by=person.pk, at=now)
    assert kind_of(made).told(made, cyra.pk, now) is None
    set_out(by=visitor_on(team[1], now), until_at=now + DAY)
    with pytest.raises(NotTheSecond):
        approve(proposal=made, by=team[1].pk, at=now)
    Person.objects.filter(pk=team[1].pk).update(is_active=False, locked_at=now)
    with pytest.raises(NotTheSecond):
        approve(proposal=made, by=team[1].pk, at=now + 2 * DAY)
    step_down(by=visitor_on(team[0], now))
    with pytest.raises(NotTheSecond, match="may no longer"):
        approve(proposal=made, by=dana.pk, at=now)
    assert not Hold.objects.exists()


def test_what_ran_out_while_a_second_was_looked_for_is_not_brought_back(client: Client, team: Team) -> None:
    write(client)
    case, now = Case.objects.get(), timezone.now()
    Case.objects.update(kept_until=now + DAY)
    made = propose_hold(case=case, days=30, why="x", by=visitor_on(team[0], now))
    with pytest.raises(NotTheSecond):
        approve(proposal=made, by=team[1].pk, at=now + DAY)
    with pytest.raises(MayNot, match="no longer kept"):
        propose_hold(case=case, days=30, why="x", by=visitor_on(team[0], now + DAY))
    forget_what_ran_out(at=now + DAY)
    with pytest.raises(NotTheSecond):
        approve(proposal=made, by=team[1].pk, at=now + DAY)


def test_a_hold_is_for_a_stated_time_renewed_and_lifted_by_two_again(client: Client, team: Team) -> None:
    write(client)
    case, now = Case.objects.get(), timezone.now()
    own_end = case.kept_until
    with pytest.raises(MayNot):
        propose_hold(case=case, days=0, why="x", by=visitor_on(team[0], now))
    held(case, team, 180, now)
    with pytest.raises(MayNot, match="365 days ahead"):
        propose_hold(case=case, days=180, why="x", by=visitor_on(team[0], now))
    later = now + 200 * DAY
    held(case, team, 180, later)
    case.refresh_from_db()
    assert case.kept_until == own_end + 360 * DAY and case.holds.count() == 2
    held(case, team, 0, later)
    case.refresh_from_db()
    assert case.kept_until == own_end
    forget_what_ran_out(at=later)
    assert not Case.objects.exists() and not Hold.objects.exists()


def test_who_writes_more_is_kept_longer_up_to_a_year_and_a_hold_is_not_cut_short(
    client: Client, team: Team
) -> None:
    code = write(client)
    case, now = Case.objects.get(), timezone.now()
    held(case, team, 30, now)
    case.refresh_from_db()
    until = case.kept_until
    case.hear(now + DAY)
    assert case.kept_until == until
    case.hear(now + 60 * DAY)
    assert case.kept_until == now + 150 * DAY
    case.opened_at -= 300 * DAY
    case.hear(now + 60 * DAY)
    assert case.kept_until == until, "a year after its beginning nothing but the hold keeps it"
    Case.objects.update(opened_at=now - 364 * DAY, kept_until=now + 2 * DAY)
    read = come_back(code)
    assert "It is deleted within 3 days" in read and "Note now what you need" in read


@pytest.mark.parametrize("state", [pytest.param("taken", marks=pytest.mark.whole), "closed"])
def test_both_sides_are_told_fourteen_and_three_days_before(client: Client, team: Team, state: str) -> None:
    code, now = write(client), timezone.now()
    Case.objects.update(state=state, taken_by=None)
    case = Case.objects.get()
    told = f"Letter {case.number} is deleted soon"
    for left, words in ((15, ""), (14, "within 14 days"), (3, "within 3 days")):
        Case.objects.update(kept_until=now + left * DAY - timedelta(minutes=5 if words else 0))
        for _time in range(2):
            tell_of_ends(at=now)
        assert (told in news_of(team[1], now)) is bool(words)
        assert not words or f"It is deleted {words}" in come_back(code)
        assert not words or "If you write something, it is kept longer" in come_back(code)


def test_what_is_held_opens_and_everything_else_of_its_month_opens_nowhere(
    client: Client, team: Team, tmp_path: Path, settings: LazySettings
) -> None:
    settings.MONTH_KEYS = MonthKeys(tmp_path / "keys")
    now = timezone.now()
    forget_what_ran_out(at=now)
    code = write(client)
    case = Case.objects.get()
    write(client, text="Второе.")
    other = SealedItem.objects.exclude(case=case).get()
    item = case.items.get()
    of_the_month = {each.pk: stored(each) for each in (item, other)}
    assert all(opens(pk, token) for pk, token in of_the_month.items())
    acts.close_case(case=case, by=visitor_on(team[1], now))
    held(case, team, 180, now)
    for days in (31, 91, 140):
        forget_what_ran_out(at=now + days * DAY)
    assert SealedItem.objects.get() == item, "also one that was closed"
    assert not any(opens(pk, token) for pk, token in of_the_month.items()), "no old copy opens either"
    kept = SealedItem.objects.get()
    assert CANARY in open_sealed(kept.sealed, [identity_for(team[0])])
    assert Hold.objects.get().reason == "A court asks for it."
    last = stored(kept)
    assert opens(kept.pk, last)
    until = Case.objects.get().kept_until
    forget_what_ran_out(at=until - DAY)
    assert Case.objects.exists()
    for days in (0, 77):
        forget_what_ran_out(at=until + days * DAY)
    assert not Case.objects.exists() and not opens(kept.pk, last)
    assert "No letter belongs to this code" in come_back(code)


def stored(item: SealedItem) -> str:
    """Return an item as it lies in the database, and in every copy of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM protection_sealeditem WHERE id = %s", [item.pk.hex])
        return str(cursor.fetchone()[0])


def opens(key: object, token: str) -> bool:
    try:
        key_ring().decrypt(token, place=f"protection.sealeditem.content:{key}", months=month_keys().key)
    except UnreadableField:
        return False
    return True

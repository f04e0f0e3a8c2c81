"""Whom the network tells of its own acts: once, in their words, and as long as it is theirs to know."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.entry import sign_in
from tests.news import news_of, tell_everybody
from tests.people import give_pace, with_role

from tamyr.accounts.models import Person
from tamyr.network.models import Circle, Mandate, MandateKind, Member, RoleGrant
from tamyr.network.queries import visitor_on
from tamyr.network.queries.desk import calls as desk
from tamyr.network.queries.desk.calls import Call
from tamyr.network.services.circles import add_to_circle, end_seat
from tamyr.network.services.invitations import accept_as_yourself, invite
from tamyr.network.services.members import change_member
from tamyr.network.services.people import begin_mandate, end_mandate, end_role_as_agreed
from tamyr.network.tests.test_guard_a_member import facts_of
from tamyr.notices.models import MailPlan, Notice
from tamyr.safety.models import ExposureLevel, Letter

pytestmark = pytest.mark.django_db
ACCEPTED, JOINED = "Your invitation was accepted", "Gita Example now acts for Example Green Lake"
ENDED = "Your mandate for Example Green Lake was ended"
CHANGED = "Example Green Lake: who may know of it was changed"


def end(mandate: Mandate, by: Person) -> None:
    now = timezone.now()
    end_mandate(mandate=mandate, on=now.date(), by=visitor_on(by, now))


def test_an_invitation_taken_up_is_told_to_who_made_it_and_to_colleagues(
    aygul: Person, dana: Person, bela: Person, gita: Person, green_lake: Member
) -> None:
    now = timezone.now()
    _made, secret = invite(
        form_key=uuid4(), by=visitor_on(aygul, now), member=green_lake, mandate_kind=MandateKind.DEPUTY
    )
    accept_as_yourself(secret=secret, person=gita, at=now)
    assert news_of(aygul, now) == [ACCEPTED] and news_of(dana, now) == [JOINED]
    assert news_of(bela, now) == news_of(gita, now) == []


def test_an_ended_mandate_is_told_to_its_holder_and_takes_the_members_news_away(
    aygul: Person, dana: Person, gita: Person, green_lake: Member
) -> None:
    now = timezone.now()
    terms = {"kind": MandateKind.DEPUTY, "from_on": now.date(), "until_on": None, "actor": None, "at": now}
    begin_mandate(member=green_lake, person=gita, **terms)  # type: ignore[arg-type]
    assert news_of(dana, now) == [JOINED]
    end(dana.mandates.get(), by=aygul)
    assert news_of(dana, now) == [ENDED]
    end(gita.mandates.get(), by=gita)
    assert news_of(gita, now) == [] and news_of(aygul, now) == []


def test_whoever_comes_back_begins_anew(
    aygul: Person, dana: Person, gita: Person, green_lake: Member
) -> None:
    now = timezone.now()
    terms = {"kind": MandateKind.DEPUTY, "until_on": None, "actor": None, "at": now}
    begin_mandate(member=green_lake, person=gita, from_on=now.date(), **terms)  # type: ignore[arg-type]
    assert JOINED in news_of(dana, now)
    # A mandate that runs out by the calendar is no act: nothing is deleted, and nothing shown.
    dana.mandates.update(until_on=now.date())
    assert news_of(dana, now) == []
    begin_mandate(member=green_lake, person=dana, from_on=now.date(), **terms)  # type: ignore[arg-type]
    assert news_of(dana, now) == []


def test_a_role_and_a_seat_are_told_to_who_holds_them(
    cyra: Person, emin: Person, aygul: Person, bela: Person, forest_circle: Circle
) -> None:
    now = timezone.now()
    end_role_as_agreed(grant=RoleGrant.objects.get(person=emin), actor=cyra.pk, at=now)
    assert news_of(emin, now) == ["Your role was ended: editor"]
    seat = add_to_circle(circle=forest_circle, person=bela, by=visitor_on(aygul, now))
    assert news_of(bela, now) == ["You have a seat in a circle: Forests"]
    end_seat(seat=seat, by=visitor_on(aygul, now))
    assert not Notice.objects.filter(person=bela).exists()


def test_whoever_may_not_know_of_a_member_any_more_is_not_reminded_of_it(
    aygul: Person, dana: Person, cyra: Person, foma: Person, green_lake: Member
) -> None:
    now = timezone.now()
    open_facts = facts_of(green_lake, exposure=ExposureLevel.NETWORK)
    changed = change_member(member=green_lake, version=1, facts=open_facts, actor=aygul.pk, at=now)
    assert news_of(cyra, now) == news_of(dana, now) == [CHANGED] and news_of(aygul, now) == []
    end(dana.mandates.get(), by=aygul)
    assert news_of(dana, now) == [ENDED]
    hidden = facts_of(changed, exposure=ExposureLevel.SEALED)
    change_member(member=changed, version=2, facts=hidden, actor=aygul.pk, at=now)
    assert news_of(cyra, now) == news_of(dana, now) == news_of(foma, now) == []
    assert not Notice.objects.filter(person=cyra).exists()


def test_letters_wait_for_a_window_and_go_to_those_who_want_them(
    aygul: Person, dana: Person, cyra: Person, green_lake: Member
) -> None:
    now = timezone.now()
    for person in (aygul, dana, cyra):
        person.email = f"{person.sign_in_name}@example.org"
        person.save()
    give_pace(dana, "once")
    facts = facts_of(green_lake, exposure=ExposureLevel.NETWORK)
    change_member(member=green_lake, version=1, facts=facts, actor=aygul.pk, at=now)
    for minutes in (0, 9, 10, 11):
        tell_everybody(now + timedelta(minutes=minutes))
    assert [letter.recipient for letter in Letter.objects.all()] == ["dana@example.org"]


# --- the menu, the desk and the account ------------------------------------------------------


def test_the_menu_counts_calls_and_news_and_one_button_ends_the_news(
    client: Client, cyra: Person, aygul: Person, dana: Person, green_lake: Member
) -> None:
    now = timezone.now()
    other = with_role("chingiz", "Chingiz Example", "coordinator")
    Mandate.objects.filter(person__in=[aygul, dana]).update(until_on=now.date() + timedelta(days=7))
    facts = facts_of(green_lake, exposure=ExposureLevel.NETWORK)
    change_member(member=green_lake, version=1, facts=facts, actor=cyra.pk, at=now)
    assert news_of(other, now) == [], "an import would be told row by row"
    sign_in(client, aygul)
    page = client.get("/en/members/").content.decode()
    assert "(3)" in page and "3 things wait" in page
    shown = client.get("/en/desk/").content.decode()
    assert "What happened" in shown and CHANGED in shown and "Now it is network" in shown
    keys = [part.split('"')[0] for part in shown.split('name="notice" value="')[1:]]
    client.post("/en/notices/seen/", {"notice": keys})
    shown = client.get("/en/desk/").content.decode()
    assert "What happened" not in shown and "2 things wait" in shown


def test_the_menu_costs_strangers_nothing_and_members_a_few_questions(
    client: Client, aygul: Person, green_lake: Member, django_assert_max_num_queries: object
) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert "wait" not in client.get("/en/sign-in/").content.decode()
    assert len(asked) == 0
    sign_in(client, aygul)
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        client.get("/en/account/sessions/")
    # As long as nobody acts, the next pages do not look for calls again.
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        client.get("/en/account/sessions/")


def test_a_text_that_does_not_open_takes_no_page_from_anybody(
    client: Client, aygul: Person, dana: Person, gita: Person, green_lake: Member
) -> None:
    now = timezone.now()
    terms = {"kind": MandateKind.DEPUTY, "from_on": now.date(), "until_on": None, "actor": None, "at": now}
    begin_mandate(member=green_lake, person=gita, **terms)  # type: ignore[arg-type]
    tell_everybody(now)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE network_person SET name = 'k1.changed' WHERE sign_in_name = 'gita'")
    assert news_of(aygul, now) == ["sealed now acts for Example Green Lake"]
    sign_in(client, aygul)
    assert client.get("/en/members/").status_code == client.get("/en/desk/").status_code == 200


def test_a_count_that_breaks_still_leaves_the_page_that_says_so(
    aygul: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = sign_in(Client(raise_request_exception=False), aygul)

    def broken(_visitor: object) -> list[Call]:
        raise RuntimeError("the query broke")

    monkeypatch.setattr(desk, "_sources", [broken])
    answer = client.get("/en/members/")
    assert answer.status_code == 500 and 'href="/en/desk/"' in answer.content.decode()


def test_a_pace_is_chosen_on_the_account_and_needs_an_address(client: Client, aygul: Person) -> None:
    sign_in(client, aygul)
    about = {
        "name": "",
        "email": "a@example.org",
        "language": "en",
        "time_zone": "UTC",
        "exposure": "network",
    }
    page = client.get("/en/account/").content.decode()
    assert 'value="none"' in page and "at what hours something happens" in page
    refused = client.post("/en/account/", {**about, "email": "", "pace": "daily"}).content.decode()
    assert "Letters need an address" in refused and not MailPlan.objects.exists()
    assert 'class="wrong"' in client.post("/en/account/", {**about, "pace": "hourly"}).content.decode()
    client.post("/en/account/", {**about, "pace": "daily"})
    assert MailPlan.objects.get(person=aygul).pace == "daily"

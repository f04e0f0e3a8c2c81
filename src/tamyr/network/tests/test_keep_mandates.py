"""Delegates with dated mandates, and their deputies: given, shown, ended."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.entry import sign_in
from tests.people import give_role

from tamyr.accounts.models import Person
from tamyr.network.models import Member, Role, RoleGrant

pytestmark = pytest.mark.django_db


def end_page(person: Person) -> str:
    mandate = person.mandates.get()
    return f"/en/people/mandates/{mandate.pk}/end/"


def today(days: int = 0) -> str:
    return (timezone.now().date() + timedelta(days=days)).isoformat()


def test_a_delegate_ends_a_deputys_mandate_and_the_next_request_knows(
    green_lake: Member, aygul: Person, dana: Person
) -> None:
    deputy = sign_in(Client(), dana)
    assert deputy.get(f"/en/people/{green_lake.slug}/").status_code == 200
    client = sign_in(Client(), aygul)
    answer = client.post(end_page(dana), {"on": today()}, follow=True)
    assert "Earlier" in answer.content.decode()
    assert deputy.get(f"/en/people/{green_lake.slug}/").status_code == 403
    assert deputy.get("/en/account/").status_code == 200


def test_an_end_in_the_future_lets_the_mandate_run(aygul: Person, dana: Person, green_lake: Member) -> None:
    sign_in(Client(), aygul).post(end_page(dana), {"on": today(30)})
    assert dana.mandates.get().holds_on(timezone.now().date())
    assert sign_in(Client(), dana).get(f"/en/people/{green_lake.slug}/").status_code == 200


def test_yesterday_is_refused(aygul: Person, dana: Person) -> None:
    answer = sign_in(Client(), aygul).post(end_page(dana), {"on": today(-1)})
    assert "is over" in answer.content.decode() and dana.mandates.get().until_on is None


def test_sent_twice_it_ends_once(aygul: Person, dana: Person) -> None:
    client = sign_in(Client(), aygul)
    for _time in range(2):
        assert client.post(end_page(dana), {"on": today()}).status_code == 302
    assert dana.mandates.count() == 1


def test_a_deputy_lays_down_their_own_and_no_other(aygul: Person, dana: Person) -> None:
    client = sign_in(Client(), dana)
    assert client.post(end_page(aygul), {"on": today()}).status_code == 403
    answer = client.post(end_page(dana), {"on": today()}, follow=True)
    assert answer.status_code == 200 and "The end of the mandate is set." in answer.content.decode()
    assert aygul.mandates.get().until_on is None


def test_another_members_delegate_ends_nothing_and_reads_no_name(aygul: Person, bela: Person) -> None:
    client = sign_in(Client(), bela)
    answer = client.get(end_page(aygul))
    assert answer.status_code == 403 and "Aygul" not in answer.content.decode()


def test_a_sealed_member_keeps_a_delegate(hanna: Person, quiet_garden: Member) -> None:
    answer = sign_in(Client(), hanna).post(end_page(hanna), {"on": today()})
    assert "needs a delegate" in answer.content.decode()
    assert hanna.mandates.get().until_on is None


def test_a_coordinator_lays_the_role_down_when_another_is_there(cyra: Person, gita: Person) -> None:
    client = sign_in(Client(), cyra)
    own = RoleGrant.objects.get(person=cyra)
    guest = RoleGrant.objects.get(person=gita)
    assert client.post(f"/en/people/roles/{own.pk}/end/").status_code == 403
    assert client.post(f"/en/people/roles/{guest.pk}/end/").status_code == 302
    give_role(gita, Role.COORDINATOR)
    other = RoleGrant.objects.get(person=gita, role="coordinator")
    client.post(f"/en/people/roles/{other.pk}/end/", {"why": "She asked for it."})
    assert gita.roles.filter(role="coordinator", until_on=None).exists(), "it waits for a second person"
    answer = client.post(f"/en/people/roles/{own.pk}/end/", follow=True)
    assert answer.status_code == 200 and "The role ended today." in answer.content.decode()
    assert client.get("/en/people/roles/").status_code == 403


def test_a_sealed_person_is_seen_by_colleagues_alone(
    green_lake: Member, aygul: Person, dana: Person, cyra: Person
) -> None:
    Person.objects.filter(pk=dana.pk).update(exposure="sealed")
    page = f"/en/people/{green_lake.slug}/"
    assert "Dana" in sign_in(Client(), aygul).get(page).content.decode()
    coordinator = sign_in(Client(), cyra)
    assert "Dana" not in coordinator.get(page).content.decode()
    assert coordinator.get(end_page(dana)).status_code == 404

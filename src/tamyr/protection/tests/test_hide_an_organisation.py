"""A member's two contacts hide it: nobody but its own people finds it, and it comes back as it was."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from tests.entry import browser_of, sign_in, signed_in
from tests.news import news_of
from tests.people import give_mandate, make_person

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.network.queries import visitor_on
from tamyr.network.rules import MayNot
from tamyr.network.services.two_persons.showing import propose_to_show
from tamyr.network.tests.test_edit_a_member import form_of
from tamyr.protection.models import LockDown
from tamyr.protection.services.contacts import NotThis, name_contact
from tamyr.protection.services.expiry import keep_time
from tamyr.protection.tests.trusted import lock, trust

NAME = "Example Green Lake"
PAGES = (
    "/en/members/",
    "/en/members/members.csv",
    "/en/members/example-green-lake/",
    "/en/members/?q=green",
    "/en/members/feed.xml",
    "/en/members/?country=KAZ",
    "/sitemap.xml",
)


def found_by(client: Client, pages: tuple[str, ...] = PAGES) -> list[str]:
    return [page for page in pages if NAME in client.get(page).content.decode()]


def test_it_is_absent_for_everybody_else_and_comes_back_as_it_was(
    client: Client, aygul: Person, dana: Person, bela: Person, cyra: Person, green_lake: Member
) -> None:
    now, words = timezone.now(), list(green_lake.words.values_list("language", "name", "story"))
    trust(green_lake, bela, dana)
    assert len(found_by(client)) == len(PAGES) - 1
    client = signed_in(bela)
    client.post(f"/en/support/organisations/{green_lake.pk}/")
    assert len(found_by(Client(), PAGES[:3])) >= 2
    client = signed_in(dana)
    client.post(f"/en/support/organisations/{green_lake.pk}/")
    for reader in (None, cyra):
        assert found_by(browser_of(reader)) == [], reader
    hidden = Member.objects.get(pk=green_lake.pk)
    client = signed_in(aygul)
    assert NAME in client.get(f"/en/members/{hidden.slug}/").content.decode()
    assert NAME in news_of(aygul, now) and NAME in news_of(cyra, now)
    with pytest.raises(MayNot), transaction.atomic():
        propose_to_show(member=hidden, exposure="public", by=visitor_on(aygul, now))
    keep_time(at=now + timedelta(days=15))
    back = Member.objects.get(pk=green_lake.pk)
    assert (back.slug, back.exposure, back.locked_at) == (green_lake.slug, "public", None)
    assert list(back.words.values_list("language", "name", "story")) == words
    assert len(found_by(Client(), PAGES[:3])) >= 2


@pytest.mark.whole
def test_it_is_absent_also_for_those_who_hid_it_and_who_acted_for_it(
    dana: Person, bela: Person, foma: Person, green_lake: Member
) -> None:
    trust(green_lake, bela, dana)
    lock(green_lake, bela, dana)
    for reader in (bela, foma):
        assert found_by(browser_of(reader)) == [], reader


def saved(client: Client, member: Member, exposure: str) -> int:
    """Choose a level in the entry's form, as one of its people; return the status of the answer."""
    sent = {**form_of(client, member), "exposure": exposure}
    return client.post(f"/en/members/{member.slug}/edit/", sent).status_code


def test_what_its_people_hide_further_meanwhile_stays_hidden(
    aygul: Person, dana: Person, bela: Person, green_lake: Member
) -> None:
    trust(green_lake, bela, dana)
    now = timezone.now()
    lock(green_lake, bela, dana, at=now)
    hidden = Member.objects.get(pk=green_lake.pk)
    client = signed_in(aygul)
    page = client.get(f"/en/members/{hidden.slug}/edit/").content.decode()
    assert "What you choose here holds once that ends." in page
    assert saved(client, hidden, "circle") == 302
    assert Member.objects.get(pk=green_lake.pk).exposure == "sealed"
    # Neither is what they chose opened again, nor anything said of it to others, until it ends.
    assert saved(client, hidden, "public") == 422
    assert found_by(Client()) == []
    keep_time(at=now + timedelta(days=15))
    back = Member.objects.get(pk=green_lake.pk)
    assert (back.exposure, back.returns_as, back.locked_at) == ("circle", "", None)
    assert back.slug != green_lake.slug and found_by(Client()) == []


def test_where_what_was_kept_does_not_open_it_returns_by_its_own_level(
    bela: Person, dana: Person, green_lake: Member
) -> None:
    trust(green_lake, bela, dana)
    now = timezone.now()
    locked = lock(green_lake, bela, dana, at=now)
    LockDown.objects.filter(pk=locked.pk).update(kept="")
    keep_time(at=now + timedelta(days=15))
    assert Member.objects.get(pk=green_lake.pk).exposure == green_lake.exposure


def test_one_of_its_contacts_alone_hides_nothing(bela: Person, green_lake: Member) -> None:
    trust(green_lake, bela)
    lock(green_lake, bela, bela)
    assert Member.objects.get(pk=green_lake.pk).exposure == "public"


def test_its_delegates_name_two_and_one_of_them_is_from_outside(
    client: Client, aygul: Person, dana: Person, bela: Person, green_lake: Member
) -> None:
    third = make_person("third", "Third Example")
    give_mandate(third, green_lake)
    by = visitor_on(aygul, timezone.now())
    name_contact(subject=green_lake, trusted=dana, by=by)
    with pytest.raises(NotThis, match="outside"), transaction.atomic():
        name_contact(subject=green_lake, trusted=third, by=by)
    name_contact(subject=green_lake, trusted=bela, by=by)
    with pytest.raises(MayNot), transaction.atomic():
        name_contact(subject=green_lake, trusted=third, by=visitor_on(dana, by.at))
    sign_in(client, dana)
    assert client.get("/en/support/members/example-green-lake/").status_code == 403

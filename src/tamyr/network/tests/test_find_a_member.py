"""Somebody looks for a member organisation, and finds those they may know of."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.entry import browser_of, signed_in
from tests.people import LONG_AGO_AT, make_member

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.network.services.members import MemberFacts, MemberProfile, change_member
from tamyr.safety.models import ExposureLevel

pytestmark = pytest.mark.django_db
PUBLIC = {"exposure": ExposureLevel.PUBLIC}


TOKEN = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")[^"]+')


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_directory_lists_public_members_in_the_readers_language(
    client: Client, green_lake: Member
) -> None:
    assert "Example Green Lake</a>" in page(client, "/en/members/")
    assert "Пример Зелёное озеро</a>" in page(client, "/ru/members/")


def test_a_member_has_one_address_by_whichever_host_it_was_asked_for(
    green_lake: Member, settings: Any
) -> None:
    settings.SITE_URL, own = (
        "https://tamyr.example.org",
        f"https://tamyr.example.org/en/members/{green_lake.slug}/",
    )
    for address in ("feed.xml", f"{green_lake.slug}/"):
        answers = [
            Client().get(f"/en/members/{address}", headers={"host": host})
            for host in ("testserver", "localhost")
        ]
        told = {answer.content.decode() for answer in answers}
        assert len(told) == 1 and own in told.pop(), address


def test_a_visitor_finds_no_member_below_the_public_level(
    client: Client, green_lake: Member, mountain_voice: Member, quiet_garden: Member
) -> None:
    for address in ("", "?part=Example", "?country=GEO", "?country=BLR", "members.csv", "feed.xml", "count/"):
        shown = page(client, f"/en/members/{address}")
        assert "Mountain Voice" not in shown and "Quiet Garden" not in shown
        assert mountain_voice.slug not in shown and quiet_garden.slug not in shown


def test_people_of_the_network_find_its_own_members_too(
    green_lake: Member, bela: Person, quiet_garden: Member
) -> None:
    client = signed_in(bela)
    shown = page(client, "/en/members/")
    assert "Mountain Voice" in shown and "Green Lake" in shown and "Quiet Garden" not in shown


def test_a_guarded_member_stands_apart_for_its_own_delegate(
    green_lake: Member, quiet_garden: Member, hanna: Person
) -> None:
    client = signed_in(hanna)
    listed, guarded = page(client, "/en/members/").split('id="guarded"')
    assert "Quiet Garden" in guarded and "Quiet Garden" not in listed
    assert "Quiet Garden" not in page(client, "/en/members/?theme=forests")


@pytest.mark.parametrize(
    ("language", "name", "address"),
    [
        ("ru", "Пример Щучье озеро — объединение", "primer-shchuche-ozero-obedinenie"),
        ("kk", "Мысал Жасыл Қазақстан", "mysal-zhasyl-qazaqstan"),
        ("ka", "მაგალითი მწვანე მთა", "magaliti-mtsvane-mta"),
        ("hy", "Օրինակ Կանաչ լեռ", "orinak-kanach-lerr"),
        ("az", "Nümunə Yaşıl Dağ", "numune-yasil-dag"),
    ],
)
def test_a_name_in_any_script_gives_an_address_that_can_be_read(
    client: Client, language: str, name: str, address: str
) -> None:
    profile = MemberProfile(names={language: name})
    member = make_member("", "", "GEO", profile=profile, **PUBLIC)
    assert member.slug == address
    assert name in page(client, f"/en/members/{address}/")


def test_an_address_of_former_letters_stays_when_the_name_is_changed(green_lake: Member) -> None:
    Member.objects.filter(pk=green_lake.pk).update(slug="primer-schuche-ozero")
    green_lake.refresh_from_db()
    profile = MemberProfile(names={"ru": "Пример Щучье"})
    facts = MemberFacts(
        profile=profile,
        country=green_lake.country,
        joined_on=green_lake.joined_on,
        exposure=green_lake.exposure,
    )
    changed = change_member(
        member=green_lake, version=green_lake.version, facts=facts, actor=None, at=LONG_AGO_AT
    )
    assert changed.slug == "primer-schuche-ozero"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("country=KAZ", {"Green Lake"}),
        pytest.param("country=DEU", set(), marks=pytest.mark.whole),
        ("theme=clean-air", {"Green Lake", "Dry Steppe"}),
        pytest.param("theme=forests", set(), marks=pytest.mark.whole),
        ("status=observer", {"Dry Steppe"}),
        ("part=ОЗЕРО", {"Green Lake"}),
        pytest.param("part=step", {"Dry Steppe"}, marks=pytest.mark.whole),
        pytest.param("part=%28", set(), marks=pytest.mark.whole),
        ("country=KAZ&status=observer", set()),
    ],
)
def test_the_list_is_narrowed_by_country_theme_status_and_name(
    client: Client, green_lake: Member, query: str, found: set[str]
) -> None:
    make_member("Example Dry Steppe", "Пример Сухая степь", "UZB", status="observer", **PUBLIC)
    cards = re.findall(r"<h3><a [^>]*>Example ([^<]+)</a>", page(client, f"/en/members/?{query}"))
    assert set(cards) == found


@pytest.mark.parametrize("query", ["country=XXX", "theme=none", "status=x", "page=-1", "page=x", "part=%00"])
def test_a_choice_that_is_not_offered_is_refused(client: Client, query: str) -> None:
    assert client.get(f"/en/members/?{query}").status_code == 404


def test_names_stand_in_the_order_of_the_readers_language(client: Client, db: None) -> None:
    for en, ru in (
        ("Example B", "«Пример ёлка»"),
        ("example a", "Пример жизнь"),
        ("Example C", "пример Ель"),
    ):
        make_member(en, ru, "KAZ", **PUBLIC)
    names = r"<h3><a [^>]*>([^<]+)</a>"
    assert re.findall(names, page(client, "/en/members/")) == ["example a", "Example B", "Example C"]
    assert re.findall(names, page(client, "/ru/members/")) == ["«Пример ёлка»", "пример Ель", "Пример жизнь"]


def test_the_list_is_paged_and_keeps_its_choice(client: Client, db: None) -> None:
    for number in range(30):
        make_member(f"Example {number:02}", f"Пример {number:02}", "KAZ", **PUBLIC)
    first, second = page(client, "/en/members/?country=KAZ"), page(client, "/en/members/?country=KAZ&page=2")
    assert "1–25 of 30" in first and 'href="?country=KAZ&amp;page=2"' in first
    assert "26–30 of 30" in second and "Example 29" in second and "Example 00" not in second


def test_the_map_leads_to_a_countrys_members(
    client: Client, green_lake: Member, mountain_voice: Member
) -> None:
    shown = page(client, "/en/members/")
    assert "/en/members/?country=KAZ" in shown and "country=GEO" not in shown
    assert "Kazakhstan: 1 member listed" in shown and "Georgia: 0 members listed" in shown


def test_an_empty_directory_says_what_will_be_here(client: Client) -> None:
    assert "No member is listed yet" in page(client, "/en/members/")


def test_the_members_page_tells_what_it_does_and_since_when(client: Client, db: None) -> None:
    profile = MemberProfile(
        names={"en": "Example Clear Sky", "hy": "Օրինակ"},
        stories={"hy": "Պատմություն"},
        site="https://sky.example.org/",
        themes=("forests",),
    )
    member = make_member("", "", "ARM", profile=profile, joined_on=date(2015, 5, 17), **PUBLIC)
    shown = page(client, f"/en/members/{member.slug}/")
    assert 'href="/en/countries/arm/"' in shown and "since 17 May 2015" in shown
    assert '<span lang="hy">Օրինակ</span>' in shown and 'lang="hy"><p>Պատմություն' in shown
    assert "Only in another language: Armenian." in shown
    assert 'href="https://sky.example.org/" rel="noopener noreferrer nofollow"' in shown
    facts = json.loads(re.findall(r'ld\+json">(.*?)</script>', shown)[0])
    assert facts["@type"] == "Organization" and facts["name"] == "Example Clear Sky"
    assert 'property="og:title"' in shown and 'rel="canonical"' in shown


def test_a_page_below_the_public_level_asks_not_to_be_found(mountain_voice: Member, bela: Person) -> None:
    client = signed_in(bela)
    shown = page(client, f"/en/members/{mountain_voice.slug}/")
    assert 'content="noindex' in shown
    assert not any(mark in shown for mark in ('property="og:', "ld+json", "canonical"))


def test_a_member_one_may_not_see_answers_like_one_that_never_was(
    green_lake: Member, mountain_voice: Member, quiet_garden: Member, gita: Person
) -> None:
    for person in (None, gita):
        client = browser_of(person)
        for member in (mountain_voice, quiet_garden):
            hidden = client.get(f"/en/members/{member.slug}/")
            never = client.get(f"/en/members/{'x' * len(member.slug)}/")
            assert hidden.status_code == never.status_code == 404
            as_if = never.content.replace(b"x" * len(member.slug), member.slug.encode())
            assert TOKEN.sub(b"", hidden.content) == TOKEN.sub(b"", as_if)
            assert {*hidden.headers} == {*never.headers}


def test_delegates_are_named_as_far_as_they_may_be_seen(
    client: Client, green_lake: Member, aygul: Person, bela: Person
) -> None:
    address = f"/en/members/{green_lake.slug}/"
    assert "Aygul" not in page(client, address)
    client = signed_in(bela)
    assert "Aygul Example, delegate" in page(client, address)


def test_a_member_that_left_is_listed_no_more_but_keeps_its_page(client: Client, db: None) -> None:
    member = make_member("Example Gone", "Пример Ушли", "KAZ", left_on=date(2022, 2, 2), **PUBLIC)
    assert "Example Gone" not in page(client, "/en/members/")
    assert "until 2 February 2022" in page(client, f"/en/members/{member.slug}/")


def test_the_feed_tells_of_new_public_members(client: Client, green_lake: Member) -> None:
    make_member("Example New", "Пример Новые", "UZB", joined_on=timezone.now().date(), **PUBLIC)
    answer = client.get("/ru/members/feed.xml")
    assert answer["Content-Type"].startswith("application/atom+xml")
    titles = re.findall(r"<title>(.*?)</title>", answer.content.decode())
    assert titles[1:] == ["Пример Новые", "Пример Зелёное озеро"]


def test_the_list_as_csv_is_what_everybody_may_see_and_computes_nothing(
    client: Client, green_lake: Member, bela: Person
) -> None:
    make_member("=HYPERLINK(1)", "=1+1", "KAZ", **PUBLIC)
    shown = page(client, "/en/members/members.csv")
    assert shown.startswith("\ufeffname,") and "\r\n'=HYPERLINK(1),Kazakhstan," in shown
    assert "Mountain" not in shown
    client = signed_in(bela)
    assert page(client, "/en/members/members.csv") == shown, "who sees more takes no more out"


def test_markup_in_a_name_is_shown_as_text(client: Client, db: None) -> None:
    member = make_member("<script>alert(1)</script>", "<b>", "KAZ", **PUBLIC)
    for address in ("/en/members/", f"/en/members/{member.slug}/", "/en/members/feed.xml"):
        assert "<script>alert" not in page(client, address)


def test_the_page_costs_the_same_for_few_and_for_many(
    client: Client, bela: Person, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        make_member(f"Example {number}", f"Пример {number}", "KAZ", **PUBLIC)
    client.get("/en/members/")  # The quarter's first reader has its number noted.
    for person, most in ((None, 7), (bela, 17)):
        client = browser_of(person)
        with django_assert_max_num_queries(most):  # type: ignore[operator]
            client.get("/en/members/")
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        client.get("/en/members/example-1/")


def test_a_coordinator_finds_the_register_from_the_directory(
    green_lake: Member, cyra: Person, bela: Person
) -> None:
    for person, finds in ((cyra, True), (bela, False)):
        client = signed_in(person)
        assert ('href="/en/register/"' in page(client, "/en/members/")) is finds
    assert 'href="/en/countries/sources/#boundaries"' in page(client, "/en/members/")


def test_a_list_of_names_asks_for_nothing_but_names(
    green_lake: Member, quiet_garden: Member, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        names = {member.slug: member.name for member in Member.objects.prefetch_related("words")}
    assert names == {green_lake.slug: "Example Green Lake", quiet_garden.slug: "Example Quiet Garden"}

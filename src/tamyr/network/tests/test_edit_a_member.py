"""A delegate or a coordinator changes a member's entry; nobody's change is lost, nobody is exposed."""

import html
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from tests.entry import signed_in
from tests.people import give_mandate

from tamyr.accounts.models import Person
from tamyr.network.forms.members import sign_basis
from tamyr.network.models import Member
from tamyr.network.queries.member_entry import entry_of
from tamyr.network.services.members import bring_statuses_in_step
from tamyr.safety.models import AuditLine, ExposureLevel

pytestmark = pytest.mark.django_db


def form_of(client: Client, member: Member) -> dict[str, object]:
    """Return what the browser would send if nothing were changed."""
    page = client.get(address(member)).content.decode().split("<main")[1].split("<form method=")[1]
    fields: dict[str, object] = {
        name: html.unescape(value)
        for name, value in re.findall(
            r'<input type="(?:text|date|url|hidden)" name="(\w+)"(?: value="([^"]*)")?', page
        )
    }
    for name, text in re.findall(r'<textarea name="(\w+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL):
        fields[name] = html.unescape(text)
    for name, options in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', page, re.DOTALL):
        fields[name] = re.findall(r'value="(\w+)" selected', options)[0]
    fields["exposure"] = re.findall(r'name="exposure" value="(\w+)"[^>]* checked', page)[0]
    fields["themes"] = re.findall(r'name="themes" value="([\w-]+)"[^>]* checked', page)
    return fields


def unchanged(member: Member) -> dict[str, object]:
    """Return the same without the page."""
    now = fresh(member)
    return {**entry_of(now), "status_from_on": "", "basis": sign_basis(now)}


def address(member: Member) -> str:
    return f"/en/members/{member.slug}/edit/"


def save(client: Client, member: Member, **changed: object) -> str:
    answer = client.post(address(member), {**unchanged(member), **changed}, follow=True)
    return answer.content.decode()


def fresh(member: Member) -> Member:
    return Member.objects.get(pk=member.pk)


def test_the_form_holds_the_entry_as_it_stands(green_lake: Member, aygul: Person) -> None:
    client = signed_in(aygul)
    kept, shown = unchanged(green_lake), form_of(client, green_lake)
    # Both are signed, each at its moment; the page has a token beside, and the words of its lists.
    assert kept.pop("basis") and shown.pop("basis")
    assert shown.pop("csrfmiddlewaretoken") and shown.pop("listed")
    assert shown == kept


def test_a_delegate_changes_the_entry_in_several_languages(green_lake: Member, aygul: Person) -> None:
    client = signed_in(aygul)
    shown = save(client, green_lake, name_kk="Мысал көл", story_kk="Біз", themes=["forests", "clean-air"])
    assert "Мысал көл" in shown and "Saved." in shown
    assert fresh(green_lake).profile["stories"] == {"kk": "Біз"}
    assert sorted(fresh(green_lake).profile["themes"]) == ["clean-air", "forests"]
    assert fresh(green_lake).joined_on == green_lake.joined_on


def test_a_coordinator_changes_it_too(green_lake: Member, cyra: Person) -> None:
    client = signed_in(cyra)
    save(client, green_lake, status="observer", status_from_on="2024-02-01")
    assert fresh(green_lake).status == "observer"
    assert str(fresh(green_lake).statuses.last().from_on) == "2024-02-01"  # type: ignore[union-attr]


@pytest.mark.parametrize(("who", "status"), [("bela", 403), ("emin", 403), ("gita", 403), ("foma", 403)])
def test_nobody_else_may(green_lake: Member, who: str, status: int, request: pytest.FixtureRequest) -> None:
    client = signed_in(request.getfixturevalue(who))
    assert client.get(address(green_lake)).status_code == status
    assert client.post(address(green_lake), {"name_en": "Example Taken"}).status_code == status
    assert fresh(green_lake).version == 1


def test_a_visitor_is_asked_to_sign_in_whether_or_not_there_is_such_a_member(
    client: Client, quiet_garden: Member
) -> None:
    for slug in (quiet_garden.slug, "never-was"):
        answer = client.get(f"/en/members/{slug}/edit/")
        assert answer.status_code == 302 and "next=/en/members/" in answer["Location"]


def test_a_guarded_member_is_changed_by_its_own_delegates_alone(
    quiet_garden: Member, hanna: Person, cyra: Person
) -> None:
    client = signed_in(cyra)
    assert client.get(address(quiet_garden)).status_code == 404
    client = signed_in(hanna)
    save(client, quiet_garden, name_be="Прыклад Ціхі сад")
    assert fresh(quiet_garden).profile["names"]["be"] == "Прыклад Ціхі сад"


def test_two_people_at_once_lose_nothing(green_lake: Member, aygul: Person, cyra: Person) -> None:
    client = signed_in(cyra)
    opened = form_of(client, green_lake)
    other = signed_in(aygul)
    save(other, green_lake, name_en="Example Blue Lake", site="https://blue.example.org/")
    mine = {**opened, "name_en": "Example Green Pond", "story_ru": "Моя история", "status": "inactive"}
    answer = client.post(address(green_lake), mine)
    page = answer.content.decode()
    assert answer.status_code == 409 and "Aygul Example saved it on" in page
    assert fresh(green_lake).profile["names"]["en"] == "Example Blue Lake"
    row = re.findall(r"<tr><th scope=\"row\">Name: English.*?</tr>", page)[0]
    assert "both changed it" in row
    assert "Example Green Lake</td><td>Example Blue Lake</td><td>Example Green Pond" in row
    assert 'value="Example Green Pond"' in page and "Моя история</textarea>" in page
    assert 'value="https://blue.example.org/"' in page, "what only the other changed is kept"
    token = html.unescape(re.findall(r'name="basis" value="([^"]*)"', page)[0])
    again = {**mine, "basis": token, "site": "https://blue.example.org/"}
    client.post(address(green_lake), again)
    now = fresh(green_lake)
    assert now.profile["names"]["en"] == "Example Green Pond" and now.status == "inactive"
    assert now.site == "https://blue.example.org/" and now.profile["stories"] == {"ru": "Моя история"}


def test_somebody_who_may_no_longer_see_the_member_is_not_shown_what_was_changed(
    green_lake: Member, aygul: Person, cyra: Person
) -> None:
    client = signed_in(cyra)
    opened = unchanged(green_lake)
    other = signed_in(aygul)
    save(other, green_lake, exposure="sealed", name_en="Example Secret Lake")
    answer = client.post(address(green_lake), {**opened, "name_en": "Example Pond"})
    assert answer.status_code == 404 and "Secret" not in answer.content.decode()


def test_the_same_form_sent_twice_changes_once(green_lake: Member, aygul: Person) -> None:
    client = signed_in(aygul)
    sent = {**form_of(client, green_lake), "name_en": "Example Twice"}
    for _time in range(2):
        answer = client.post(address(green_lake), sent, follow=True)
        assert answer.status_code == 200
    assert "Nothing was changed" in answer.content.decode()
    assert fresh(green_lake).version == 2
    assert AuditLine.objects.count() == 2


def test_a_form_made_for_another_entry_or_by_nobody_is_refused(
    green_lake: Member, mountain_voice: Member, cyra: Person
) -> None:
    client = signed_in(cyra)
    sent = {**unchanged(green_lake), "name_en": "Example Taken"}
    for basis in (sent["basis"], "forged", ""):
        page = client.post(address(mountain_voice), {**sent, "basis": basis}).content.decode()
        assert "Not saved yet" in page and 'value="Example Taken"' in page
    assert fresh(mountain_voice).version == 1
    strict = signed_in(cyra, Client(enforce_csrf_checks=True))
    assert strict.post(address(green_lake), sent).status_code == 403


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("left_on", "2019-12-31", "It left before it joined"),
        ("exposure", "secret", "Select a valid choice"),
        ("site", "javascript:alert(1)", "Enter a valid URL"),
        ("story_uk", "Текст", "Give its name in this language too"),
        *(
            pytest.param(*fault, marks=pytest.mark.whole)
            for fault in (
                ("joined_on", "2020-02-31", "Enter a valid date"),
                ("country", "XXX", "Select a valid choice"),
                ("site", "ftp://example.org/", "Enter a valid URL"),
                ("site", "https://a.example.org/" + "x" * 179, "at most 200"),
                ("name_en", "x" * 201, "at most 200"),
                ("themes", ["none"], "Select a valid choice"),
            )
        ),
    ],
)
def test_what_cannot_be_is_refused_with_words_and_nothing_typed_is_lost(
    green_lake: Member, aygul: Person, field: str, value: object, said: str
) -> None:
    client = signed_in(aygul)
    page = save(client, green_lake, **{"name_ru": "Пример Набрано", field: value})
    assert said in html.unescape(page) and "Пример Набрано" in page
    assert fresh(green_lake).version == 1


def test_a_member_needs_a_name(green_lake: Member, aygul: Person) -> None:
    client = signed_in(aygul)
    assert "one language at least" in save(client, green_lake, name_en="", name_ru="  ")


def test_hiding_takes_the_member_off_every_page_at_once(
    green_lake: Member, aygul: Person, bela: Person
) -> None:
    client = signed_in(aygul)
    old = address(green_lake)
    assert "gets a new address" in client.get(old).content.decode()
    assert "Saved." in save(client, green_lake, exposure="circle")
    assert "Example Green Lake" in client.get(address(fresh(green_lake))).content.decode()
    for other in (signed_in(bela), signed_in(bela)):
        assert other.get("/en/members/example-green-lake/").status_code == 404
        assert other.get(f"/en/members/{fresh(green_lake).slug}/").status_code == 404


def test_a_coordinator_may_hide_a_member_but_not_show_it_to_more(green_lake: Member, cyra: Person) -> None:
    client = signed_in(cyra)
    save(client, green_lake, exposure="network")
    assert fresh(green_lake).exposure == ExposureLevel.NETWORK
    assert "own people may show it" in html.unescape(save(client, green_lake, exposure="public"))
    assert fresh(green_lake).exposure == ExposureLevel.NETWORK


def test_a_member_is_sealed_only_while_somebody_can_open_it(
    green_lake: Member, cyra: Person, foma: Person
) -> None:
    client = signed_in(cyra)
    assert "nobody could open it again" in save(client, green_lake, exposure="sealed")
    assert fresh(green_lake).exposure == ExposureLevel.PUBLIC
    give_mandate(foma, green_lake, from_on=timezone.now().date())
    assert "<h1>Members</h1>" in save(client, green_lake, exposure="sealed"), "out of the coordinator's sight"
    assert fresh(green_lake).exposure == ExposureLevel.SEALED


def test_a_member_is_not_sealed_while_its_only_delegates_mandate_runs_out(
    green_lake: Member, aygul: Person
) -> None:
    aygul.mandates.update(until_on=timezone.now().date() + timedelta(days=30))
    client = signed_in(aygul)
    assert "runs without an end" in save(client, green_lake, exposure="sealed")
    assert fresh(green_lake).exposure == ExposureLevel.PUBLIC


def test_a_status_set_for_a_later_day_holds_from_that_day(green_lake: Member, cyra: Person) -> None:
    client = signed_in(cyra)
    tomorrow = timezone.now() + timedelta(days=1)
    save(client, green_lake, status="observer", status_from_on=tomorrow.date().isoformat())
    assert fresh(green_lake).status == "active"
    call_command("keep_in_step", stdout=StringIO())
    assert fresh(green_lake).status == "active"
    assert bring_statuses_in_step(at=tomorrow) == 1
    assert fresh(green_lake).status == "observer"
    assert bring_statuses_in_step(at=tomorrow) == 0


def test_a_mandate_that_ended_while_typing_changes_nothing_and_gives_the_text_back(
    green_lake: Member, aygul: Person
) -> None:
    client = signed_in(aygul)
    sent = {**form_of(client, green_lake), "story_en": "We count the birds of the lake."}
    aygul.mandates.update(until_on=timezone.now().date())
    answer = client.post(address(green_lake), sent, headers={"origin": "http://testserver"})
    page = answer.content.decode()
    assert answer.status_code == 403 and fresh(green_lake).version == 1
    assert "We count the birds of the lake." in page and "may have ended" in page

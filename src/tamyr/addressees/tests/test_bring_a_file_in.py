"""A coordinator brings in what another site took out: shown first, then all of it or nothing."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.addressees.models import Change, Channel, Holder, Institution, InstitutionName, Office
from tamyr.addressees.tests.bringing import ONE, PLACE, POST, TWO, a_body, looked_at
from tamyr.addressees.tests.writing import entered

pytestmark = pytest.mark.django_db


def taken(person: Person, page: str) -> Any:
    given = {name: re.findall(rf'name="{name}" value="([^"]+)"', page)[0] for name in ("rows", "digest")}
    return signed_in(person).post(f"{PLACE}apply/", given)


def empty_the_directory(**but: str) -> None:
    """Take everything out, or all but what is of a country."""
    gone = Institution.objects.exclude(**but) if but else Institution.objects.all()
    of = "institution__in"
    gone.update(parent=None, merged_into=None)
    Change.objects.all().delete()
    Holder.objects.filter(**{f"office__{of}": gone}).delete()
    for model in (Channel, Office, InstitutionName):
        model._default_manager.filter(**{of: gone}).delete()
    gone.delete()


@pytest.mark.parametrize("form", ["directory.json", "table.csv"])
@pytest.mark.parametrize(
    "shipped", [{"iso3": "KAZ"}, pytest.param({}, marks=pytest.mark.whole)], ids=["KAZ", "all"]
)
def test_what_was_taken_out_comes_in_as_the_same(
    form: str,
    shipped: dict[str, str],
    cyra: Person,
    holder: Holder,
    client: Client,
) -> None:
    if shipped:
        empty_the_directory(**shipped)
    out = client.get(f"/en/addressees/{form}").getvalue()
    rows = [
        model._default_manager.count() for model in (Institution, InstitutionName, Office, Holder, Channel)
    ]
    same = looked_at(cyra, out, form).content.decode()
    assert "The file says what the directory says already." in same
    empty_the_directory()
    page = looked_at(cyra, out, form).content.decode()
    assert Institution.objects.count() == 0, "a preview changes nothing"
    assert taken(cyra, page).status_code == 302
    assert client.get(f"/en/addressees/{form}").getvalue() == out or form == "directory.json"
    found = [
        model._default_manager.count() for model in (Institution, InstitutionName, Office, Holder, Channel)
    ]
    assert found == rows
    again = looked_at(cyra, out, form).content.decode()
    assert "The file says what the directory says already." in again


def test_a_file_of_windows_is_read(cyra: Person) -> None:
    key = "6f1c1f7e-0000-4000-8000-000000000001"
    rows = [
        "row;id;of;iso3;level;kind;status;source_url;source_seen_on;language;name",
        f"body;{key};;KAZ;national;agency;seen;https://www.example.org/;2026-11-01;;",
        f"name;;{key};;;;;;;ru;Примерное бюро дождей",
    ]
    page = looked_at(cyra, "\n".join(rows).encode("cp1251"), "file.csv").content.decode()
    assert "Примерное бюро дождей" in page
    # In words of the site, not in codes of the file.
    assert "Country: Kazakhstan" in page and "Kind: agency" in page
    assert "How it is known: seen on the page named" in page and "Seen on: 1 November 2026" in page
    taken(cyra, page)
    assert InstitutionName.objects.get(institution__id=key).name == "Примерное бюро дождей"


def test_what_changed_since_the_preview_is_looked_at_again(
    cyra: Person, aygul: Person, client: Client
) -> None:
    body = entered(aygul)
    document = json.loads(client.get(f"/en/addressees/{body.number}/body.json").content)
    document["organizations"][0]["languages"] = ["ru"]
    page = looked_at(cyra, json.dumps(document).encode()).content.decode()
    Institution.objects.filter(pk=body.pk).update(website="https://meanwhile.example.org/")
    assert taken(cyra, page).status_code == 409
    assert Institution.objects.get(pk=body.pk).languages == "kk ru"


def test_a_forged_preview_changes_nothing(cyra: Person) -> None:
    before = Institution.objects.count()
    answer = signed_in(cyra).post(f"{PLACE}apply/", {"rows": "forged", "digest": "x"})
    assert answer.status_code == 302 and Institution.objects.count() == before


@pytest.mark.parametrize("who", ["aygul", "emin", "gita"])
def test_only_coordinators_bring_files_in(who: str, request: pytest.FixtureRequest) -> None:
    client = signed_in(request.getfixturevalue(who))
    assert client.get(PLACE).status_code == 403
    assert client.post(f"{PLACE}apply/", {}).status_code == 403


def test_what_may_be_here_already_is_shown_and_taken_only_when_somebody_says_that_it_is_another(
    cyra: Person,
) -> None:
    here = InstitutionName.objects.filter(language="ru", until_on=None, institution__iso3="ARM").first()
    assert here is not None
    bodies = [
        a_body(ONE, here.name.upper(), area_id="ARM"),
        a_body(TWO, "Пример другой", area_id="ARM"),
        a_body(POST, "ПРИМЕР  ДРУГОЙ", area_id="ARM"),
    ]
    page = looked_at(cyra, json.dumps({"organizations": bodies}).encode()).content.decode()
    assert page.count("May be the same as:") == 2
    # Under the warning, not beside it.
    assert '<p class="acts"><button type="submit">Take all of it' in page
    assert f"/en/addressees/{here.institution.number}/" in page
    assert here.name in page.partition("May be the same as:")[2].partition("</p>")[0]
    before = Institution.objects.count()
    again = taken(cyra, page)
    assert (again.status_code, Institution.objects.count()) == (409, before)
    given = {
        name: re.findall(rf'name="{name}" value="([^"]+)"', again.content.decode())[0]
        for name in ("rows", "digest")
    }
    looked = re.findall(r'name="are_others" value="([^"]+)"', again.content.decode())[0]
    # A colleague enters one of them meanwhile: nobody has looked at that one.
    entered(cyra, "Пример Другой", iso3="ARM")
    assert signed_in(cyra).post(f"{PLACE}apply/", given | {"are_others": looked}).status_code == 409
    InstitutionName.objects.filter(name="Пример Другой").delete()
    assert signed_in(cyra).post(f"{PLACE}apply/", given | {"are_others": looked}).status_code == 302
    assert Institution.objects.count() == before + 4


@pytest.mark.parametrize("countries", [("KAZ", None), (None, "KAZ")])
def test_likeness_in_a_file_does_not_hang_on_the_order_of_rows(
    countries: tuple[str | None, str | None], cyra: Person
) -> None:
    bodies = [
        a_body(key, "Пример другой", area_id=iso3, level="national" if iso3 else "international")
        for key, iso3 in zip((ONE, TWO), countries, strict=True)
    ]
    page = looked_at(cyra, json.dumps({"organizations": bodies}).encode()).content.decode()
    assert page.count("May be the same as:") == 1

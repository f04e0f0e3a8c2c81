"""No state that is no more is offered anywhere, and what was stored as one becomes the one people meant."""

import json
from importlib import import_module

import pytest
from django import forms
from django.apps import apps
from django.db import transaction
from django.test import Client
from wagtail.models import Revision

from tamyr.accounts.models import Person
from tamyr.admissions.models import Admission
from tamyr.admissions.tests.application import filled
from tamyr.network.logic.country_names import OUT_OF_USE, iso2_by_iso3
from tamyr.network.models import Country, Member
from tamyr.priorities.forms.proposals import ProposalForm
from tamyr.publishing.models import ArticlePage
from tamyr.publishing.tests.writing import write_article
from tamyr.safety.models import AuditLine
from tests.entry import sign_in

migration = import_module("tamyr.publishing.migrations.0002_countries_of_today")


def turn() -> None:
    with transaction.atomic():
        migration.turn(apps, None)


def test_a_code_of_today_stands_for_each_that_is_turned() -> None:
    assert set(migration.OF_TODAY) <= OUT_OF_USE
    assert set(migration.OF_TODAY.values()) <= set(iso2_by_iso3())


@pytest.mark.usefixtures("site")
def test_rows_of_a_state_that_is_no_more_are_turned_and_told_of(
    client: Client, green_lake: Member, emin: Person
) -> None:
    client.post("/en/join/", filled())
    page = write_article(emin)
    Country.objects.create(pk="SUN")
    for rows in (Member.objects, Admission.objects, ArticlePage.objects):
        assert rows.update(country_id="SUN") == 1
    draft = page.latest_revision
    draft.content["country"] = "SUN"
    draft.save()
    version, before = Member.objects.get().version, AuditLine.objects.count()
    turn()
    member = Member.objects.get()
    assert (member.country_id, member.version) == ("RUS", version + 1)
    assert Admission.objects.get().country_id == ArticlePage.objects.get().country_id == "RUS"
    assert Revision.objects.get(pk=draft.pk).content["country"] == "RUS"
    assert not Country.objects.filter(pk="SUN").exists()
    lines = [json.loads(line.body) for line in AuditLine.objects.order_by("n")[before:]]
    assert [(line["act"], line["about"].split(":")[0]) for line in lines] == [
        ("member.changed", "network.member"),
        ("admission.country_corrected", "network.admission"),
        ("page.country_corrected", "publishing.story"),
    ]
    assert {json.dumps(line["details"]) for line in lines} == {'{"country": "RUS", "country_before": "SUN"}'}
    turn()
    assert AuditLine.objects.count() == before + 3


def test_a_state_that_became_several_waits_for_a_person(green_lake: Member) -> None:
    Country.objects.create(pk="ANT")
    Member.objects.update(country_id="ANT")
    turn()
    assert Member.objects.get().country_id == "ANT"


def country_forms(kind: type[forms.BaseForm] = forms.BaseForm) -> set[type[forms.BaseForm]]:
    below = {form for child in kind.__subclasses__() for form in country_forms(child)}
    return below | ({kind} if "country" in getattr(kind, "base_fields", {}) else set())


@pytest.mark.usefixtures("site")
def test_no_form_offers_a_state_that_is_no_more(
    client: Client, green_lake: Member, aygul: Person, cyra: Person, emin: Person
) -> None:
    for code in OUT_OF_USE:
        Country.objects.get_or_create(pk=code)
    client.get("/en/")  # Every room's forms are known once an address was looked up.
    editor = ArticlePage.get_edit_handler().get_form_class()
    names = {form.__name__ for form in country_forms() if form.__module__.startswith("tamyr.")}
    assert names == {
        "ApplicationForm",
        "DraftForm",
        "ElectionForm",
        "KeyholderForm",
        "MemberForm",
        "NameForm",
        "PlanForm",
        "ProposalForm",
        "RoundForm",
        "ScopeForm",
    }, "each form with a country is opened below"
    offered = {
        str(choice)
        for choice, _name in editor(instance=ArticlePage(), for_user=emin).fields["country"].choices
    }
    assert offered == {"", *iso2_by_iso3()}
    about = {str(code) for code, _name in ProposalForm().fields["country"].choices}  # type: ignore[attr-defined]
    assert len(about) > 12 and not about & set(OUT_OF_USE)
    signed_in, coordinator = sign_in(Client(), aygul), sign_in(Client(), cyra)
    pages = [
        coordinator.get("/en/support/keyholders/name/"),
        coordinator.get("/en/support/people/"),
        client.get("/en/join/"),
        signed_in.get(f"/en/members/{green_lake.slug}/edit/"),
        signed_in.get("/en/members/"),
        signed_in.get("/en/positions/new/"),
        coordinator.get("/en/decisions/new/approval/"),
        coordinator.get("/en/decisions/new/persons/"),
        coordinator.get("/en/priorities/new/"),
    ]
    assert [page.status_code for page in pages] == [200] * 9
    for code in OUT_OF_USE:
        assert not any(f'value="{code}"' in page.content.decode() for page in pages)

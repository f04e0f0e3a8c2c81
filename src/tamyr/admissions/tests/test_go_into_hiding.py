"""A member goes into hiding, and what others kept about it tells them nothing more."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.entry import make_link, sign_in
from tests.people import LONG_AGO, give_mandate, make_person

from tamyr.accounts.models import Person
from tamyr.admissions.models import Admission
from tamyr.admissions.services import admissions as acts
from tamyr.admissions.tests.application import filled
from tamyr.network.models import Circle, CircleSeat, Invitation, Mandate, Member
from tamyr.network.services.members import change_member
from tamyr.network.tests.test_guard_a_member import facts_of
from tamyr.safety.models import AuditLine, ExposureLevel

pytestmark = pytest.mark.django_db
NAME = "Example Mountain Voice"


def hide(member: Member, level: str = ExposureLevel.SEALED) -> Member:
    facts = facts_of(member, exposure=level)
    return change_member(member=member, version=member.version, facts=facts, actor=None, at=timezone.now())


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.mark.parametrize("level", [ExposureLevel.CIRCLE, ExposureLevel.SEALED])
def test_a_circle_names_it_to_none_who_may_not_know_it(
    level: str, forest_circle: Circle, bela: Person, emin: Person, mountain_voice: Member
) -> None:
    Circle.objects.update(exposure=ExposureLevel.NETWORK)
    CircleSeat.objects.create(circle=forest_circle, person=bela, member=mountain_voice, from_on=LONG_AGO)
    editor, own = sign_in(Client(), emin), sign_in(Client(), bela)
    assert NAME in page(editor, "/en/circles/forests/")
    hide(mountain_voice, level)
    assert "Bela Example" in page(editor, "/en/circles/forests/")
    assert NAME not in page(editor, "/en/circles/forests/")
    assert NAME in page(own, "/en/circles/forests/")


def test_its_admission_is_gone_for_the_others(client: Client, cyra: Person, aygul: Person) -> None:
    client.post("/en/join/", filled(name_en=NAME))
    now = timezone.now()
    Admission.objects.update(received_at=now - timedelta(days=20))
    admission = Admission.objects.get()
    acts.open_window(admission=admission, days=14, actor=cyra.pk, at=now - timedelta(days=15))
    member = acts.admit(admission=admission, explanation="Nobody objected.", actor=cyra.pk, at=now)
    coordinator, delegate = sign_in(Client(), cyra), sign_in(Client(), aygul)
    for reader in (coordinator, delegate):
        assert NAME in page(reader, "/en/admissions/")
    give_mandate(make_person("ruta", "Ruta Example"), member)
    hide(member)
    for reader in (coordinator, delegate):
        assert NAME not in page(reader, "/en/admissions/")
        assert reader.get(f"/en/admissions/{admission.pk}/").status_code == 404
    own = sign_in(Client(), Person.objects.get(sign_in_name="ruta"))
    assert NAME in page(own, "/en/admissions/")


def test_links_that_others_made_into_it_open_nothing(
    cyra: Person, bela: Person, mountain_voice: Member, client: Client
) -> None:
    coordinator = sign_in(Client(), cyra)
    link = make_link(
        coordinator, f"/en/people/{mountain_voice.slug}/invite/", mandate_kind="deputy", note="For Ruta"
    )
    made = Invitation.objects.get()
    hide(mountain_voice)
    assert client.get(link).status_code == 404
    assert coordinator.get(f"/en/people/invitations/{made.pk}/").status_code == 404
    assert any("invitation.revoked" in line.body for line in AuditLine.objects.all())


def test_who_acted_for_it_once_is_not_told_what_it_is_called_now(
    bela: Person, mountain_voice: Member
) -> None:
    former = make_person("ruta", "Ruta Example")
    mandate = give_mandate(former, mountain_voice, until_on=LONG_AGO + timedelta(days=9))
    client = sign_in(Client(), former)
    assert NAME in page(client, "/en/account/")
    hide(mountain_voice)
    assert NAME not in page(client, "/en/account/")
    assert client.get(f"/en/people/mandates/{mandate.pk}/end/").status_code == 404
    assert Mandate.objects.filter(pk=mandate.pk).exists()

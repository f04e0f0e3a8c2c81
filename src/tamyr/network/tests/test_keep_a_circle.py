"""Start a circle, bring people in, hand it on, leave it."""

import json
import re
from importlib import import_module
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from tests.entry import form_key, sign_in, signed_in

from tamyr.accounts.models import Person
from tamyr.network.models import Circle
from tamyr.network.models.circles import words_of
from tamyr.safety.models import ExposureLevel

pytestmark = pytest.mark.django_db


def page(circle: Circle) -> str:
    return f"/en/circles/{circle.slug}/"


def test_a_coordinator_starts_one_and_convenes_it(cyra: Person) -> None:
    client = sign_in(Client(), cyra)
    key = form_key(client, "/en/circles/start/")
    typed = {"form_key": key, "name_ru": "Леса", "exposure": "network", "purpose_en": "Forests"}
    for _time in range(2):
        answer = client.post("/en/circles/start/", typed)
        assert answer["Location"] == "/en/circles/lesa/"
    assert Circle.objects.get().seats.get().convenes
    assert "Леса" in client.get("/en/circles/").content.decode()


def test_a_sealed_circle_has_an_address_that_says_nothing(cyra: Person) -> None:
    client = sign_in(Client(), cyra)
    client.post(
        "/en/circles/start/", {"form_key": str(uuid4()), "name_en": "Quiet work", "exposure": "sealed"}
    )
    assert re.fullmatch("[a-z2-9]{8}", Circle.objects.get().slug)


def test_a_second_circle_of_a_long_name_has_an_address_of_its_own(cyra: Person) -> None:
    client = sign_in(Client(), cyra)
    for _time in range(2):
        typed = {"form_key": str(uuid4()), "name_en": "Forests " * 9, "exposure": "public"}
        assert client.post("/en/circles/start/", typed).status_code == 302
    slugs = sorted(Circle.objects.values_list("slug", flat=True), key=len)
    cut = ("forests-" * 9)[:60].strip("-")
    assert slugs[0] == cut and re.fullmatch(f"{cut}-[a-z2-9]{{8}}", slugs[1])


def test_a_circle_needs_a_name(cyra: Person) -> None:
    answer = sign_in(Client(), cyra).post(
        "/en/circles/start/", {"form_key": str(uuid4()), "exposure": "network", "purpose_en": "Kept words"}
    )
    assert "Write the name" in answer.content.decode() and "Kept words" in answer.content.decode()


def test_a_delegate_starts_none_and_keeps_the_words(aygul: Person) -> None:
    client = sign_in(Client(), aygul)
    answer = client.post(
        "/en/circles/start/", {"form_key": str(uuid4()), "name_en": "My circle", "exposure": "network"}
    )
    assert answer.status_code == 403 and "My circle" in answer.content.decode()


def test_the_convenor_adds_hands_on_and_leaves(forest_circle: Circle, aygul: Person, dana: Person) -> None:
    client = sign_in(Client(), aygul)
    client.post(f"{page(forest_circle)}add/", {"person": str(dana.pk)})
    client.post(f"{page(forest_circle)}add/", {"person": str(dana.pk)})
    seat = forest_circle.seats.get(person=dana)
    own = forest_circle.seats.get(person=aygul)
    refused = client.post(f"{page(forest_circle)}seats/{own.pk}/end/")
    assert refused.status_code == 403 and "needs a convenor" in refused.content.decode()
    client.post(f"{page(forest_circle)}seats/{seat.pk}/convenor/")
    client.post(f"{page(forest_circle)}seats/{own.pk}/end/")
    assert client.get(page(forest_circle)).status_code == 404
    assert sign_in(Client(), dana).get(page(forest_circle)).status_code == 200


def test_adding_nobody_or_whom_one_may_not_see_is_refused_in_words(
    forest_circle: Circle, aygul: Person, dana: Person
) -> None:
    client = sign_in(Client(), aygul)
    nobody = client.post(f"{page(forest_circle)}add/", {"person": ""})
    assert nobody.status_code == 422 and "This field is required." in nobody.content.decode()
    unseen = client.post(f"{page(forest_circle)}add/", {"person": str(uuid4())})
    assert unseen.status_code == 422 and "Select a valid choice." in unseen.content.decode()
    assert forest_circle.seats.count() == 1
    for _press in range(2):
        assert client.post(f"{page(forest_circle)}add/", {"person": str(dana.pk)}).status_code == 302
    assert forest_circle.seats.filter(person=dana).count() == 1


def test_who_sits_there_without_convening_changes_nobodys_seat(
    forest_circle: Circle, aygul: Person, dana: Person
) -> None:
    forest_circle.seats.create(person=dana, from_on="2020-01-01")
    client = sign_in(Client(), dana)
    own = forest_circle.seats.get(person=aygul)
    assert client.post(f"{page(forest_circle)}seats/{own.pk}/end/").status_code == 403
    assert client.post(f"{page(forest_circle)}seats/{own.pk}/convenor/").status_code == 403
    assert client.post(f"{page(forest_circle)}add/", {"person": str(aygul.pk)}).status_code == 403


def test_a_circle_one_may_not_know_is_not_there(forest_circle: Circle, bela: Person) -> None:
    client = sign_in(Client(), bela)
    hidden, never = client.get(page(forest_circle)), client.get("/en/circles/no-such/")
    assert hidden.status_code == never.status_code == 404
    assert "Forests" not in client.get("/en/circles/").content.decode()


@pytest.mark.parametrize(
    "exposure",
    [
        pytest.param(level, marks=() if level in ("public", "sealed") else pytest.mark.whole)
        for level in ExposureLevel.values
    ],
)
def test_its_words_lie_unreadable_at_every_level(forest_circle: Circle, aygul: Person, exposure: str) -> None:
    Circle.objects.update(exposure=exposure)
    forest_circle.refresh_from_db()
    forest_circle.words = words_of(forest_circle.names, {"en": "We map old woods."})
    forest_circle.save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM network_circle")
        lying = str(cursor.fetchall())
    assert "Forest" not in lying and "Леса" not in lying and "woods" not in lying
    shown = sign_in(Client(), aygul).get("/ru/circles/").content.decode()
    assert "Леса" in shown and "We map old woods." in shown


def test_circles_stand_in_the_order_of_their_names(forest_circle: Circle, aygul: Person) -> None:
    for name, slug in (("Болота", "zz"), ("«Ясени»", "aa")):
        made = Circle.objects.create(
            slug=slug, words=words_of({"ru": name}), exposure="circle", began_on="2020-01-01"
        )
        made.seats.create(person=aygul, from_on="2020-01-01")
    shown = sign_in(Client(), aygul).get("/ru/circles/").content.decode()
    assert shown.index("Болота") < shown.index("Леса") < shown.index("Ясени")


def test_the_update_encrypts_circles_of_before() -> None:
    """As the update sees them: words in two readable columns."""

    class Former(SimpleNamespace):
        def save(self, update_fields: list[str]) -> None:
            self.saved = {name: getattr(self, name) for name in update_fields}

    former = Former(names={"en": "Forests"}, purposes={})
    rows = SimpleNamespace(objects=SimpleNamespace(all=lambda: [former]))
    update = import_module("tamyr.network.migrations.0005_circle_words")
    update.encrypt(SimpleNamespace(get_model=lambda *_name: rows), None)
    assert json.loads(former.saved.pop("words")) == {"names": {"en": "Forests"}, "purposes": {}}
    assert former.saved == {"names": {}, "purposes": {}}


def change_page(circle: Circle) -> str:
    return f"{page(circle)}change/"


def filled(client: Client, circle: Circle, **changed: str) -> dict[str, str]:
    basis = client.get(change_page(circle)).content.decode().split('name="basis" value="')[1].split('"')[0]
    now = {"name_en": "Forests", "name_ru": "Леса", "exposure": circle.exposure, "basis": basis}
    return {**now, **changed}


def test_a_convenor_changes_it_and_hiding_gives_it_a_new_address(
    forest_circle: Circle, aygul: Person, dana: Person
) -> None:
    client = sign_in(Client(), aygul)
    sent = filled(client, forest_circle, purpose_en="We map old woods.", exposure="network")
    assert "We map old woods." in client.post(change_page(forest_circle), sent, follow=True).content.decode()
    assert "We map old woods." in sign_in(Client(), dana).get("/en/circles/").content.decode()
    circle = Circle.objects.get()
    client.post(change_page(circle), filled(client, circle, exposure="sealed"))
    assert "forest" not in Circle.objects.get().slug
    assert sign_in(Client(), dana).get(page(circle)).status_code == 404


def test_two_who_change_it_at_once_lose_nothing(forest_circle: Circle, aygul: Person) -> None:
    one = sign_in(Client(), aygul)
    other = signed_in(Person.objects.get(pk=aygul.pk))
    first = filled(one, forest_circle, purpose_en="Old woods.")
    second = filled(one, forest_circle, purpose_ru="Старые леса.")
    assert one.post(change_page(forest_circle), first).status_code == 302
    answer = other.post(change_page(forest_circle), second)
    shown = answer.content.decode()
    assert answer.status_code == 409 and "Old woods." in shown and "Старые леса." in shown
    forged = {**first, "basis": "made-up"}
    assert "not made for this entry" in one.post(change_page(forest_circle), forged).content.decode()


def test_a_coordinator_hides_it_but_does_not_show_it_to_more(forest_circle: Circle, cyra: Person) -> None:
    client = sign_in(Client(), cyra)
    sent = filled(client, forest_circle, exposure="public")
    assert "Only its convenor" in client.post(change_page(forest_circle), sent).content.decode()
    assert Circle.objects.get().exposure == "circle"


def test_who_does_not_convene_it_changes_and_ends_nothing(
    forest_circle: Circle, aygul: Person, dana: Person
) -> None:
    forest_circle.seats.create(person=dana, from_on=forest_circle.began_on)
    client = sign_in(Client(), dana)
    for place in ("change/", "end/"):
        assert client.post(page(forest_circle) + place, {"meant": "on"}).status_code == 403
    assert Circle.objects.get().ended_on is None


def test_it_ends_with_its_seats_and_stays_in_the_list(forest_circle: Circle, aygul: Person) -> None:
    Circle.objects.update(exposure="network")
    client = sign_in(Client(), aygul)
    ends = [client.post(f"{page(forest_circle)}end/", {"meant": "on"}).status_code for _time in range(2)]
    assert ends == [302, 403]
    assert not forest_circle.seats.filter(until_on=None).exists()
    shown = client.get("/en/circles/").content.decode()
    assert "<h2>Ended</h2>" in shown and "Forests" in shown
    assert "has ended" in client.get(page(forest_circle)).content.decode()


def test_strangers_see_public_circles_alone(client: Client, forest_circle: Circle) -> None:
    for level, status in (("circle", 404), ("network", 404), ("public", 200)):
        Circle.objects.update(exposure=level)
        assert client.get(page(forest_circle)).status_code == status
        assert ("Forests" in client.get("/en/circles/").content.decode()) is (status == 200)
    assert "Aygul" not in client.get(page(forest_circle)).content.decode()

"""A letter is handed over by a person, with a number and a picture; of the picture nothing but its pixels is kept."""

import io
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tamyr.accounts.models import Person
from tamyr.addressees.models import Institution, InstitutionName
from tamyr.deliveries.models import Missive, Receipt, State
from tamyr.deliveries.services.preparing import Plan, prepare
from tamyr.deliveries.tests.releasing import released
from tamyr.demands.models import Demand, Event
from tamyr.demands.tests.asking import NOON, letter
from tamyr.network.models import Member

pytestmark = pytest.mark.django_db
CANARY = b"Example Camera of Aygul"
GPS = 0x8825


def photograph(form: str = "JPEG") -> bytes:
    """Return a picture that says where and with what it was taken, and for whom."""
    exif = Image.Exif()
    exif[0x0110] = CANARY.decode()
    exif.get_ifd(GPS).update({1: "N", 2: (43.0, 14.0, 20.0), 3: "E", 4: (76.0, 56.0, 44.0)})
    out = io.BytesIO()
    more: dict[str, Any] = {"comment": CANARY, "xmp": CANARY} if form == "JPEG" else {}
    Image.new("RGB", (60, 40), "green").save(out, form, exif=exif, **more)
    return out.getvalue()


@pytest.fixture
def missive(demand: Demand, aygul: Person, dana: Person, body: Institution, green_lake: Member) -> Missive:
    made = letter(demand, aygul, body, green_lake, way="post")
    batch = prepare(demand=demand, plan=Plan([made]), form_key=uuid4(), actor=aygul.pk, at=NOON)
    return released(batch, aygul, dana)


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def hand(person: Person, missive: Missive, picture: bytes | None = None, **changed: str) -> Any:
    typed: dict[str, Any] = {
        "kind": "registered",
        "on": "2026-03-02",
        "number": "No 17",
        "form_key": str(uuid4()),
        **changed,
    }
    if picture is not None:
        typed["picture"] = SimpleUploadedFile("IMG_1.jpg", picture)
    return client_of(person).post(f"/en/deliveries/letters/{missive.pk}/handed/", typed)


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_picture_proves_it_and_says_nothing_of_where_it_was_taken(
    missive: Missive, dana: Person, bela: Person, form: str
) -> None:
    sent = photograph(form)
    with Image.open(io.BytesIO(sent)) as before:
        assert before.getexif().get_ifd(GPS) and CANARY in sent
    assert hand(dana, missive, sent).status_code == 302
    assert Event.objects.get(kind="registered").number == "No 17"
    receipt = Receipt.objects.get()
    address = f"/en/deliveries/letters/{missive.pk}/receipts/{receipt.pk}/"
    assert address in client_of(dana).get(f"/en/deliveries/letters/{missive.pk}/").content.decode()
    answer: Any = client_of(dana).get(address)
    content = b"".join(answer.streaming_content)
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.size, picture.format) == ((60, 40), form)
        assert not picture.getexif() and not picture.info.get("xmp")
    assert CANARY not in content and content == receipt.picture
    assert (
        answer["Content-Disposition"].startswith("attachment")
        and answer["X-Content-Type-Options"] == "nosniff"
    )
    assert client_of(bela).get(address).status_code == 404


WRONG = {
    "heic": (b"\0\0\0\x18ftypheic" + b"\0" * 40, "This is no JPEG, PNG or WebP picture"),
    "pdf": (b"%PDF-1.4 whatever", "This is no JPEG, PNG or WebP picture"),
    "broken": (photograph()[:-40], "The picture is broken"),
    "empty": (b"", "The submitted file is empty"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_no_picture_is_refused_beside_its_field_and_the_words_stay(
    missive: Missive, dana: Person, kind: str
) -> None:
    content, why = WRONG[kind]
    answer = hand(dana, missive, content)
    page = answer.content.decode()
    assert (
        answer.status_code == 422 and why in page and 'value="No 17"' in page and 'value="2026-03-02"' in page
    )
    missive.refresh_from_db()
    assert missive.state == State.BY_HAND and not Receipt.objects.exists()


def test_what_comes_of_it_later_is_proved_too_and_the_same_form_twice_is_once(
    missive: Missive, aygul: Person, dana: Person
) -> None:
    key = str(uuid4())
    for _time in range(2):
        assert hand(aygul, missive, photograph(), kind="sent", number="", form_key=key).status_code == 302
    assert hand(dana, missive, photograph()).status_code == 302
    kinds = list(Event.objects.order_by("at", "kind").values_list("kind", flat=True))
    assert sorted(kinds) == ["registered", "released", "sent"] and Receipt.objects.count() == 2
    assert hand(dana, missive, kind="sent").status_code == 409


def test_whoever_carries_a_paper_is_told_that_it_changed(
    missive: Missive, body: Institution, dana: Person
) -> None:
    address = f"/en/deliveries/letters/{missive.pk}/"
    assert "Do not hand it over" not in client_of(dana).get(address).content.decode()
    InstitutionName.objects.update(name="Example Ministry of Nature")
    page = client_of(dana).get(address).content.decode()
    assert "Do not hand it over" in page and "its addressee changed" in page

"""An organisation applies, members may object, and the outcome is recorded and explained."""

import io
import re
import zipfile
from uuid import UUID, uuid4

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from tests.entry import signed_in
from tests.people import LONG_AGO_AT

from tamyr.accounts.models import Person
from tamyr.admissions.models import Admission, AdmissionDocument, Objection
from tamyr.admissions.services import admissions as acts
from tamyr.admissions.tests.application import NOON, REASON, filled
from tamyr.network.models import Member
from tamyr.safety.queries import chain_faults


def test_the_way_in_from_the_form_to_the_directory(
    client: Client, cyra: Person, aygul: Person, bela: Person, mountain_voice: Member
) -> None:
    page = client.post("/en/join/", filled(), follow=True)
    own_page = page.redirect_chain[-1][0]
    assert "Example Clean River" in page.content.decode()
    admission = Admission.objects.get()
    place = f"/en/admissions/{admission.pk}/"
    signed_in(cyra).post(f"{place}open/", {"days": "14"})
    assert "Example Clean River asks to join" in signed_in(aygul).get("/en/desk/").content.decode()
    voice = {"member": str(mountain_voice.pk), "reason": REASON}
    signed_in(bela).post(f"{place}object/", voice)
    assert "the clock stands" in client.get(own_page).content.decode()
    signed_in(bela).post(f"/en/objections/{Objection.objects.get().pk}/withdraw/")
    Admission.objects.update(closes_at=LONG_AGO_AT)
    settled = {"outcome": "admit", "explanation": "Nobody objected any more."}
    shown = signed_in(cyra).post(f"{place}outcome/", settled, follow=True).content.decode()
    assert "Admitted" in shown and "Nobody objected any more." in shown
    assert 'href="/en/people/example-clean-river/invite/"' in shown, (
        "its first delegate is still to be invited"
    )
    told = client.get(own_page).content.decode()
    assert "Nobody objected any more." in told and "What comes next" in told
    assert Member.objects.get(slug="example-clean-river").country_id == "KGZ"
    assert list(chain_faults()) == []


def test_the_same_form_sent_twice_is_one_application(client: Client, db: None) -> None:
    form = filled()
    first, second = client.post("/en/join/", form), client.post("/en/join/", form)
    assert first["Location"] == second["Location"]
    assert Admission.objects.count() == 1


def test_a_flood_of_applications_is_stopped_and_nothing_typed_is_lost(
    client: Client, received: Admission, monkeypatch: pytest.MonkeyPatch, cyra: Person
) -> None:
    monkeypatch.setattr(acts, "MOST_UNREAD", 1)
    answer = client.post("/en/join/", filled(story="We plant saxaul."))
    page = answer.content.decode()
    assert answer.status_code == 429 and Admission.objects.count() == 1
    assert "no more are taken today" in page and "We plant saxaul." in page
    acts.open_window(admission=received, days=14, actor=cyra.pk, at=NOON)
    assert client.post("/en/join/", filled()).status_code == 302


def test_a_program_that_fills_every_field_is_refused_with_why(client: Client, db: None) -> None:
    assert 'name="leave_empty"' in client.get("/en/join/").content.decode()
    answer = client.post(
        "/en/join/", filled(story="We plant saxaul.", leave_empty="https://buy.example.org/")
    )
    page = answer.content.decode()
    assert answer.status_code == 422 and not Admission.objects.exists()
    assert "send the form once more" in page and "We plant saxaul." in page and "buy.example.org" not in page


def test_sending_and_withdrawing_in_turns_is_a_flood_as_well(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acts, "MOST_UNREAD", 1)
    client.post("/en/join/", filled())
    acts.withdraw_application(admission=Admission.objects.get(), at=timezone.now())
    assert client.post("/en/join/", filled()).status_code == 429
    Admission.objects.update(ended_at=timezone.now() - acts.WITHDRAWN_COUNTS)
    assert client.post("/en/join/", filled()).status_code == 302


@pytest.mark.parametrize("limit", ["number", "bytes"])
def test_documents_are_taken_up_to_a_total_and_nothing_typed_is_lost(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch, settings: LazySettings, limit: str
) -> None:
    if limit == "number":
        monkeypatch.setattr(acts, "MOST_ENCLOSURES", 1)
    else:
        settings.MOST_ENCLOSED_BYTES = 10

    def sent(**changed: object) -> HttpResponse:
        return client.post("/en/join/", filled(story="We plant saxaul.", **changed))  # type: ignore[return-value]

    def statute() -> SimpleUploadedFile:
        return SimpleUploadedFile("statute.txt", b"0123456789")

    assert sent(documents=statute()).status_code == 302
    first = Admission.objects.get()
    refused = sent(documents=statute())
    assert refused.status_code == 429 and "We plant saxaul." in refused.content.decode()
    assert "fill the place there is for them" in refused.content.decode()
    assert sent().status_code == 302, "without documents it is taken"
    acts.withdraw_application(admission=first, at=timezone.now())
    assert not AdmissionDocument.objects.exists()
    assert sent(documents=statute()).status_code == 302, "what was withdrawn makes room"


def test_a_form_without_its_token_is_refused(db: None) -> None:
    assert Client(enforce_csrf_checks=True).post("/en/join/", filled()).status_code == 403
    assert not Admission.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name_en": ""}, "Write the name in English or in Russian"),
        ({"country": "XXX"}, "Select a valid choice"),
        ({"form_key": "1"}, "Enter a valid UUID"),
        ({"site": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"site": "https://a.example.org/" + "x" * 179}, "at most 200"),
        ({"shares_values": ""}, "This field is required"),
    ],
)
def test_a_wrong_form_says_what_and_keeps_the_rest(
    client: Client, db: None, changed: dict[str, str], said: str
) -> None:
    answer = client.post("/en/join/", filled(**changed))
    page = answer.content.decode()
    assert answer.status_code == 422 and said in page and "We look after a river." in page
    assert not Admission.objects.exists()


def zipped(part: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(part, "x")
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("statute.pdf", b"MZ\x00", "not a PDF, DOCX, ODT or plain text"),
        ("statute.pdf", b"plain words", "something else than its ending says"),
        ("statute.docx", zipped("evil.exe"), "not a PDF, DOCX, ODT or plain text"),
        ("statute.txt", b"x" * 5_000_001, "at most 5 MB"),
        ("statute.txt", b"", "empty"),
    ],
)
def test_a_document_that_is_not_what_it_says_is_refused(
    client: Client, db: None, name: str, content: bytes, said: str
) -> None:
    answer = client.post("/en/join/", filled(documents=SimpleUploadedFile(name, content)))
    assert answer.status_code == 422 and said in answer.content.decode()


def test_documents_come_back_byte_for_byte_and_say_that_they_are_not_cleaned(
    client: Client, db: None, cyra: Person
) -> None:
    pdf = b"%PDF-1.7 \xff\xfe"
    # A mark beside the files, as a program may send it, is none of the form's.
    sent = {"documents": SimpleUploadedFile("statute.pdf", pdf), "documents-clear": "on"}
    client.post("/en/join/", filled(**sent))
    coordinator = signed_in(cyra)
    page = coordinator.get(f"/en/admissions/{Admission.objects.get().pk}/").content.decode()
    assert "not cleaned" in page
    address = re.search(r'/en/admission-documents/[^"]+', page)
    assert address
    answer = coordinator.get(address[0])
    assert b"".join(answer.streaming_content) == pdf  # type: ignore[attr-defined]
    assert answer["Content-Disposition"] == 'attachment; filename="statute.pdf"'


def test_only_coordinators_see_a_fresh_application_and_the_contact(
    opened: Admission, aygul: Person, cyra: Person
) -> None:
    place = f"/en/admissions/{opened.pk}/"
    assert "ruta@example.org" in signed_in(cyra).get(place).content.decode()
    assert "ruta@example.org" not in signed_in(aygul).get(place).content.decode()
    Admission.objects.update(stage="received", opened_at=None)
    assert signed_in(aygul).get(place).status_code == 404


@pytest.mark.parametrize("name", ["foma", "gita", "emin"])
def test_who_acts_for_nobody_reads_no_admission(
    opened: Admission, name: str, request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(name))
    assert client.get("/en/admissions/").status_code == 403
    assert client.get(f"/en/admissions/{opened.pk}/").status_code == 403


def test_a_stranger_is_led_to_the_sign_in_whether_it_exists_or_not(opened: Admission, client: Client) -> None:
    for key in (opened.pk, uuid4()):
        assert client.get(f"/en/admissions/{key}/").status_code == 302


def test_saying_that_there_is_no_objection_clears_the_desk(
    opened: Admission, aygul: Person, green_lake: Member
) -> None:
    client = signed_in(aygul)
    client.post(f"/en/admissions/{opened.pk}/no-objection/", {"member": str(green_lake.pk)})
    assert "Nothing waits for you" in client.get("/en/desk/").content.decode()


def test_an_applicant_withdraws_and_a_stranger_does_not_find_the_page(
    client: Client, received: Admission
) -> None:
    page = f"/en/join/{acts.secret_of(received.form_key)}/"
    assert client.post(page).status_code == 405, "one press takes nothing back"
    asked = client.get(page + "withdraw/").content.decode()
    assert "It cannot be brought back" in asked and "Keep the application" in asked
    assert "withdrawn by you" not in client.get(page).content.decode()
    assert "withdrawn by you" in client.post(page + "withdraw/", follow=True).content.decode()
    assert client.get(page + "withdraw/")["Location"] == page
    assert client.get(f"/en/join/{'0' * 40}/").status_code == 404


def test_nothing_an_applicant_wrote_lies_readable_in_the_database(received: Admission) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM network_admission")
        assert not any("River" in str(row) or "ruta" in str(row) for row in cursor.fetchall())


def test_an_unknown_admission_is_not_found(cyra: Person) -> None:
    assert signed_in(cyra).get(f"/en/admissions/{UUID(int=0)}/").status_code == 404

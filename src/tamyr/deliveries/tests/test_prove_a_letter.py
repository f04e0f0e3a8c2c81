"""A letter is handed over by a person, with a number and a picture or PDF, of which nothing but pixels is kept."""

import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied
from PIL import Image
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.addressees.models import Institution, InstitutionName
from tamyr.deliveries.models import Missive, Receipt, ReceiptDraft, State
from tamyr.deliveries.services.expiry import what_runs_out
from tamyr.deliveries.services.proving import drop_draft
from tamyr.deliveries.tests.proving import CANARY, GPS, NARROW, hand, photograph, portal_pdf
from tamyr.demands.models import Demand, Event
from tamyr.demands.tests.asking import NOON, happens
from tamyr.safety.logic.papers import pages_of
from tamyr.safety.services.faults import Faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def missive(posted_letter: Missive) -> Missive:
    return posted_letter


@pytest.fixture
def drafted(drafted_proof: ReceiptDraft) -> ReceiptDraft:
    return drafted_proof


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
    assert address in signed_in(dana).get(f"/en/deliveries/letters/{missive.pk}/").content.decode()
    answer: Any = signed_in(dana).get(address)
    content = b"".join(answer.streaming_content)
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.size, picture.format) == ((60, 40), form)
        assert not picture.getexif() and not picture.info.get("xmp")
    assert CANARY not in content and content == receipt.picture
    assert (
        answer["Content-Disposition"].startswith("attachment")
        and answer["X-Content-Type-Options"] == "nosniff"
    )
    assert signed_in(bela).get(address).status_code == 404


@pytest.mark.parametrize("iso3", ["KAZ", pytest.param("", marks=pytest.mark.whole)])
def test_a_proof_of_a_day_behind_the_answer_is_refused_at_its_field(
    missive: Missive, dana: Person, body: Institution, iso3: str
) -> None:
    Institution.objects.filter(pk=body.pk).update(iso3=iso3, level="national" if iso3 else "international")
    assert hand(dana, missive, kind="sent").status_code == 302
    happens(missive.delivery, dana, "answered", NOON.date())
    later = (NOON + timedelta(days=1)).date().isoformat()
    answer = hand(dana, missive, on=later, number="No 18")
    page = answer.content.decode()
    assert answer.status_code == 409 and "“answered” is earlier than “registered by the body”." in page
    assert 'id="id_on_error"' in page and 'value="No 18"' in page
    assert not Event.objects.filter(kind="registered").exists()


def draft_address(draft: ReceiptDraft, more: str) -> str:
    return f"/en/deliveries/letters/{draft.missive_id}/draft/{draft.pk}/{more}"


@pytest.mark.usefixtures("in_a_child")
def test_a_pdf_is_shown_as_it_will_be_kept_then_recorded_as_pictures(
    missive: Missive, dana: Person, aygul: Person
) -> None:
    hers = signed_in(dana)
    assert hand(dana, missive, portal_pdf(), name="receipt.jpg").status_code == 302
    missive.refresh_from_db()
    assert missive.state == State.BY_HAND and not Receipt.objects.exists(), (
        "nothing is recorded before a look"
    )
    draft = ReceiptDraft.objects.get()
    page = hers.get(f"/en/deliveries/letters/{missive.pk}/").content.decode()
    assert 'value="No 17"' in page and 'value="2026-03-02"' in page and "Page 2 of 2" in page
    for number in (1, 2):
        address = draft_address(draft, f"{number}/")
        assert address in page
        with Image.open(io.BytesIO(hers.get(address).content)) as shown:
            assert (shown.format, shown.height) == ("JPEG", 1286)
    refused = [hers.get(draft_address(draft, "3/")), signed_in(aygul).get(draft_address(draft, "1/"))]
    assert [answer.status_code for answer in refused] == [404, 404]
    assert "Page 2 of 2" not in signed_in(aygul).get(f"/en/deliveries/letters/{missive.pk}/").content.decode()
    assert hand(dana, missive, draft=str(draft.pk)).status_code == 302
    receipt = Receipt.objects.get()
    content = receipt.picture or b""
    assert (receipt.media_type, len(pages_of(content))) == ("application/pdf", 2)
    assert CANARY not in content and b"JavaScript" not in content and not ReceiptDraft.objects.exists()
    given: Any = hers.get(f"/en/deliveries/letters/{missive.pk}/receipts/{receipt.pk}/")
    assert given["Content-Disposition"] == 'attachment; filename="receipt.pdf"'


def test_pages_that_are_not_to_be_kept_are_deleted_and_others_take_their_place(
    drafted: ReceiptDraft, missive: Missive, dana: Person
) -> None:
    first = drafted
    hand(dana, missive, portal_pdf(2, NARROW))
    draft = ReceiptDraft.objects.get()
    assert (draft.pages, first.pk != draft.pk) == (2, True)
    answer = hand(dana, missive, draft=str(first.pk))
    assert answer.status_code == 422 and "choose the file again" in answer.content.decode()
    assert signed_in(dana).post(draft_address(draft, "drop/")).status_code == 302
    assert not ReceiptDraft.objects.exists() and not Receipt.objects.exists()
    assert hand(dana, missive, draft=str(draft.pk)).status_code == 422


def test_a_form_that_knows_nothing_of_the_pages_or_of_gone_ones_records_nothing_and_takes_up_those_that_wait(
    drafted: ReceiptDraft, missive: Missive, dana: Person
) -> None:
    draft = drafted
    for sent in ("", str(uuid4())):
        answer = hand(dana, missive, number="No 18", draft=sent)
        page = answer.content.decode()
        assert answer.status_code == 422 and 'value="No 18"' in page
        assert f'name="draft" value="{draft.pk}"' in page
    assert ReceiptDraft.objects.exists() and not Event.objects.filter(kind="registered").exists()
    ReceiptDraft.objects.all().delete()
    page = hand(dana, missive, draft=str(draft.pk)).content.decode()
    assert "choose the file again" in page and str(draft.pk) not in page
    assert hand(dana, missive).status_code == 302


def test_one_deletes_ones_own_pages_also_when_the_demand_is_closed(
    drafted: ReceiptDraft, dana: Person, aygul: Person
) -> None:
    draft = drafted
    Demand.objects.update(stage="withdrawn", ended_at=NOON)
    with pytest.raises(PermissionDenied):
        drop_draft(draft=draft, actor=aygul.pk, at=NOON)
    assert ReceiptDraft.objects.exists(), "another person's pages"
    drop_draft(draft=draft, actor=dana.pk, at=NOON)
    assert not ReceiptDraft.objects.exists()


def test_pages_go_after_a_day_and_a_page_of_any_size_is_bounded(missive: Missive, dana: Person) -> None:
    hand(dana, missive, portal_pdf(1, (14_400, 14_400)))
    draft = ReceiptDraft.objects.get()
    with Image.open(io.BytesIO(pages_of(draft.paper or b"")[0])) as shown:
        assert shown.size == (1286, 1286)
    for hours, left in ((23, 1), (25, 0)):
        what_runs_out(at=draft.kept_at + timedelta(hours=hours))["drafts of receipts"](Faults())
        assert ReceiptDraft.objects.count() == left


LOCKED = pikepdf.Encryption(user="a password", owner="a password")
WRONG = {
    "heic": (b"\0\0\0\x18ftypheic" + b"\0" * 40, "save or send it as JPEG or PNG"),
    "pdf": (b"%PDF-1.4 whatever", "The PDF is broken and cannot be drawn"),
    "locked": (portal_pdf(encryption=LOCKED), "The PDF is locked by a password"),
    "stamped": (portal_pdf(1, is_stamped=True), "filled fields or stamps that we cannot draw"),
    "many": (portal_pdf(500), "The PDF has more than 20 pages"),
    "large": (b"%PDF-1.4" + bytes(8_000_001), "The PDF is larger than 8 MB"),
    "word": (b"PK\x03\x04" + bytes(40), "This is no PDF, JPEG, PNG or WebP"),
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
    assert missive.state == State.BY_HAND and not (Receipt.objects.exists() or ReceiptDraft.objects.exists())


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
    assert "Do not hand it over" not in signed_in(dana).get(address).content.decode()
    InstitutionName.objects.update(name="Example Ministry of Nature")
    page = signed_in(dana).get(address).content.decode()
    assert "Do not hand it over" in page and "its addressee changed" in page

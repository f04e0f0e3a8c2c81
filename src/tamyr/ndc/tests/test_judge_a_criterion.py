"""Members judge one criterion of an NDC, beside what the document says: proposed, disputed, published with the dissent."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.evidence.models import Judgement
from tamyr.evidence.tests.judging import REASON, proposed, speak
from tamyr.network.models import Member

pytestmark = pytest.mark.django_db
PAGE = "/en/countries/kaz/judgement/ndc-3/methane/"
WORDS = "A number that needs others’ money is no target."


def typed(member: Member) -> dict[str, object]:
    return {"member": member.pk, "answer": "no", "text_en": WORDS, "text_ru": "", "form_key": uuid4()}


def published(judgement: Judgement, by: Person) -> Any:
    """Let its time run out, and publish it."""
    past = timezone.now() - timedelta(seconds=1)
    Judgement.objects.update(proposed_at=past - timedelta(days=20), closes_at=past)
    return signed_in(by).post(f"/en/countries/kaz/judgement/{judgement.pk}/publish/")


def test_it_is_proposed_disputed_and_published_beside_the_document(
    aygul: Person, bela: Person, cyra: Person, green_lake: Member, mountain_voice: Member, client: Client
) -> None:
    author = signed_in(aygul)
    form = author.get(f"{PAGE}propose/").content.decode()
    assert "What the document says" in form and "Your answer" in form
    assert author.post(f"{PAGE}propose/", typed(green_lake)).status_code == 302
    judgement = Judgement.objects.get()
    assert WORDS not in client.get("/en/ndc/kaz/").content.decode()
    speak(judgement, mountain_voice, bela, "dissent", REASON)
    assert published(judgement, cyra).headers["Location"] == PAGE
    workbench = client.get("/en/ndc/kaz/").content.decode()
    assert WORDS in workbench and "1 dissent, with its reason" not in workbench
    assert "1 dissent, with its reason" in signed_in(bela).get("/en/ndc/kaz/").content.decode()


@pytest.mark.whole
def test_it_is_published_beside_the_document_alone(
    aygul: Person, cyra: Person, green_lake: Member, client: Client
) -> None:
    signed_in(aygul).post(f"{PAGE}propose/", typed(green_lake))
    published(Judgement.objects.get(), cyra)
    assert WORDS in client.get("/en/ndc/kaz/").content.decode()
    for part in ("assessment", "judgement"):
        assert WORDS not in client.get(f"/en/countries/kaz/{part}/").content.decode()


def test_one_of_a_criterion_is_open_at_a_time_and_others_go_on(
    aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    proposed(aygul, green_lake)
    assert signed_in(aygul).post(f"{PAGE}propose/", typed(green_lake)).status_code == 302
    late = signed_in(bela).post(f"{PAGE}propose/", typed(mountain_voice))
    assert late.status_code == 409 and WORDS in late.content.decode()
    assert Judgement.objects.count() == 2


def test_it_speaks_of_one_thing(aygul: Person, green_lake: Member) -> None:
    judgement = proposed(aygul, green_lake)
    with pytest.raises(IntegrityError), transaction.atomic():
        Judgement.objects.filter(pk=judgement.pk).update(document="ndc-3", criterion="methane")
    with pytest.raises(IntegrityError), transaction.atomic():
        Judgement.objects.filter(pk=judgement.pk).update(answer="no")


@pytest.mark.parametrize("place", ["ndc-9/methane", "ndc-3/beauty", "carbon-neutrality-strategy/methane"])
def test_no_such_version_or_criterion_no_page(client: Client, place: str) -> None:
    assert client.get(f"/en/countries/kaz/judgement/{place}/").status_code == 404

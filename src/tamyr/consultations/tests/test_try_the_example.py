"""The example network has four consultations: visibly invented, one near its end, one with its outcome."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from tamyr.consultations.logic import example as words
from tamyr.consultations.models import Comment, Consultation
from tamyr.network.services.example import load_example_network, remove_example_network

pytestmark = pytest.mark.whole
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_a_stranger_reads_them_and_they_go_with_the_example(db: None) -> None:
    load_example_network(at=NOON)
    assert Consultation.objects.count() == 4
    for number in Consultation.objects.values_list("number", flat=True):
        assert "Пример" in Client().get(f"/ru/consultations/{number}/").content.decode()
        assert "Example" in Client().get(f"/en/consultations/{number}/").content.decode()
    found = Client().get("/ru/addressees/", {"part": words.BODIES["KAZ"][1].upper()}).content.decode()
    assert words.BODIES["KAZ"][1] in found, "however it is written"
    comment = Comment.objects.get()
    read = Client().get(f"/en/consultations/{comment.consultation.number}/comments/{comment.pk}/")
    assert "Two organisations read it alike: taken up in part." in read.content.decode()
    assert remove_example_network(at=NOON) > 0 and not Consultation.objects.exists()

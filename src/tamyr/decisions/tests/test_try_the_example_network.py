"""The example network has decided once and is deciding again; it goes as it came."""

from django.test import Client
from django.utils import timezone

from tamyr.accounts.models import Person
from tamyr.decisions.logic.file.recount import recount
from tamyr.decisions.models import Ballot, Decision, Stage
from tamyr.decisions.tests.decision import signed_in
from tamyr.network.services.example import load_example_network, remove_example_network


def test_one_is_decided_one_is_open_and_both_go_with_the_example(db: None) -> None:
    now = timezone.now()
    load_example_network(at=now)
    decided, running = Decision.objects.order_by("number")
    assert (decided.stage, running.stage) == (Stage.ADOPTED, Stage.OPEN)
    assert recount(decided.file.outside, expected=decided.file.outside_sha256).outcome == "adopted"
    assert Client().get(f"/en/decisions/{decided.number}/").status_code == 200
    aygul = Person.objects.get(sign_in_name="aygul")
    assert "Cast our ballot" in signed_in(aygul).get(f"/en/decisions/{running.number}/").content.decode()
    remove_example_network(at=now)
    assert not Decision.objects.exists() and not Ballot.objects.exists()

"""The example network has decided once and is deciding again; it goes as it came."""

from django.utils import timezone

from tamyr.decisions.logic.file.recount import recount
from tamyr.decisions.models import Ballot, Decision, Stage
from tamyr.network.services.example import remove_example_network


def test_one_is_decided_one_is_open_and_both_go_with_the_example(example_network: None) -> None:
    decided, running = Decision.objects.order_by("number")
    assert (decided.stage, running.stage) == (Stage.ADOPTED, Stage.OPEN)
    assert recount(decided.file.outside, expected=decided.file.outside_sha256).outcome == "adopted"
    assert not running.ballots.filter(member__mandates__person__sign_in_name="aygul").exists()
    remove_example_network(at=timezone.now())
    assert not Decision.objects.exists() and not Ballot.objects.exists()

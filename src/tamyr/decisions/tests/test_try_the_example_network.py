"""The example network has decided once, is deciding again and has elected in secret; it goes as it came."""

import re
import subprocess
import sys
from pathlib import Path

from django.test import Client
from django.utils import timezone

from tamyr.decisions.logic.file.recount import recount
from tamyr.decisions.models import Ballot, Decision, IssuedCode, SecretBallot, Stage
from tamyr.decisions.views.files import SCRIPT
from tamyr.network.services.example import remove_example_network


def test_one_is_decided_one_is_open_and_all_go_with_the_example(example_network: None) -> None:
    decided, running = Decision.objects.filter(election=None).order_by("number")[:2]
    assert (decided.stage, running.stage) == (Stage.ADOPTED, Stage.OPEN)
    assert recount(decided.file.outside, expected=decided.file.outside_sha256).outcome == "adopted"
    assert not running.ballots.filter(member__mandates__person__sign_in_name="aygul").exists()
    remove_example_network(at=timezone.now())
    assert not Decision.objects.exists() and not Ballot.objects.exists()


def test_a_board_is_elected_in_secret_and_a_stranger_finds_a_ballot_by_its_code(
    example_network: None, tmp_path: Path
) -> None:
    elected = Decision.objects.get(election__isnull=False)
    assert elected.stage == Stage.ADOPTED and elected.candidates.count() == 4
    assert not SecretBallot.objects.exists() and not IssuedCode.objects.exists()
    page = Client().get(f"/en/decisions/{elected.number}/").content.decode()
    assert "Elected" in page and "Codes that were picked up and not used" in page
    kept = tmp_path / "file.json"
    kept.write_bytes(Client().get(f"/en/decisions/{elected.number}/file.json").content)
    (code,) = set(re.findall(r"(?:[0-9A-Z]{5}-){3}[0-9A-Z]{5}", elected.words_en))
    expected = elected.file.outside_sha256
    asked = (sys.executable, SCRIPT, str(kept), "--expect", expected, "--code", code)
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    assert told.startswith("CONFIRMED: adopted") and "Under your tag" in told
    assert recount(elected.file.inside, expected=elected.file.inside_sha256).outcome == "adopted"

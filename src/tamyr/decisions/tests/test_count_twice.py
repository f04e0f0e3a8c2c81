"""Two implementations that share no line find the same in the same files."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from bin import recount as script

from tamyr.decisions.logic.file.recount import recount
from tamyr.decisions.tests.files import RULES, files

ROOT = Path(__file__).resolve().parents[4]


def both_find_the_same(number: int, seed: int) -> set[str]:
    outcomes = set()
    for file in files(number, seed=seed):
        body = json.loads(file)["body"]
        ours = recount(file)
        assert ours.differs == ()
        theirs = script.check(file)
        outcomes.add(body["rule"]["name"] + " " + ours.outcome)
        if ours.is_counted_again:
            assert script.count(body) == body["result"]
            assert theirs.startswith("CONFIRMED")
        else:
            assert "result only" in theirs
    return outcomes


@pytest.mark.parametrize("number", [30, pytest.param(60, marks=pytest.mark.whole)])
def test_both_implementations_find_the_same(number: int) -> None:
    outcomes = both_find_the_same(number, seed=3)
    assert {outcome.split()[0] for outcome in outcomes} == {rule.name for rule in RULES}
    assert {outcome.split()[1] for outcome in outcomes} == {"adopted", "failed"}


@pytest.mark.trial
@pytest.mark.timeout(600)
def test_both_implementations_find_the_same_many_times() -> None:
    assert len(both_find_the_same(3000, seed=11)) == 14


@pytest.mark.whole
def test_the_script_knows_nothing_of_the_site(tmp_path: Path) -> None:
    file = tmp_path / "decision.json"
    text = next(files(1))
    file.write_text(text, encoding="utf-8")
    command = [sys.executable, "-I", "-S", str(ROOT / "bin" / "recount.py"), str(file)]
    told = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("CONFIRMED: ")
    file.write_text(text.replace('"cast":', '"cost":', 1), encoding="utf-8")
    told = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert told.returncode == 1 and told.stderr.startswith("REFUSED: its hash does not fit")

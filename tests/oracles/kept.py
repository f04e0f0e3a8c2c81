"""The answers of libraries that are kept here, and the instances they belong to by their hash."""

import hashlib
import json
from pathlib import Path
from typing import Any

from tests.oracles.instances import instance

FOLDER = Path(__file__).with_name("answers")
FROZEN = {"stv": 1200}
"""How many answers are kept, 600 unless said: in many counts of STV the library would draw a lot and gives none."""


def keep(rule: str, library: str, answers: list[Any]) -> None:
    kept = {"library": library, "instances_sha256": hash_of(rule, len(answers)), "answers": answers}
    FOLDER.mkdir(exist_ok=True)
    text = json.dumps(kept, separators=(",", ":"), ensure_ascii=False)
    (FOLDER / f"{rule}.json").write_text(text + "\n", encoding="utf-8")


def kept_answers(rule: str) -> list[Any]:
    """Return the kept answers of a rule; fail if the instances are not those that were asked."""
    kept = json.loads((FOLDER / f"{rule}.json").read_text(encoding="utf-8"))
    answers: list[Any] = kept["answers"]
    assert hash_of(rule, len(answers)) == kept["instances_sha256"], "other instances: freeze the answers anew"
    return answers


def hash_of(rule: str, number: int) -> str:
    told = json.dumps([instance(rule, each) for each in range(number)], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()

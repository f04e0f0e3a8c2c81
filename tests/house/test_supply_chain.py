"""What is installed is listed exactly, and an audit that could not be made is never called passed."""

import json
import re
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import pytest
from bin.audit import FOUND, NOT_RUN, PASSED, verdict, worst
from packaging.requirements import Requirement

from tamyr.config.operations.components import write_components

ROOT = Path(__file__).resolve().parents[2]


def locked() -> dict[str, str]:
    """Return what the locks ask for on this machine."""
    lines = "".join((ROOT / "requirements" / f"{name}.txt").read_text() for name in ("run", "dev"))
    asked = [Requirement(line.strip(" \\")) for line in re.findall(r"^\w\S*==.*", lines, re.MULTILINE)]
    return {
        one.name: str(one.specifier).removeprefix("==")
        for one in asked
        if one.marker is None or one.marker.evaluate()
    }


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    file = tmp_path_factory.mktemp("list") / "sbom.json"
    write_components(file)
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def test_the_list_is_what_is_installed(listed: dict[str, Any]) -> None:
    told = {component["name"]: component["version"] for component in listed["components"]}
    there = {re.sub(r"[-_.]+", "-", one.name).lower(): one.version for one in distributions()}
    assert listed["metadata"]["component"]["version"] == there.pop("tamyr")
    assert told == there and len(told) == len(listed["components"])


def test_it_is_what_the_locks_ask_for(listed: dict[str, Any]) -> None:
    told = {component["name"]: component["version"] for component in listed["components"]}
    assert len(locked()) > 90
    assert {name: told.get(name) for name in locked()} == locked()


def test_it_says_nothing_of_where_things_came_from(listed: dict[str, Any]) -> None:
    text = json.dumps(listed)
    assert not re.search(r"https?:|file:|index|/home|/root|/tmp", text)
    assert (listed["bomFormat"], listed["specVersion"], listed["version"]) == ("CycloneDX", "1.6", 1)
    assert {component["purl"].split("/")[0] for component in listed["components"]} == {"pkg:pypi"}


def package(name: str, **more: object) -> dict[str, object]:
    return {"name": name, "version": "1.0", **more}


KNOWN = [{"id": "PYSEC-2026-1", "fix_versions": []}]


@pytest.mark.parametrize(
    ("packages", "code", "words"),
    [
        ([package("a", vulns=[]), package("b", vulns=[])], PASSED, "passed, 2 packages"),
        ([package("a", vulns=[]), package("b", skip_reason="?")], NOT_RUN, "NOT RUN for 1 of 2"),
        ([package("a", skip_reason="?"), package("b", vulns=KNOWN)], FOUND, "b 1.0: PYSEC-2026-1"),
        ([], NOT_RUN, "NOT RUN"),
    ],
)
def test_only_an_audit_of_all_packages_passes(
    packages: list[dict[str, object]], code: int, words: str
) -> None:
    found, told = verdict("run.txt", json.dumps({"dependencies": packages, "fixes": []}))
    assert found == code and words in told


@pytest.mark.parametrize("answer", ["", "no JSON", "[]"])
def test_an_audit_without_an_answer_was_not_run(answer: str) -> None:
    assert verdict("run.txt", answer, "Traceback\nConnectionError: no way out\n") == (
        NOT_RUN,
        "run.txt: NOT RUN (ConnectionError: no way out)",
    )
    assert [worst(codes) for codes in ([PASSED, NOT_RUN], [NOT_RUN, FOUND], [PASSED])] == [
        NOT_RUN,
        FOUND,
        PASSED,
    ]

"""The list of safety checks and the table of threats hold together: every check tries something that is there."""

import ast
from pathlib import Path

import pytest
from bin.safety import Check, Found, read_checks, read_report, read_threats, report_on, verdict

ROOT = Path(__file__).resolve().parents[2]


def functions_of(file: Path) -> set[str]:
    tree = ast.parse(file.read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_thirty_checks_are_tried_or_say_what_they_wait_for() -> None:
    checks = read_checks()
    assert [check.number for check in checks] == list(range(1, 31))
    assert [check.number for check in checks if not (check.tests or check.waits_for)] == []


def test_every_test_of_a_check_is_there() -> None:
    named = {name for check in read_checks() for name in (*check.tests, *check.long)}
    missing = {
        name
        for name in named
        for file, _, test in [name.partition("::")]
        if not (ROOT / file).exists() or test not in functions_of(ROOT / file)
    }
    assert len(named) > 60
    assert missing == set()


def test_every_threat_is_met_by_a_check_and_every_check_meets_one() -> None:
    threats = read_threats()
    numbers = {check.number for check in read_checks()}
    assert list(threats) == [f"T{number}" for number in range(1, 26)]
    assert {number for of_threat in threats.values() for number in of_threat} == numbers


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({"a": Found(passed=2), "b": Found(passed=1)}, "passed"),
        ({"a": Found(passed=2), "b": Found(passed=1, failed=["b[1]"])}, "FAILED"),
        ({"a": Found(passed=2), "b": Found(skipped=1)}, "NOT RUN"),
        ({"a": Found(passed=2)}, "NOT RUN"),
        ({}, "NOT RUN"),
    ],
)
def test_a_check_has_passed_when_each_of_its_tests_ran_and_none_failed(
    found: dict[str, Found], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    check = Check(1, "One", tests=("a", "b"), long=("c",))
    assert verdict(check, found, long=False) == said
    assert report_on([check], found, long=False) == {1: said}
    assert said in capsys.readouterr().out
    assert verdict(check, found, long=True) == ("FAILED" if said == "FAILED" else "NOT RUN")


def test_a_check_without_a_test_has_not_run_unless_it_waits() -> None:
    assert verdict(Check(1, "One"), {}, long=False) == "NOT RUN"
    assert verdict(Check(1, "One", waits_for="the mirror"), {}, long=False) == "waits"


def test_the_report_of_a_run_is_read_by_test(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        "<testsuites><testsuite>"
        '<testcase classname="tests.house.test_a" name="test_one[x]@test_a" time="0.5"/>'
        '<testcase classname="tests.house.test_a" name="test_one[y]" time="0.5"><failure>no</failure></testcase>'
        '<testcase classname="tests.house.test_a" name="test_two" time="0"><skipped/></testcase>'
        "</testsuite></testsuites>"
    )
    assert read_report(report) == {
        "tests/house/test_a.py::test_one": Found(1, ["test_one[y]"], 0, 1.0),
        "tests/house/test_a.py::test_two": Found(0, [], 1, 0.0),
    }

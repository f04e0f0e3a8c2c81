"""The list of safety checks and the table of threats hold together: every check tries something that is there."""

import re
from pathlib import Path

import pytest
from bin import safety
from bin.safety import CaseVerdicts, Check, read_checks, read_reports, read_threats, report_on, verdict

ROOT = Path(__file__).resolve().parents[2]


def functions_of(file: Path) -> set[str]:
    return set(re.findall(r"^ *def (\w+)\(", file.read_text(), re.MULTILINE))


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


def found(**cases: str) -> dict[str, CaseVerdicts]:
    """Return what the cases of tests said: ``a_1="passed"`` is the first case of the test a."""
    made: dict[str, CaseVerdicts] = {}
    for case, said in cases.items():
        made.setdefault(case[0], CaseVerdicts()).add(case, said)
    return made


@pytest.mark.parametrize(
    ("cases", "said"),
    [
        ({"a_1": "passed", "a_2": "passed", "b_1": "passed"}, "passed"),
        ({"a_1": "passed", "a_2": "FAILED", "b_1": "NOT RUN"}, "FAILED"),
        ({"a_1": "passed", "b_1": "NOT RUN"}, "NOT RUN"),
        ({"a_1": "passed", "a_2": "NOT RUN", "b_1": "passed"}, "NOT RUN"),
        ({"a_1": "passed"}, "NOT RUN"),
        ({}, "NOT RUN"),
    ],
)
def test_a_check_has_passed_when_each_case_of_its_tests_ran_and_none_failed(
    cases: dict[str, str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    check = Check(1, "One", tests=("a", "b"), long=("c",))
    assert verdict(check, found(**cases), long=False) == said
    assert report_on([check], found(**cases), long=False) == {1: said}
    printed = capsys.readouterr().out
    assert said in printed
    assert [case for case, word in cases.items() if word != "passed" and case not in printed] == []
    assert verdict(check, found(**cases), long=True) == ("FAILED" if said == "FAILED" else "NOT RUN")


def test_a_check_without_a_test_has_not_run_unless_it_waits() -> None:
    assert verdict(Check(1, "One"), {}, long=False) == "NOT RUN"
    assert verdict(Check(1, "One", waits_for="the mirror"), {}, long=False) == "waits"


def test_what_was_skipped_on_one_database_and_ran_on_the_other_has_run(tmp_path: Path) -> None:
    case = '<testcase classname="tests.house.test_a" name="{name}" time="0.5">{said}</testcase>'
    skipped, failed = "<skipped/>", "<failure>no</failure>"
    runs = [
        {"test_one[x]@test_a": "", "test_one[y]": failed, "test_two": skipped, "test_three": skipped},
        {"test_one[x]": skipped, "test_one[y]": "", "test_two": ""},
    ]
    reports = [tmp_path / f"{number}.xml" for number in range(2)]
    for report, run in zip(reports, runs, strict=True):
        cases = "".join(case.format(name=name, said=said) for name, said in run.items())
        report.write_text(f"<testsuites><testsuite>{cases}</testsuite></testsuites>")
    assert {name.partition("::")[2]: said.cases for name, said in read_reports(reports).items()} == {
        "test_one": {"test_one[x]": "passed", "test_one[y]": "FAILED"},
        "test_two": {"test_two": "passed"},
        "test_three": {"test_three": "NOT RUN"},
    }


@pytest.mark.parametrize(("said", "code"), [("passed", 0), ("NOT RUN", 3), ("FAILED", 1)])
def test_the_exit_code_tells(said: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits = [Check(number, "Other", waits_for="a room") for number in range(2, 31)]
    monkeypatch.setattr(safety, "read_checks", lambda: [Check(1, "One", tests=("a",)), *waits])
    monkeypatch.setattr(safety, "read_reports", lambda _reports: found(a_1=said))
    monkeypatch.setattr("sys.argv", ["safety", "--reports", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        safety.main()
    assert ended.value.code == code

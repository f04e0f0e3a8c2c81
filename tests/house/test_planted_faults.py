"""The faults that ``make mutants`` plants: each of its kind, in the place it names, and still Python."""

import shutil
from pathlib import Path

import pytest
from bin import mutants
from bin.faults import Fault, faults_in
from bin.mutants import AREAS, HERE, LEFT_OUT, files_of

TEXT = '''\
LATEST = timedelta(minutes=15)
MAY = is_signed_in & ~is_guest


def forget(at: datetime, limit: int = 3) -> int:
    """Текст."""
    kept = Row.objects.filter(used_at__lt=at, is_open=True).exclude(pk=1)
    locked = Row.objects.select_for_update().get(pk=1)
    locked.until_on = at
    locked.save()
    if at < limit and locked:
        raise TooEarly
    return max(limit + 1, 2)
'''
PLANTED = {
    "minutes → hours": "LATEST = timedelta(hours=15)",
    "condition of “&” dropped": "MAY = is_signed_in",
    "negation dropped": "MAY = is_signed_in & is_guest",
    "__lt → __lte": "    kept = Row.objects.filter(used_at__lte=at, is_open=True).exclude(pk=1)",
    "condition used_at__lt dropped": "    kept = Row.objects.filter(is_open=True).exclude(pk=1)",
    "filter() removed": "    kept = Row.objects.all().exclude(pk=1)",
    "exclude() removed": "    kept = Row.objects.filter(used_at__lt=at, is_open=True)",
    "True → False": "    kept = Row.objects.filter(used_at__lt=at, is_open=False).exclude(pk=1)",
    "lock removed": "    locked = Row.objects.all().get(pk=1)",
    "assignment removed": "    pass",
    "statement removed": "    pass",
    "comparison < → <=": "    if at <= limit and locked:",
    "condition of “and” dropped": "    if (locked):",
    "refusal removed": "        pass",
    "max → min": "    return min(limit + 1, 2)",
    "arithmetic + → -": "    return max(limit - 1, 2)",
    "1 → 2": "    return max(limit + 2, 2)",
}


@pytest.fixture
def planted(tmp_path: Path) -> list[Fault]:
    file = tmp_path / "planted.py"
    file.write_text(TEXT, encoding="utf-8")
    return faults_in(file, tmp_path, area="rules")


@pytest.mark.parametrize("kind", PLANTED)
def test_a_fault_changes_the_one_line_that_it_names(planted: list[Fault], kind: str) -> None:
    changed = {
        fault.plant(TEXT).splitlines()[fault.line - 1]
        for fault in planted
        if fault.kind == kind
        and [
            new
            for new, old in zip(fault.plant(TEXT).splitlines(), TEXT.splitlines(), strict=True)
            if new != old
        ]
        == [fault.plant(TEXT).splitlines()[fault.line - 1]]
    }
    assert PLANTED[kind] in changed


NOTHING_TO_NOTICE = {
    "what every subclass says instead": "def f():\n    raise NotImplementedError\n",
    "that two lists are of one length": "def f(a, b):\n    return zip(a, b, strict=True)\n",
}


@pytest.mark.parametrize("text", NOTHING_TO_NOTICE.values(), ids=NOTHING_TO_NOTICE.keys())
def test_what_cannot_be_noticed_is_not_planted(tmp_path: Path, text: str) -> None:
    (tmp_path / "planted.py").write_text(text)
    assert faults_in(tmp_path / "planted.py", tmp_path, area="services") == []


def test_a_path_is_no_quotient(tmp_path: Path) -> None:
    file = tmp_path / "planted.py"
    file.write_text('from pathlib import Path\nHERE = Path("a") / name / "b"\nHALF = size / 2\n')
    assert [fault.kind for fault in faults_in(file, tmp_path, area="rules")] == ["arithmetic / → *", "2 → 3"]


@pytest.mark.parametrize("kind", ["services", "logic", "queries", "models"])
def test_no_folder_of_a_kind_is_forgotten(kind: str) -> None:
    listed = {file for area in AREAS for file in files_of(area)}
    there = {*(HERE / "src" / "tamyr").glob(f"*/{kind}/**/*.py")}
    assert there
    assert [str(file) for file in there - listed if file.name not in LEFT_OUT] == []


def test_a_fault_knows_the_function_whose_tests_are_asked(planted: list[Fault]) -> None:
    assert {tuple(fault.function_lines) for fault in planted if fault.line < 5} == {()}
    assert {tuple(fault.function_lines) for fault in planted if fault.line > 5} == {(5,)}


SMALL = {
    "src/tamyr/__init__.py": "",
    "src/climate_pathways/__init__.py": "",
    "src/climate_pathways/rules.py": (
        "def may(age: int | None) -> bool:\n    record(age)\n    return age is not None and age >= 18\n\n\n"
        "def record(age: int | None) -> None:\n    print(age)\n"
    ),
    "tests/science/test_rules.py": "from climate_pathways.rules import may\n\ndef test_children():\n    assert not may(3)\n",
    "tests/architecture/test_services.py": (
        "from pathlib import Path\n\n"
        "def test_lines():\n    assert 'record(age)' in Path('src/climate_pathways/rules.py').read_text()\n"
    ),
    "tests/house/test_rules.py": (
        "from climate_pathways.rules import may\n\ndef test_adults_may():\n    assert may(18)\n"
    ),
    "tests/house/test_broken.py": (
        "from climate_pathways.rules import may\n\ndef test_that_fails_by_itself():\n    assert not may(18)\n"
    ),
}


@pytest.mark.whole
@pytest.mark.timeout(600)
def test_a_fault_is_asked_of_the_tests_that_called_its_function(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in SMALL.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    shutil.copytree(HERE / "bin", tmp_path / "bin")
    (tmp_path / "pytest.ini").write_text(
        "[pytest]\naddopts = -p no:django -p no:schemathesis --import-mode=importlib\n", encoding="utf-8"
    )
    tests = {"src/climate_pathways": ["tests/science"], "src/tamyr": ["tests/house"]}
    monkeypatch.setattr(mutants, "TESTS", tests)
    callers = mutants.callers_in(tmp_path, set(tests))
    asked = ["tests/science/test_rules.py::test_children", "tests/house/test_rules.py::test_adults_may"]
    assert callers == {f"src/climate_pathways/rules.py:{line}": asked for line in (1, 6)}
    assert "test_that_fails_by_itself" in capsys.readouterr().out
    faults = faults_in(tmp_path / "src/climate_pathways/rules.py", tmp_path, area="methods")
    told = [faults[number] for number in (0, 1, -1)]
    assert [(fault.line, fault.kind) for fault in told] == [
        (2, "statement removed"),
        (3, "condition of “and” dropped"),
        (7, "statement removed"),
    ]
    planted = [mutants.planted(tmp_path, fault, callers) for fault in told]
    assert [fault.survived for fault in planted] == [False, False, True]
    assert [fault.untyped for fault in planted] == [False, True, False], "None is no number"
    assert mutants.report([]).splitlines()[-1].startswith("  0 of the caught are refused by the checker")

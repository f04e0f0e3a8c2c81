"""Whoever asks a benchmark what it does is told, and nothing begins: each one reads its arguments, and refuses numbers from
which nothing could be measured."""

import ast
import importlib
import subprocess
import sys

import pytest
from benchmarks import two_of_each

from tests.architecture import plan
from tests.architecture.plan import nodes_of


def test_every_benchmark_runs_and_reads_its_arguments() -> None:
    files = [file for file in plan.ROOT.glob("benchmarks/*.py") if file.name != "__init__.py"]
    runs = {file.name: file.read_text(encoding="utf-8") for file in files}
    assert runs and [name for name, text in runs.items() if '__name__ == "__main__"' not in text] == []
    assert [name for name, text in runs.items() if not _reads_arguments(ast.parse(text))] == []


def _reads_arguments(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr == "parse_args" for node in nodes_of(tree))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("cast --voters 1 --writers 1", "2 at least"),
        ("cast --voters 6", "--voters 8 at least"),
        ("cast --seconds 0", "0.1 at least"),
        ("cast --seconds nan", "0.1 at least"),
        ("cast_kills --voters 4", "5 at least"),
        ("kills --kills 0", "1 at least"),
        ("tasks --pieces -1", "1 at least"),
        ("demands --demands 1 --rounds 1", "--demands 240 at least"),
        ("electorate", "one of the arguments --fill --count is required"),
    ],
)
def test_too_little_to_measure_is_refused_in_words_before_anything_begins(
    asked: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name, *words = asked.split()
    monkeypatch.setattr(sys, "argv", [name, *words])
    with pytest.raises(SystemExit, match="2"):
        importlib.import_module(f"benchmarks.{name}").main()
    assert said in capsys.readouterr().err


def test_no_benchmark_takes_any_number_whatever() -> None:
    files = plan.ROOT.glob("benchmarks/*.py")
    taken = {
        file.name
        for file in files
        for word in (" type=int", " type=float")
        if word in file.read_text("utf-8")
    }
    assert taken == set()


@pytest.mark.parametrize("name", ["kills", "two_of_each"])
def test_without_the_proxy_it_is_not_run(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = importlib.import_module(f"benchmarks.{name}")
    for module in (two_of_each, asked):
        monkeypatch.setattr(module, "NGINX", "/absent/nginx")
    monkeypatch.setenv("DATABASE_URL", "postgres://example")
    monkeypatch.setattr(sys, "argv", [name])
    with pytest.raises(SystemExit, match="3"):
        asked.main()
    assert "NOT RUN: this machine has no /absent/nginx" in capsys.readouterr().out


@pytest.mark.parametrize("part", sorted(file.stem for file in plan.ROOT.glob("benchmarks/parts/[a-z]*.py")))
def test_a_part_that_is_run_says_that_it_is_none(part: str) -> None:
    asked = [sys.executable, "-m", f"benchmarks.parts.{part}"]
    told = subprocess.run(asked, cwd=plan.ROOT, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout, told.stderr.count("\n")) == (2, "", 1)
    assert "none that runs by itself" in told.stderr

"""The command ``pathways`` in the language of its terminal, also where it refuses what was typed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from climate_pathways.cli import main
from climate_pathways.commands.parser import problem_in

Output = pytest.CaptureFixture[str]
SHIPPED = Path(__file__).parents[2] / "src" / "climate_pathways" / "data" / "snapshot"


def test_speaks_the_language_of_the_terminal(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "ru_RU.UTF-8")
    assert main(["show", "KAZ"]) == 0
    assert "КАЗАХСТАН" in capsys.readouterr().out


def test_refuses_a_wrong_command_line_with_status_two(capsys: Output) -> None:
    with pytest.raises(SystemExit) as end:
        main(["show", "KAZ", "--json", "--csv"])
    assert end.value.code == 2
    assert "--csv" in capsys.readouterr().err


# Each wrong command line, and what its error must name.
WRONG = {
    "": "КОМАНДА",
    "nothing": "nothing",
    "show": "ISO3",
    "show KAZ GEO": "GEO",
    "show KAZ --loud": "--loud",
    "show KAZ --json --csv": "--csv",
    "show KAZ --json=1": "--json",
    "pledge": "ISO3",
    "pledge FRA": "FRA",
    "pledge KAZ --json --csv": "--csv",
    "assess KAZ --as-of": "--as-of",
    "assess KAZ --as-of soon": "soon",
    "assess KAZ --s threshold=1": "--s",
    "assess": "KAZ",
    "assess --all": "--to",
    "assess FRA": "FRA",
    "assess KAZ --set": "--set",
    "assess KAZ --set pace=1": "pace",
    "brief KAZ": "--out",
    "brief --out a.pdf": "ISO3",
    "diff a.json": "НОВАЯ",
    "diff a.json b.json": "a.json",
    "diff a.json b.json --threshold much": "much",
    "fair KAZ --target": "--target",
    "fair KAZ --neutral-by never": "never",
    "fair KAZ --path a.csv": "a.csv",
    "data": "ДЕЙСТВИЕ",
    "data update": "--from",
    "data update --from a --threshold much": "much",
    "methods KAZ": "KAZ",
    "snapshot": "ДЕЙСТВИЕ",
    "snapshot make": "make",
    "snapshot build": "--from",
    "snapshot build --from a --to": "--to",
    "snapshot verify --in a": "manifest.json",
    "map build --from a.json": "a.json",
}
# No command, one that is refused by its options, and a group of commands: where the language stands before these, it does before all.
TELLING = ("", "show KAZ --loud", "snapshot make")
# Names of options, codes, and words with a point, an underscore or a figure in them are no English.
ANY_NAME = re.compile(r"(?<!\w)--?[a-z-]+|[A-Z]{3,6}|[\w-]*[_.\d=][\w.=-]*|\b[a-z]\b")
# Commands, choices that are one word, and a package.
NAMES = {
    *[
        "pathways",
        "show",
        "pledge",
        "assess",
        "brief",
        "diff",
        "fair",
        "data",
        "update",
        "methods",
        "snapshot",
        "build",
        "verify",
        "map",
        "make",
        "nothing",
    ],
    *[
        "en",
        "ru",
        "loud",
        "much",
        "soon",
        "never",
        "pace",
        "draws",
        "principles",
        "seed",
        "years",
        "exponent",
        "gdp",
        "gini",
        "gwp",
        "path",
        "population",
        "source",
        "threshold",
    ],
    *["world", "atlas"],
    "Tamyr",
}


@pytest.mark.parametrize(
    ("place", "line"),
    [
        pytest.param(place, line, marks=() if place == "after" or line in TELLING else pytest.mark.whole)
        for place in ("before", "joined", "after")
        for line in WRONG
    ],
)
def test_a_wrong_command_line_is_refused_in_russian_alone(
    line: str, place: str, capsys: Output, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.chdir(tmp_path)
    given = {"before": f"--lang ru {line}", "joined": f"--lang=ru {line}", "after": f"{line} --lang ru"}
    assert refused(given[place].split()) in (1, 2)
    said = capsys.readouterr()
    assert said.out == "" and WRONG[line] in said.err
    assert re.search("[А-я]", said.err.splitlines()[-1])
    assert set(re.findall(r"[A-Za-z]+", ANY_NAME.sub(" ", said.err))) <= NAMES


def refused(line: list[str]) -> int:
    try:
        return main(line)
    except SystemExit as end:
        return int(end.code or 0)


@pytest.mark.parametrize(
    "wrong", ["--lang de show KAZ", "show KAZ --lang de", "show KAZ --lang", "--lang=ру show KAZ"]
)
def test_an_unknown_language_is_refused_in_that_of_the_terminal(
    wrong: str, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    assert refused(wrong.split()) == 2
    assert "ошибка: " in capsys.readouterr().err
    monkeypatch.setenv("LC_ALL", "C")
    assert refused(wrong.split()) == 2
    assert "error: argument --lang: " in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", ["show KAZ", pytest.param("snapshot verify", marks=pytest.mark.whole), "methods"]
)
def test_the_language_may_stand_before_the_command_or_after(
    command: str, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    after = [*command.split(), "--lang", "ru"]
    before = ["--lang", "ru", *command.split()]
    group, *act = command.split()
    between = [group, "--lang=ru", *act]
    printed = set()
    for line in (after, before, between, ["--lang", "en", *after], ["--la", "ru", *command.split()]):
        assert main(line) == 0
        printed.add(capsys.readouterr().out)
    assert len(printed) == 1 and re.search("[А-я]", printed.pop())


def test_a_later_python_adds_no_english_to_russian() -> None:
    assert problem_in("en", "argument --lang: worn out") == "argument --lang: worn out"
    assert problem_in("ru", "argument --lang: worn out") == "эта команда непонятна"


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["show"],
        ["assess"],
        ["fair"],
        ["brief"],
        ["snapshot"],
        ["snapshot", "build"],
        ["snapshot", "verify"],
        ["map", "build"],
        ["data", "update"],
    ],
)
def test_the_help_is_in_the_language_of_the_terminal(
    command: list[str], capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    with pytest.raises(SystemExit) as end:
        main([*command, "--help"])
    printed = capsys.readouterr().out
    assert end.value.code == 0
    assert printed.startswith("использование: pathways") and "показать эту подсказку и выйти" in printed
    assert not re.search(r"\b(?:usage|options|arguments|show this|default|figures|language)\b", printed)
    assert not re.search(r"\b(?:KEY|VALUE|YEAR|FILE|DIR|COMMAND|ACT)\b", printed)


def test_the_help_is_in_the_language_asked_for(capsys: Output) -> None:
    with pytest.raises(SystemExit):
        main(["show", "--lang", "ru", "--help"])
    assert "вывести показатели страны" in capsys.readouterr().out


def without_our_letters(*arguments: str) -> bytes:
    run = subprocess.run(
        [sys.executable, "-m", "climate_pathways.cli", *arguments],
        env={**os.environ, "PYTHONPATH": str(SHIPPED.parents[2]), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        timeout=30,
    )
    assert run.returncode == 0 and run.stderr == b""
    return run.stdout


def test_a_terminal_without_our_letters_still_gets_the_figures() -> None:
    assert b"Kazakhstan emitted 349?Mt" in without_our_letters("show", "KAZ", "--lang", "en")


@pytest.mark.whole
def test_data_for_a_file_is_whole_also_there(capsys: Output) -> None:
    assert main(["methods", "--json"]) == 0
    written = without_our_letters("methods", "--json").decode("utf-8")
    assert "CO₂" in written and written == capsys.readouterr().out

"""The lock files fit pyproject.toml, name no address, and every package in them has hashes."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = runpy.run_path(str(ROOT / "bin" / "locks.py"))


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of pyproject.toml and the locks that may be spoilt."""
    (tmp_path / "requirements").mkdir()
    for name in ("pyproject.toml", "requirements/run.txt", "requirements/dev.txt"):
        (tmp_path / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    values = LOCKS["faults"].__globals__
    monkeypatch.setitem(values, "ROOT", tmp_path)
    monkeypatch.setitem(values, "FOLDER", tmp_path / "requirements")
    return tmp_path


def faults() -> list[str]:
    found: list[str] = LOCKS["faults"]()
    return found


def test_the_locks_are_fresh_and_name_no_address(house: Path) -> None:
    assert faults() == []


def test_a_changed_dependency_makes_the_locks_stale(house: Path) -> None:
    project = house / "pyproject.toml"
    project.write_text(
        project.read_text(encoding="utf-8").replace("django~=5.2.0", "django~=5.2.1"), encoding="utf-8"
    )
    assert len(faults()) == 2
    assert "make lock" in faults()[0]


@pytest.mark.parametrize(
    "line",
    ["--index-url http://packages.example.org/simple", "--find-links /wheels/here", "a @ file:///a.whl"],
)
def test_an_address_in_a_lock_is_found(house: Path, line: str) -> None:
    with (house / "requirements" / "run.txt").open("a", encoding="utf-8") as lock:
        lock.write(f"{line}\n")
    assert any(line in fault for fault in faults())


def test_a_package_in_both_locks_is_found(house: Path) -> None:
    locks = house / "requirements"
    one = re.search(
        r"^asgiref==.*\n( +--hash.*\n)+", (locks / "run.txt").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert one
    with (locks / "dev.txt").open("a", encoding="utf-8") as lock:
        lock.write(one[0])
    assert faults() == ["requirements/dev.txt names asgiref, which run.txt holds"]


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_every_package_has_a_hash(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8").replace("\\\n", "")
    packages = [line for line in text.splitlines() if re.match(r"[a-z]", line)]
    assert packages
    assert [line for line in packages if "--hash=sha256:" not in line] == []


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_a_reader_of_a_format_that_the_site_refuses_is_left_out(name: str) -> None:
    assert "pillow-heif" not in (ROOT / "requirements" / name).read_text(encoding="utf-8")

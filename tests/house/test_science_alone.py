"""The science is a distribution of its own: what it holds, what it asks for, that it needs no more."""

import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

from climate_pathways import __version__
from climate_pathways.core.optional import EXTRAS

ROOT = Path(__file__).resolve().parents[2]
ALONE = ROOT / "packages" / "climate-pathways"
PACKAGE = ROOT / "src" / "climate_pathways"
IMPORT = re.compile(
    r"^ *(?:from (?=[\w.]+ import )|import (?=[\w.]+(?: as \w+)?(?: *#.*)?$))(\w+)", re.MULTILINE
)
# Packages whose distributions have other names.
DISTRIBUTIONS = {"pyam": "pyam-iamc", "vl_convert": "vl-convert-python", "yaml": "pyyaml"}
# Only the packages that are named first may be imported, and those that these ask for themselves.
WITH_NOTHING_ELSE = """
import sys
allowed, place = set(sys.argv.pop(1).split(",")), sys.argv.pop(1)
class Refusal:
    def find_spec(self, name, path=None, target=None):
        first = name.partition(".")[0]
        if first not in allowed | sys.stdlib_module_names and not first.startswith("_"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Refusal())
sys.path.insert(0, place)
import climate_pathways
assert climate_pathways.__file__.startswith(place)
from climate_pathways.cli import main
sys.exit(main())
"""


def project(folder: Path) -> dict[str, Any]:
    whole = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    found: dict[str, Any] = whole["project"]
    return found


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^a-z0-9-]", requirement)[0] for requirement in requirements}


def every_extra(of: dict[str, Any]) -> list[str]:
    asked = [one for extra in of["optional-dependencies"].values() for one in extra]
    return [one for one in asked if not one.startswith("climate-pathways[")]


def imported() -> Iterator[str]:
    """Yield the packages of others that the science imports, as Python names them."""
    for file in PACKAGE.rglob("*.py"):
        yield from IMPORT.findall(file.read_text(encoding="utf-8"))


def test_both_distributions_are_one_release_under_one_licence() -> None:
    house, alone = project(ROOT), project(ALONE)
    assert house["version"] == alone["version"] == __version__
    assert house["requires-python"] == alone["requires-python"]
    assert house["license"] == alone["license"]
    assert (ALONE / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_what_it_asks_for_is_asked_for_by_the_house_in_the_same_words() -> None:
    house, alone = project(ROOT), project(ALONE)
    asked = [*alone["dependencies"], *every_extra(alone)]
    assert set(asked) - {*house["dependencies"], *every_extra(house)} == set()


def test_whatever_the_science_imports_is_declared() -> None:
    alone, own = project(ALONE), {"climate_pathways", "__future__"}
    others = set(imported()) - sys.stdlib_module_names - own
    assert {"numpy", "babel"} <= others
    assert {DISTRIBUTIONS.get(name, name) for name in others - set(EXTRAS)} == names(alone["dependencies"])


@pytest.mark.parametrize("package", EXTRAS)
def test_an_optional_package_comes_with_the_extra_that_its_error_names(package: str) -> None:
    extra = project(ALONE)["optional-dependencies"][EXTRAS[package]]
    assert DISTRIBUTIONS.get(package, package) in names(extra)


# Whoever asks for the wheel stays with one worker, which packs it once.
packed = pytest.mark.xdist_group("wheel")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
    ]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ALONE)], check=True, cwd=folder)
    (made,) = folder.glob("*.whl")
    return made


@pytest.mark.whole
@packed
def test_the_wheel_holds_the_science_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
        licence = archive.read(f"climate_pathways-{__version__}.dist-info/licenses/LICENSE")
    ours = {file.relative_to(PACKAGE.parent).as_posix() for file in PACKAGE.rglob("*") if file.is_file()}
    assert held == {name for name in ours if not name.endswith((".pyc", ".mo"))}
    assert licence == (ROOT / "LICENSE").read_bytes()


@pytest.mark.whole
@packed
def test_the_wheel_asks_for_no_web(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        said = message_from_bytes(archive.read(f"climate_pathways-{__version__}.dist-info/METADATA"))
    asked = said.get_all("Requires-Dist") or []
    always = names([one for one in asked if "extra ==" not in one])
    assert always == names(project(ALONE)["dependencies"])
    assert not {name for name in names(asked) if name.startswith(("django", "wagtail"))}
    assert set(said.get_all("Provides-Extra") or []) == set(project(ALONE)["optional-dependencies"])


@pytest.mark.whole
@packed
@pytest.mark.parametrize(
    ("act", "code", "says"),
    [
        (["show", "KAZ"], 0, "KAZAKHSTAN"),
        (["brief", "KAZ", "--set", "draws=100", "--out", "brief.pdf"], 1, "climate-pathways[charts]"),
    ],
)
def test_it_works_with_what_it_asks_for_and_names_what_an_extra_would_bring(
    act: list[str], code: int, says: str, wheel: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "alone")
    allowed = {*names(project(ALONE)["dependencies"]), "climate_pathways", "et_xmlfile"}
    command = [sys.executable, "-I", "-c", WITH_NOTHING_ELSE, ",".join(allowed), str(tmp_path / "alone")]
    environ = {"PATHWAYS_CACHE": "off", "LANG": "C.UTF-8", "HOME": str(tmp_path)}
    finished = subprocess.run([*command, *act], cwd=tmp_path, env=environ, capture_output=True, text=True)
    assert finished.returncode == code, finished.stderr
    assert says in finished.stdout + finished.stderr

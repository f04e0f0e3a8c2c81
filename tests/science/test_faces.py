"""Each folder of the science names its face: complete, without clashes, and free to import."""

import subprocess
import sys
from importlib import import_module
from inspect import isclass, isfunction
from pathlib import Path

import pytest

import climate_pathways
from climate_pathways.core.face import names_of

ROOT = Path(climate_pathways.__file__).parent
FACES = [
    ".".join([ROOT.name, *file.parent.relative_to(ROOT).parts])
    for file in sorted(ROOT.rglob("__init__.py"))
    if "lazy(__name__)" in file.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("face", FACES)
def test_a_face_gives_every_name_that_it_lists(face: str) -> None:
    module = import_module(face)
    assert sorted(names_of(face)) == sorted({*module.__all__} - {"__version__"})
    assert all(getattr(module, name) is not None for name in module.__all__)
    assert {*module.__all__} <= {*dir(module)}


@pytest.mark.parametrize("face", FACES)
def test_no_name_of_a_face_is_hidden_by_a_file_of_its_folder(face: str) -> None:
    # Importing a file of a folder sets an attribute of the same name on the folder.
    folder = ROOT.parent.joinpath(*face.split("."))
    files = {path.stem for path in folder.iterdir()}
    assert {name for name, (module, _) in names_of(face).items() if name in files and module != face} == set()


def test_a_misspelt_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'asess'"):
        _ = climate_pathways.asess  # type: ignore[attr-defined]


def test_faces_cost_nothing_to_import() -> None:
    said = subprocess.run(
        [sys.executable, "-c", f"import {', '.join(FACES)}, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = said.stdout.split()
    assert not {"numpy", "babel", "openpyxl", "vl_convert", "typst"} & set(loaded)
    assert {name for name in loaded if name.startswith("climate_pathways.")} <= {
        *FACES,
        "climate_pathways.core",
        "climate_pathways.core.face",
        "climate_pathways.core.version",
    }


def test_a_notebook_finds_the_science_at_its_root() -> None:
    from climate_pathways import fair_shares, gaps, standing_of

    assert callable(fair_shares.fair_shares) and callable(gaps) and callable(standing_of)


@pytest.mark.parametrize("face", FACES)
def test_whatever_a_face_lets_others_call_says_what_it_gives(face: str) -> None:
    module = import_module(face)
    given = {name: getattr(module, name) for name in names_of(face)}
    called = {name: thing for name, thing in given.items() if isfunction(thing) or isclass(thing)}
    own = {name: thing for name, thing in called.items() if thing.__module__.startswith(ROOT.name)}
    assert [name for name, thing in own.items() if not thing.__dict__.get("__doc__", thing.__doc__)] == []

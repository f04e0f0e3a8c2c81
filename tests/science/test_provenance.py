"""Every assessment, edition and brief is named after the code that made it."""

import shutil
from pathlib import Path

import pytest

import climate_pathways
from climate_pathways.core.provenance import SOURCE_FILES, code_version, hash_of

PACKAGE = Path(climate_pathways.__file__).parent


def source_files(package: Path) -> list[Path]:
    data = {file for file in (package / "data").rglob("*") if file.is_file()}
    return sorted(data | {file for file in package.rglob("*") if file.suffix in {".py", ".typ", ".toml"}})


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package's programs, templates and tables without its figures."""
    target = tmp_path_factory.mktemp("package") / "climate_pathways"
    figures = str(PACKAGE / "data")

    def left_out(folder: str, names: list[str]) -> set[str]:
        return {name for name in names if name == "__pycache__" or (folder == figures and name == "snapshot")}

    shutil.copytree(PACKAGE, target, ignore=left_out)
    return target


def test_the_version_is_the_release_and_the_hash_of_what_is_installed(copied: Path) -> None:
    assert code_version() == f"{climate_pathways.__version__}+{hash_of(PACKAGE)[:8]}"
    assert hash_of(copied) == hash_of(PACKAGE)


@pytest.mark.whole
def test_a_changed_byte_in_any_source_file_changes_it(copied: Path) -> None:
    before = hash_of(copied)
    files = source_files(copied)
    assert {file.suffix for file in files} >= {*SOURCE_FILES, ".json", ".xml", ".ttf"}
    folders = {file.relative_to(copied).parts[0] for file in files}
    assert {
        "assessment",
        "charts",
        "commands",
        "core",
        "data",
        "exports",
        "fair_shares",
        "figures",
    } <= folders
    for file in files:
        content = file.read_bytes()
        file.write_bytes(content + b" ")
        assert hash_of(copied) != before, file
        file.write_bytes(content)
    assert hash_of(copied) == before


@pytest.mark.parametrize("name", ["rating-1.json", "rating-2.json", "region-map.json", "fonts/only.xml"])
def test_a_changed_byte_in_a_rule_or_the_map_changes_it(copied: Path, name: str) -> None:
    file = copied / "data" / name
    before, content = hash_of(copied), file.read_bytes()
    file.write_bytes(content + b" ")
    assert hash_of(copied) != before
    file.write_bytes(content)


def test_a_file_more_in_a_new_folder_changes_it(copied: Path) -> None:
    before = hash_of(copied)
    new = copied / "a_new_folder" / "module.py"
    new.parent.mkdir()
    new.write_text("")
    assert hash_of(copied) != before
    new.rename(new.with_name("another_name.py"))
    assert hash_of(copied) != before
    shutil.rmtree(new.parent)

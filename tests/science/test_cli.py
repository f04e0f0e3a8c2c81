"""The command ``pathways``, run as a person runs it."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.countries import every_country

from climate_pathways.cli import main
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.figures.snapshot.snapshot import MANIFEST_FILE, REGION_FILE

Output = pytest.CaptureFixture[str]
SHIPPED = Path(__file__).parents[2] / "src" / "climate_pathways" / "data" / "snapshot"


def copy_of_the_snapshot(folder: Path) -> Path:
    for file in SHIPPED.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


@pytest.mark.parametrize(
    ("language", "heading", "word"), [("en", "KAZAKHSTAN", "emitted"), ("ru", "КАЗАХСТАН", "Казахстан")]
)
def test_shows_a_country_in_the_chosen_language(
    language: str, heading: str, word: str, capsys: Output
) -> None:
    assert main(["show", "KAZ", "--lang", language]) == 0
    printed = capsys.readouterr()
    assert heading in printed.out and word in printed.out and "2022" in printed.out
    assert printed.err == ""


@pytest.mark.parametrize("country", [*COUNTRIES, "REGION"])
def test_shows_every_country_and_the_region(country: str, capsys: Output) -> None:
    assert main(["show", country, "--lang", "ru"]) == 0
    assert capsys.readouterr().out.strip()


def test_cites_every_source_that_it_names(capsys: Output) -> None:
    """The sectors are by a provider whom no key figure is by; its licence asks for the citation."""
    assert main(["show", "KAZ", "--lang", "en"]) == 0
    printed = capsys.readouterr().out
    assert "as EDGAR 2025 estimates them" in printed
    cited = [line.strip().partition(": ")[0] for line in printed.partition("Sources:\n")[2].splitlines()]
    assert {"EDGAR 2025", "LULUCF Data Hub", "National inventory (CRT)"} <= set(cited)
    assert len(cited) == len(set(cited))


def test_takes_a_code_in_lower_case(capsys: Output) -> None:
    assert main(["show", "kaz", "--lang", "en"]) == 0
    lower = capsys.readouterr().out
    assert main(["show", "KAZ", "--lang", "en"]) == 0
    assert capsys.readouterr().out == lower


def test_prints_json_with_unit_source_and_method_of_each_result(capsys: Output) -> None:
    assert main(["show", "KAZ", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["iso3"] == "KAZ"
    assert printed["results"]
    for result in printed["results"].values():
        assert result["unit"] and result["sources"] and result["method"]


def test_prints_csv_with_unit_and_source_of_each_figure(capsys: Output) -> None:
    assert main(["show", "KAZ", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out), strict=True))
    assert len(rows) > 100
    for row in rows:
        float(row["value"])
        assert row["place"] == "KAZ" and int(row["year"]) > 1500 and row["unit"] and row["source"]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            ("the main target", "annex 1, item 1(b), line 2121: “385.7”", "320 Mt CO₂e", "Open questions"),
        ),
        (
            "ru",
            (
                "главная цель",
                "приложение 1, пункт 1(b), строка 2121: «385.7»",
                "320 млн т",
                "Открытые вопросы",
            ),
        ),
    ],
)
def test_reads_a_target_step_by_step_with_places(
    language: str, told: tuple[str, ...], capsys: Output
) -> None:
    assert main(["pledge", "KAZ", "--lang", language]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert [text for text in told if text not in printed] == []


@pytest.mark.parametrize("language", ["ru", pytest.param("en", marks=pytest.mark.whole)])
@every_country("KAZ", "KGZ", "UZB", name="country")
def test_reads_the_targets_of_every_country(country: str, language: str, capsys: Output) -> None:
    assert main(["pledge", country.lower(), "--lang", language]) == 0
    printed = capsys.readouterr().out
    assert "GWP100" not in printed and "None" not in printed and "unspecified" not in printed


def test_targets_as_json_hold_the_steps_and_the_places(capsys: Output) -> None:
    assert main(["pledge", "KAZ", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    first = printed["targets"][0]
    assert first["id"] == printed["headline"] and first["in_force"]
    assert first["reading"]["own"]["net"]["central"] == 320 and first["reading"]["own"]["steps"]
    assert all(fact["line"] and fact["printed"] for fact in printed["facts"])


def test_targets_as_csv_hold_what_the_documents_print(capsys: Output) -> None:
    assert main(["pledge", "KAZ", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out), strict=True))
    (base,) = (row for row in rows if row["level"] == "ndc-3-net-1990")
    assert (base["value"], base["unit"], base["year"]) == ("385.7", "Mt CO2e", "1990")
    assert base["passage"] == "annex 1, item 1(b), line 2121 of KAZ-third_ndc-EN.txt"
    assert {"own_net", "own_gross", "latest_net", "against_latest_net"} <= {row["item"] for row in rows}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_lists_the_countries_for_an_unknown_one(language: str, capsys: Output) -> None:
    assert main(["show", "FRA", "--lang", language]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "FRA" in printed.err and all(code in printed.err for code in COUNTRIES)
    assert "Traceback" not in printed.err


def test_says_what_a_figure_is_worth_where_the_provider_gives_none(capsys: Output) -> None:
    assert main(["show", "TKM", "--lang", "en"]) == 0
    _, _, land_use = capsys.readouterr().out.partition("Land use and forests, net")
    assert "probably there is no estimate" in land_use.split("\n")[1]


@pytest.mark.whole
def test_verifies_the_shipped_snapshot(capsys: Output) -> None:
    assert main(["snapshot", "verify", "--lang", "ru"]) == 0
    assert "SHA-256" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["ru", pytest.param("en", marks=pytest.mark.whole)])
@pytest.mark.parametrize("name", [REGION_FILE, MANIFEST_FILE])
def test_names_the_damaged_file_of_a_snapshot(
    name: str, language: str, tmp_path: Path, capsys: Output
) -> None:
    folder = copy_of_the_snapshot(tmp_path)
    (folder / name).write_bytes((folder / name).read_bytes()[:-200])
    assert main(["snapshot", "verify", "--in", str(folder), "--lang", language]) == 1
    printed = capsys.readouterr()
    assert name in printed.err and printed.out == "" and "Traceback" not in printed.err


@pytest.mark.parametrize("language", ["en", "ru"])
def test_refuses_to_build_from_a_folder_without_figures(
    language: str, tmp_path: Path, capsys: Output
) -> None:
    target = tmp_path / "snapshot"
    assert main(["snapshot", "build", "--from", str(tmp_path), "--to", str(target), "--lang", language]) == 1
    printed = capsys.readouterr()
    assert tmp_path.name in printed.err and "owid" in printed.err and "Traceback" not in printed.err
    assert not target.exists()


def test_builds_a_snapshot_that_it_then_verifies(
    provider_folder: Path, tmp_path: Path, capsys: Output
) -> None:
    target = str(tmp_path / "snapshot")
    assert main(["snapshot", "build", "--from", str(provider_folder), "--to", target, "--lang", "en"]) == 0
    printed = capsys.readouterr()
    assert "all checks passed" in printed.out and "ghg-emissions-by-gas.csv" in printed.err
    assert main(["snapshot", "verify", "--in", target, "--lang", "en"]) == 0
    assert "is whole" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["climate_pathways", "climate_pathways.cli"])
def test_importing_brings_neither_the_web_nor_heavy_libraries(name: str) -> None:
    heavy = ("django", "tamyr", "openpyxl", "h5py", "vl_convert", "yaml", "babel")
    code = f"import sys, {name}; print(*[name for name in {heavy!r} if name in sys.modules])"
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(SHIPPED.parents[2])},
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    assert run.stdout.split() == []


def test_computes_a_fair_share(capsys: Output) -> None:
    asked = ["fair", "kaz", "--set", "draws=50", "--target", "2035:270:290:310", "--neutral-by", "2060"]
    assert main([*asked, "--lang", "en"]) == 0
    printed = capsys.readouterr().out
    assert (
        "KAZAKHSTAN" in printed
        and "Ability to pay" in printed
        and "Target for 2035, fair share: 2–3 °C" in printed
    )
    assert "Neutral by 2060" in printed and "years left" in printed
    assert main(["fair", "KAZ", "--set", "draws=50", "--set", "path=ssp119", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["unit"] for row in rows} == {"Mt CO2e"} and len(rows) == 7 * 11
    assert all(float(row["p05"]) <= float(row["median"]) <= float(row["p95"]) for row in rows)


def test_computes_a_fair_share_with_land_use_in_russian_and_as_json(capsys: Output) -> None:
    assert main(["fair", "RUS", "--set", "draws=50", "--with-land-use", "--lang", "ru"]) == 0
    assert "РОССИЯ" in capsys.readouterr().out
    assert main(["fair", "RUS", "--set", "draws=50", "--target", "2035:1500", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (
        data["iso3"] == "RUS"
        and data["rating"]["id"] == "fair-share"
        and data["rating"]["results"]
        and data["made_of"]["inputs"]
    )


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["XXX"], "XXX"),
        (["KAZ", "--set", "threshold=-1"], "threshold"),
        (["KAZ", "--set", "path=cerp-1.5-led"], "2035"),
        (["KAZ", "--target", "2035:much"], "2035:much"),
        (["KAZ", "--target", "2035:3:2:1"], "KAZ"),
        (["KAZ", "--path", "missing.csv"], "missing.csv"),
        (["KAZ", "--source", "missing.csv"], "missing.csv"),
    ],
)
def test_refuses_a_fair_share_that_makes_no_sense(arguments: list[str], named: str, capsys: Output) -> None:
    assert main(["fair", *arguments, "--set", "draws=10", "--lang", "en"]) == 1
    printed = capsys.readouterr()
    assert named in printed.err and not printed.out and "Traceback" not in printed.err

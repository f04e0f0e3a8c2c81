"""What other tools read of the house says what the house says: how to cite it, and its API."""

from pathlib import Path

import yaml
from bin.openapi import FILE, text

from climate_pathways import __version__
from tests.house.test_science_alone import project

ROOT = Path(__file__).resolve().parents[2]


def test_the_api_is_described_in_the_file_as_the_site_describes_it() -> None:
    assert FILE.read_text(encoding="utf-8") == text(), "write it anew: .venv/bin/python bin/openapi.py write"


def test_the_house_is_cited_by_its_release_and_licence() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= set(cited)
    assert str(cited["version"]) == __version__
    assert cited["license"] == project(ROOT)["license"]

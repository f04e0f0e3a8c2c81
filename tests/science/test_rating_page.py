"""The page of the five axes says what the code gives, country by country."""

import re

import pytest
from bin.rating import COLUMNS, PAGE, assessments, page
from tests.science.test_axes_of_the_twelve import EXPECTED

from climate_pathways.assessment.axes.axis import AXES
from climate_pathways.assessment.axes.rule import axes_rule
from climate_pathways.assessment.axes.words import step_word
from climate_pathways.core.countries import COUNTRIES


@pytest.fixture(scope="module")
def written() -> str:
    return PAGE.read_text(encoding="utf-8")


@pytest.mark.whole
@pytest.mark.timeout(180)
def test_the_page_is_what_the_code_gives(written: str) -> None:
    assert written == page(assessments()), "write it anew: .venv/bin/python bin/rating.py write"


def test_the_first_table_holds_the_steps_of_the_twelve(written: str) -> None:
    lines = [line for line in written.split("\n## ")[0].splitlines() if line.startswith("| ")][2:]
    given = {cells[0]: cells[1:] for cells in (line.strip("| ").split(" | ") for line in lines)}
    for iso3, country in COUNTRIES.items():
        steps = ("" if step.startswith("(") else step for step in EXPECTED[iso3])
        words = [step_word(axis, step, "en") for axis, step in zip(AXES, steps, strict=True)]
        assert given[country.name("en")] == words


def test_every_axis_has_a_table_of_the_twelve(written: str) -> None:
    parts = re.split(r"^## (.+)$", written, flags=re.MULTILINE)[1:]
    assert parts[::2] == [axis.name for axis in axes_rule().axes]
    for table in parts[1::2]:
        rows = [line for line in table.splitlines() if line.startswith("| ")]
        assert len(rows) == 2 + len(COUNTRIES) and {row.count(" | ") for row in rows} == {len(COLUMNS) - 1}

"""Charts as SVG and PNG: every script of the region, no network, drawn once."""

import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.fonts import FOREIGN, letters_in, list_other_fonts
from tests.science.assessed import standing_today
from tests.shipped import DRAWN

from climate_pathways.charts import drawing
from climate_pathways.charts.drawing import DrawingStore, draw_png, draw_svg, font_folder, for_page, shorten
from climate_pathways.charts.legends import panel_legend
from climate_pathways.charts.panels.chart import CARD, NARROW, WIDE, country_card, panel_chart
from climate_pathways.charts.panels.words import CHARTS, stacked_roles
from climate_pathways.core.panels import STACKED, Column, Panel
from climate_pathways.figures.standing import Standing

SCRIPTS = {
    "Cyrillic": "Қазақстан, Тоҷикистон, Україна",
    "Georgian": "საქართველო",
    "Armenian": "Հայաստան",
    "Latin": "Azərbaycan, Oʻzbekiston",
    "formula": "CO₂ · CH₄ · N₂O",
}
# Hides every system font, then prints the hash of a drawing and how many dark pixels it has.
WITHOUT_SYSTEM_FONTS = """
set -e
for folder in /usr/share/fonts /usr/local/share/fonts; do
    [ ! -d "$folder" ] || mount -t tmpfs none "$folder"
done
exec "$0" -c "$1" "$2" "$3"
"""
DRAW_WORDS = """
import hashlib, io, json, sys
from PIL import Image
from climate_pathways.charts.drawing import draw_png
if sys.argv[2] == "bare":
    import vl_convert
    from climate_pathways.charts import drawing
    drawing.converter = lambda: vl_convert
for text in json.loads(sys.argv[1]):
    words = {"width": 420, "height": 60, "background": "white", "config": {"view": {"stroke": None}},
             "data": {"values": [{}]}, "mark": {"type": "text", "text": text, "fontSize": 24, "font": "DejaVu Sans"}}
    png = draw_png(words, "ru", scale=1)
    dark = sum(Image.open(io.BytesIO(png)).convert("L").histogram()[:128])
    print(hashlib.sha256(png).hexdigest(), dark)
"""
# Draws a word by two names; "bare": by whatever fonts the converter finds.
DRAW_BY_NAME = """
import hashlib, os, sys
import vl_convert
from climate_pathways.charts import drawing
before = dict(os.environ)
if sys.argv[1] == "bare":
    vl_convert.register_font_directory(str(drawing.font_folder()))
else:
    drawing.converter()
assert os.environ == before
svg = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="30"><text y="20" font-family="{}">Қазақстан</text></svg>'
print(*(hashlib.sha256(vl_convert.svg_to_png(svg.format(name))).hexdigest() for name in sys.argv[2:]))
"""


@pytest.fixture(scope="module")
def kazakhstan() -> Standing:
    return standing_today("KAZ")


def draw_words(font: str, *, hide_fonts: bool) -> list[tuple[str, int]]:
    """Draw each script in another process; return (hash of the picture, dark pixels) of each."""
    arguments = [DRAW_WORDS, json.dumps(list(SCRIPTS.values())), font]
    command = [sys.executable, "-c", *arguments]
    if hide_fonts:
        hidden = ["unshare", "--map-root-user", "--mount", "sh", "-c", WITHOUT_SYSTEM_FONTS]
        command = [*hidden, sys.executable, *arguments]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")
    return [(digest, int(dark)) for digest, dark in (line.split() for line in said if line)]


def may_hide_fonts() -> bool:
    tool = shutil.which("unshare")
    tried = tool and subprocess.run([tool, "--map-root-user", "--mount", "true"], capture_output=True)
    return bool(tried and tried.returncode == 0)


@pytest.mark.skipif(not may_hide_fonts(), reason="this system does not allow a mount namespace")
@pytest.mark.whole
def test_each_script_is_drawn_by_our_own_font_alone() -> None:
    """Where system fonts are out of reach, nothing but the bundled font can leave ink."""
    bare = draw_words("bare", hide_fonts=True)
    bundled = draw_words("bundled", hide_fonts=True)
    assert [dark for _, dark in bare] == [0] * len(SCRIPTS), "system fonts were still in reach"
    assert all(dark > 100 for _, dark in bundled)
    assert draw_words("bundled", hide_fonts=False) == bundled


@pytest.mark.whole
def test_no_font_of_the_machine_is_drawn_with_not_even_one_of_the_same_name(tmp_path: Path) -> None:
    elsewhere = dict([list_other_fonts(tmp_path)])

    def drawn(how: str, machine: dict[str, str]) -> list[str]:
        command = [sys.executable, "-c", DRAW_BY_NAME, how, "DejaVu Sans", FOREIGN]
        said = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | machine)
        assert "this machine" not in said.stderr
        return said.stdout.split()

    (same_name, foreign), shown = drawn("bare", elsewhere), drawn("ours", {})
    assert same_name != shown[0] and foreign != shown[1]
    assert drawn("ours", elsewhere) == shown


@pytest.mark.parametrize("font", sorted(font_folder().glob("*.ttf")), ids=lambda font: font.stem)
def test_our_words_are_of_letters_that_our_font_has(font: Path) -> None:
    """A letter that it lacks would be an empty box on paper, and in a chart be drawn by whatever has it."""
    science = font_folder().parents[1]
    texts = [*science.rglob("*.po"), *science.rglob("*.toml"), *science.parent.rglob("headings.toml")]
    assert {"ru.po", "KAZ.toml", "headings.toml"} <= {text.name for text in texts}
    words = set("".join(text.read_text(encoding="utf-8") for text in texts)) | set("".join(SCRIPTS.values()))
    assert {letter for letter in words if letter > " "} <= letters_in(font.read_bytes())


def test_whoever_drew_by_other_fonts_before_is_told() -> None:
    drew = "import vl_convert; vl_convert.svg_to_png('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')"
    asks = "from climate_pathways.charts import converter; converter()"
    said = subprocess.run(
        [sys.executable, "-c", f"{drew}; {asks}"], capture_output=True, text=True, check=True
    )
    assert "draws with this machine’s fonts" in said.stderr


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_each_chart_is_whole_svg_with_short_numbers_and_no_address(
    kazakhstan: Standing, name: str, size: object
) -> None:
    spec = panel_chart(kazakhstan.panels[name], "KAZ", "ru", size=size)  # type: ignore[arg-type]
    drawn = DRAWN.svg(spec, "ru")
    shapes = [
        part.get(name, "") for part in ElementTree.fromstring(drawn).iter() for name in ("d", "transform")
    ]
    assert any(shapes) and not re.search(r"\d\.\d\d", " ".join(shapes))
    assert not re.search(r'(?:href|src)="', drawn)
    assert len(drawn) < 40_000


def test_a_drawing_for_a_page_scales_and_has_one_accessible_name(kazakhstan: Standing) -> None:
    drawn = DRAWN.svg(panel_chart(kazakhstan.panels["fuels"], "KAZ", "en", size=WIDE), "en")
    placed = for_page(drawn, 'Coal "and" <gas>', "chart")
    root = ElementTree.fromstring(placed)
    assert root.attrib["aria-label"] == 'Coal "and" <gas>'
    assert "width" not in root.attrib and root.attrib["viewBox"]
    assert placed.count("aria-") == 1 and placed.count('role="') == 1


def test_a_drawing_by_itself_has_one_accessible_name_too(kazakhstan: Standing) -> None:
    spec = panel_chart(kazakhstan.panels["gases"], "KAZ", "ru", size=WIDE, framed=True)
    drawn = DRAWN.svg(spec, "ru")
    root = ElementTree.fromstring(drawn)
    assert (root.attrib["role"], root.attrib["aria-label"]) == ("img", spec["description"])
    assert drawn.count("aria-") == 1 and drawn.count(' role="') == 1


def test_the_converter_may_not_fetch_anything() -> None:
    foreign = {"data": {"url": "https://example.org/data.csv"}, "mark": "point"}
    with pytest.raises(ValueError, match="example.org"):
        draw_svg(foreign, "en")


def test_layers_below_zero_are_drawn_as_lines_not_stacked() -> None:
    sink = Panel(
        "gases",
        STACKED,
        "Mt CO2e",
        (2020, 2021),
        (Column("ghg_co2", ("jones",), (-1.0, -2.0)), Column("ghg_ch4", ("jones",), (1.0, 1.0))),
    )
    assert stacked_roles(sink) == []
    assert all(item.is_line for item in panel_legend(sink, "en"))


def test_a_card_is_drawn_for_every_country() -> None:
    for iso3 in ("ARM", "RUS"):
        drawn = DRAWN.svg(country_card(standing_today(iso3), "ru"), "ru")
        width, height = map(float, re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawn)[0])
        assert width >= CARD.width and width / height > 1.5


def test_a_drawing_is_made_once_and_kept(tmp_path: Path, kazakhstan: Standing) -> None:
    spec = panel_chart(kazakhstan.panels["per_person"], "KAZ", "en", size=NARROW)
    store = DrawingStore(tmp_path / "drawings")
    first = store.svg(spec, "en")
    (kept,) = (tmp_path / "drawings").iterdir()
    kept.write_text("<svg/>")
    assert store.svg(spec, "en") == "<svg/>"
    assert store.svg(spec, "ru") != "<svg/>" and first.startswith("<svg")


def test_a_drawing_of_another_converter_or_code_is_not_shown(
    tmp_path: Path, kazakhstan: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = panel_chart(kazakhstan.panels["per_person"], "KAZ", "en", size=NARROW)
    store = DrawingStore(tmp_path)
    for number, name in enumerate(("renderer", "code_version"), start=1):
        store.svg(spec, "en")
        for kept in tmp_path.iterdir():
            kept.write_text("<svg/>")
        monkeypatch.setattr(drawing, name, lambda: "another")
        assert store.svg(spec, "en") != "<svg/>", number


def test_a_coordinate_next_to_nothing_has_no_minus() -> None:
    assert shorten('<path d="M-0.01,-0.06L10.04,2.25"/>') == '<path d="M0,-0.1L10,2.2"/>'


def test_several_at_once_get_the_same_drawing(tmp_path: Path, kazakhstan: Standing) -> None:
    spec = panel_chart(kazakhstan.panels["per_person"], "KAZ", "en", size=NARROW)
    store = DrawingStore(tmp_path)
    with ThreadPoolExecutor(4) as readers:
        drawn = set(readers.map(lambda _: store.svg(spec, "en"), range(8)))
    assert len(drawn) == 1
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(
    tmp_path: Path, kazakhstan: Standing, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "drawings").write_text("a file in the way")
    spec = panel_chart(kazakhstan.panels["per_person"], "KAZ", "en", size=NARROW)
    assert DrawingStore(tmp_path / "drawings").svg(spec, "en").startswith("<svg")
    assert "could not be kept" in caplog.text


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_picture_for_the_press_says_what_it_counts(kazakhstan: Standing, language: str) -> None:
    word = {"en": "without land use", "ru": "без землепользования"}[language]
    for name in ("per_person", "sources"):
        spec = panel_chart(kazakhstan.panels[name], "KAZ", language, size=WIDE, framed=True)
        assert word in " ".join(spec["title"]["subtitle"]).lower()


def test_the_same_specification_gives_the_same_picture(kazakhstan: Standing) -> None:
    spec = panel_chart(kazakhstan.panels["gases"], "KAZ", "ru", size=NARROW, framed=True)
    assert draw_png(spec, "ru") == DRAWN.png(spec, "ru")

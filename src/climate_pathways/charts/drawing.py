"""A chart specification → SVG or PNG, with one bundled font and without the network.

Never call these before a fork: the converter runs threads that a child does not inherit.
"""

import hashlib
import json
import logging
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from climate_pathways.core import written_file
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.optional import optional
from climate_pathways.core.provenance import code_version

if TYPE_CHECKING:
    from types import ModuleType

logger = logging.getLogger(__name__)

FORMAT_LOCALES = {"en": "en-US", "ru": "ru-RU"}

# Words are passed over, and so is the whole value of any other attribute: an aria-label or a
# title may hold numbers, and even what looks like a coordinate (d="…"), that a reader must get whole.
_GEOMETRY = re.compile(
    r""">[^<]*|(?<=\s)(?:d|transform|points|viewBox|x|y|x1|y1|x2|y2|cx|cy|r|rx|ry|dx|dy|width|height"""
    r"""|font-size|stroke-width|stroke-dasharray)="(?P<shape>[^"]*)"|"[^"]*"|'[^']*'"""
)
_LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}(?:e-?\d+)?")
_ROLES = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
# Vega names titles, axes and legends in English, and calls every mark by its kind.
_TAG = re.compile(r"""<[a-z](?:[^>"]|"[^"]*")*>""")
_OUTLINE = re.compile(r' aria-roledescription="geoshape"')
_STARTING = Lock()
_LETTER = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text y="15" font-family="{font}">Ж</text></svg>'
_ROOT = re.compile(r'<svg [^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"[^>]*>')


def converter() -> "ModuleType":
    """Return vl-convert with the bundled font and no font of the machine (once; a twentieth of a second)."""
    # A cache alone lets two threads start it at once.
    with _STARTING:
        return _started()


@cache
def _started() -> "ModuleType":
    vl_convert = optional("vl_convert")
    with _fonts_listed_by(font_folder() / "only.xml"):
        vl_convert.register_font_directory(str(font_folder()))
    if not _knows_only_our_fonts(vl_convert):
        logger.warning(
            "the chart converter draws with this machine’s fonts beside ours: "
            "its pictures may differ from those of other machines"
        )
    return vl_convert  # type: ignore[no-any-return]


@contextmanager
def _fonts_listed_by(file: Path) -> Iterator[None]:
    """Let the converter list its fonts by a file of ours: it reads the list once, at its first font."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(file)
    try:
        yield
    finally:
        # Nobody else's programs are to look for fonts there.
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def _knows_only_our_fonts(vl_convert: "ModuleType") -> bool:
    """Whether our list was read: not on Windows and macOS, nor where something else drew before."""
    named, listed = (vl_convert.svg_to_png(_LETTER.format(font=font)) for font in ("DejaVu Sans", "fantasy"))
    return bool(named == listed)


def font_folder() -> Path:
    """Return the folder with DejaVu Sans, which ships with this package."""
    # A folder of the disk, since the converter opens its fonts by path: out of an archive it could read none.
    return Path(str(resources.files("climate_pathways"))) / "data" / "fonts"


@cache
def renderer() -> str:
    """Return what draws, besides this code: the converter's version and a hash of the font's files."""
    font = hashlib.sha256()
    # The fonts and the list of them, by which the converter finds them; the licence draws nothing.
    for file in sorted(font_folder().glob("*.[tx]*")):
        font.update(file.name.encode() + file.read_bytes())
    return f"vl-convert {version('vl-convert-python')}, font {font.hexdigest()}"


def draw_svg(specification: dict[str, Any], language: str, *, keep_roles: bool = False) -> str:
    """Return a stand-alone SVG: numbers in the language's form, nothing fetched.

    Its accessible name is the specification's description, and no marks are read one by one
    (unless ``keep_roles``, for a map whose countries are named).
    """
    # An empty list, for without one the converter would fetch whatever address a specification names.
    svg: str = converter().vegalite_to_svg(
        json.dumps(specification), allowed_base_urls=[], format_locale=FORMAT_LOCALES[language]
    )
    return _named(shorten(svg), specification.get("description", ""), keep_roles)


def _named(svg: str, label: str, keep_roles: bool) -> str:
    """Give a drawing its accessible name, in place of those that Vega gave its marks (``keep_roles``: all but outlines)."""
    body = _TAG.sub(_without_roles, svg) if keep_roles else _ROLES.sub("", svg)
    name = f" aria-label={quoteattr(label)}" if label else ""
    return body.replace("<svg ", f'<svg role="{"group" if keep_roles else "img"}"{name} ', 1)


def _without_roles(tag: re.Match[str]) -> str:
    outline, found = _OUTLINE.subn("", tag[0])
    return outline if found else _ROLES.sub("", tag[0])


def shorten(svg: str) -> str:
    """Round the coordinates of a drawing to a tenth of a pixel, and nothing that is read."""
    return _GEOMETRY.sub(
        lambda part: part[0] if part["shape"] is None else _LONG_NUMBER.sub(_short, part[0]), svg
    )


def draw_png(specification: dict[str, Any], language: str, *, scale: float = 2.0) -> bytes:
    """Return a PNG at ``scale`` times the specification's pixels."""
    png: bytes = converter().vegalite_to_png(
        json.dumps(specification),
        scale=scale,
        allowed_base_urls=[],
        format_locale=FORMAT_LOCALES[language],
    )
    return png


def for_page(svg: str, label: str, css_class: str, *, keep_roles: bool = False) -> str:
    """Turn a stand-alone SVG into one that lives inside a page.

    It scales with its column, and ``label`` is its accessible name. ``keep_roles``: as it was drawn with.
    """
    body = svg if keep_roles else _ROLES.sub("", svg)
    role = "group" if keep_roles else "img"
    return _ROOT.sub(
        lambda root: (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="{css_class}" role="{role}" '
            f'aria-label={quoteattr(label)} viewBox="0 0 {root[1]} {root[2]}">'
        ),
        body,
        count=1,
    )


def _short(coordinate: re.Match[str]) -> str:
    """Write a coordinate with one decimal: a third of the bytes, no visible difference."""
    text = f"{float(coordinate[0]):.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


class DrawingStore:
    """Drawn charts on disk, each under the hash of what it was drawn from and by.

    A drawing is made once; several processes may ask at the same time. A file that cannot be
    written costs only the time to draw it again.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def svg(self, specification: dict[str, Any], language: str, *, keep_roles: bool = False) -> str:
        # The suffix is part of the name: one specification is drawn in
        # both ways, and the wrong one would be found.
        draw, suffix = (partial(draw_svg, keep_roles=True), "roles.svg") if keep_roles else (draw_svg, "svg")
        return self._kept(
            specification, language, suffix, lambda: draw(specification, language).encode("utf-8")
        ).decode("utf-8")

    def png(self, specification: dict[str, Any], language: str, *, scale: float = 2.0) -> bytes:
        return self._kept(
            specification, language, f"{scale:g}.png", lambda: draw_png(specification, language, scale=scale)
        )

    def _kept(
        self, specification: dict[str, Any], language: str, suffix: str, draw: Callable[[], bytes]
    ) -> bytes:
        # Code and converter are part of the name: after an update no drawing of before is found.
        text = json.dumps([specification, language, suffix, code_version(), renderer()], sort_keys=True)
        path = self.folder / f"{hashlib.sha256(text.encode()).hexdigest()}.{suffix}"
        try:
            return path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            drawn = draw()
        self._keep(path, drawn)
        return drawn

    def _keep(self, path: Path, drawn: bytes) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            # Whole or not at all: another process must never read half a drawing.
            written_file.write(path, drawn)
        except (OSError, PathwaysError) as error:
            logger.warning("the drawing %s could not be kept: %s", path.name, error)

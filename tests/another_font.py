"""A machine's own fonts: another version of ours under its name, and one that we do not ship."""

from pathlib import Path

from climate_pathways.charts.drawing import font_folder

FOREIGN = "DejaVu Fans"


def list_other_fonts(folder: Path) -> tuple[str, str]:
    """Return the variable by which a process finds such fonts in its machine, and its value."""
    for file in font_folder().glob("*.ttf"):
        font = file.read_bytes()
        (folder / file.name).write_bytes(_widened(font))
        (folder / f"Foreign{file.name}").write_bytes(
            font.replace("Sans".encode("utf-16-be"), "Fans".encode("utf-16-be"))
        )
    listed = folder / "fonts.conf"
    listed.write_text(f'<?xml version="1.0"?><fontconfig><dir>{folder}</dir></fontconfig>')
    return "FONTCONFIG_FILE", str(listed)


def _widened(font: bytes) -> bytes:
    """Return another version of a font: each letter is half as wide again."""
    at = {font[row : row + 4]: int.from_bytes(font[row + 8 : row + 12]) for row in range(12, 300, 16)}
    letters = int.from_bytes(font[at[b"hhea"] + 34 :][:2])
    other = bytearray(font)
    for place in range(at[b"hmtx"], at[b"hmtx"] + 4 * letters, 4):
        other[place : place + 2] = (int.from_bytes(font[place : place + 2]) * 3 // 2).to_bytes(2)
    return bytes(other)

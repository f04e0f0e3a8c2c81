"""Our fonts, and a machine's own: another version of ours under its name, and one that we do not ship."""

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


def letters_in(font: bytes) -> set[str]:
    """Return every character that a font draws: its table of spans, which is of the twelfth form."""
    start = _tables(font)[b"cmap"]
    spans = next(
        start + place
        for row in range(start + 4, start + 4 + 8 * int.from_bytes(font[start + 2 : start + 4]), 8)
        if font[start + (place := int.from_bytes(font[row + 4 : row + 8])) :][:2] == b"\0\x0c"
    )
    ends = range(spans + 16, spans + 16 + 12 * int.from_bytes(font[spans + 12 : spans + 16]), 12)
    return {
        chr(code)
        for row in ends
        for code in range(int.from_bytes(font[row : row + 4]), int.from_bytes(font[row + 4 : row + 8]) + 1)
    }


def _tables(font: bytes) -> dict[bytes, int]:
    """Return where each table of a font begins."""
    return {font[row : row + 4]: int.from_bytes(font[row + 8 : row + 12]) for row in range(12, 300, 16)}


def _widened(font: bytes) -> bytes:
    """Return another version of a font: each letter is half as wide again."""
    at = _tables(font)
    letters = int.from_bytes(font[at[b"hhea"] + 34 :][:2])
    other = bytearray(font)
    for place in range(at[b"hmtx"], at[b"hmtx"] + 4 * letters, 4):
        other[place : place + 2] = (int.from_bytes(font[place : place + 2]) * 3 // 2).to_bytes(2)
    return bytes(other)

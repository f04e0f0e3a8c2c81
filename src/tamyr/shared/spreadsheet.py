"""Cells that a spreadsheet would compute, made harmless on the way out and taken back on the way in."""

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
SHIELD = "'"


def neutral(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    # A text that looks shielded already is shielded again, or the way back would take its own mark.
    if text.startswith(DANGEROUS) or text.startswith(SHIELD) and text[1:].startswith((*DANGEROUS, SHIELD)):
        return SHIELD + text
    return text


def taken_back(text: str) -> str:
    """Return a cell as it was before ``neutral``."""
    if text.startswith(SHIELD) and text[1:].startswith((*DANGEROUS, SHIELD)):
        return text[1:]
    return text

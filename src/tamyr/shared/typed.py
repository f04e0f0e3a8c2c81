"""What somebody typed into a form that is refused: shown again to be copied, for nothing may be lost."""

import json
from collections.abc import Iterable

NEVER_SHOWN = {"csrfmiddlewaretoken", "password", "code", "credential", "next"}


def typed_texts(fields: Iterable[tuple[str, object]]) -> list[str]:
    """Return the texts among a form's values: what holds several words, never a password or code."""
    said = [(name, plain(str(value).strip())) for name, value in fields if name not in NEVER_SHOWN]
    return [text for _name, text in said if len(text.split()) > 1]


def plain(value: str) -> str:
    """Return the words of a value; the editor sends a paragraph as JSON with its marks."""
    if not value.startswith('{"'):
        return value
    try:
        blocks = json.loads(value)["blocks"]
        return "\n\n".join(block["text"] for block in blocks)
    except (ValueError, KeyError, TypeError):
        return value

"""What somebody typed into a form that is refused: shown again to be copied, for nothing may be lost."""

from collections.abc import Iterable

NEVER_SHOWN = {"csrfmiddlewaretoken", "password", "code", "credential", "next"}


def typed_texts(fields: Iterable[tuple[str, object]]) -> list[str]:
    """Return the texts among a form's values: what holds several words, never a password or code."""
    said = [(name, str(value).strip()) for name, value in fields]
    return [text for name, text in said if name not in NEVER_SHOWN and " " in text]

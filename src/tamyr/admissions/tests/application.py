"""An application as somebody fills it in, and the window it is under."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

NOON = datetime(2040, 1, 2, 12, tzinfo=UTC)  # Pages ask the real clock: the window is open to them.
REASON = "They burn coal in our own town."


def filled(**changed: Any) -> dict[str, Any]:
    return {
        "name_en": "Example Clean River",
        "country": "KGZ",
        "story": "We look after a river.",
        "reason": "To work with others.",
        "contact_name": "Ruta",
        "contact_address": "ruta@example.org",
        "exposure": "public",
        "themes": ["clean-air"],
        "shares_values": "on",
        "form_key": str(uuid4()),
        **changed,
    }


def run(seconds: float, days: int = 14) -> datetime:
    """Return the moment so many seconds before the window closes."""
    return NOON + timedelta(days=days) - timedelta(seconds=seconds)

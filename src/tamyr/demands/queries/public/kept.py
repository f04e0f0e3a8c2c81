"""What all strangers may know alike: asked again when anybody has acted."""

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import caches

from tamyr.network.models import Visitor
from tamyr.safety.queries import chain_head

T = TypeVar("T")


def asked_once(visitor: Visitor, name: str, ask: Callable[[], T]) -> T:
    """Return what a visitor may know; of what strangers may, the last answer as long as nobody has acted since."""
    # Kept for strangers alone: what somebody signed in may know would be shown to the next reader.
    if visitor.person is not None:
        return ask()
    name = f"{name}/{chain_head()[1]}"
    found: T | None = caches["moment"].get(name)
    if found is None:
        found = ask()
        caches["moment"].set(name, found)
    return found

"""A letter as texts for the fields of a portal, counted."""

from collections.abc import Mapping
from typing import Any

from tamyr.deliveries.logic.counting import counted_fields, name_of
from tamyr.deliveries.models import Missive
from tamyr.deliveries.pages.batch import MissiveShown
from tamyr.deliveries.pages.crumbs import to_batch
from tamyr.deliveries.pages.letter import Content, plain_text


def portal_page(
    missive: Missive, letter: MissiveShown, content: Content, given: Mapping[str, str]
) -> dict[str, Any]:
    """Return the texts for the fields that the directory knows of a portal, or what was typed for them instead."""
    asked = letter.road.counted_fields if letter.road else ()
    places = range(max(1, len(asked)))
    typed = {place: given[name_of(place)] for place in places if name_of(place) in given}
    return {
        "letter": letter,
        "rows": counted_fields(asked, plain_text(content), content.title, typed),
        "crumbs": [*to_batch(missive.delivery.demand, missive.batch), (letter.addressee, "")],
    }

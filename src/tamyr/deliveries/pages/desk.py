"""What a demand's desk of letters shows, and the page of its words in a national language."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from tamyr.deliveries.logic.headings import headings_in
from tamyr.deliveries.models import NationalText
from tamyr.deliveries.pages.batch import count_lines, language_name
from tamyr.deliveries.pages.crumbs import to_demand, to_letters
from tamyr.deliveries.queries.batches import batches_of, counted
from tamyr.deliveries.queries.texts import letter_words
from tamyr.deliveries.rules import may_check_national, may_prepare, may_read
from tamyr.demands.models import Delivery, Demand
from tamyr.demands.pages.words import NATIONAL
from tamyr.demands.queries.texts import title_of, words_for
from tamyr.network.models import Visitor


def desk_page(demand: Demand, free: Collection[Delivery], visitor: Visitor) -> dict[str, Any]:
    """Return what waits to be prepared, what was prepared together, which words in national languages are wanted."""
    wanted = sorted({delivery.language for delivery in free} & set(dict(NATIONAL)))
    return {
        "demand": demand,
        "title": title_of(demand),
        "free": free,
        "may_prepare": may_prepare(visitor, demand),
        "batches": [(batch, count_lines(counted(batch.missives.all()))) for batch in batches_of(demand)],
        "texts": [(code, language_name(code), letter_words(demand, code)) for code in wanted],
        "crumbs": [*to_demand(demand), (_("Letters"), "")],
    }


def text_page(demand: Demand, code: str, row: NationalText | None, visitor: Visitor) -> dict[str, Any]:
    """Return a demand's words in a national language beside those that count."""
    # Whoever only checks the words has no right to the letters: for them that page is none.
    way = to_letters(demand) if may_read(visitor, demand) else to_demand(demand)
    return {
        "demand": demand,
        "beside": words_for(demand, demand.authoritative),
        "row": row,
        "name": language_name(code),
        "code": code,
        "headings": headings_in(code),
        "words": letter_words(demand, code),
        "may_write": may_prepare(visitor, demand),
        "may_check": row is not None and may_check_national(visitor, demand, row),
        "crumbs": [*way, (language_name(code), "")],
    }

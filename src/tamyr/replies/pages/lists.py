"""The letters that stand nowhere yet, by where they lie."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tamyr.demands.models import Delivery
from tamyr.network.models import Visitor
from tamyr.replies.models import Arrival, Lies
from tamyr.replies.pages.words import KIND_WORDS, QUARANTINE_WORDS
from tamyr.replies.queries.arrivals import arrivals_lying, counts, placed_at

# In the order of the page. What is placed stands at its demand and on no list.
HEADINGS = {
    Lies.PEN: _("Which demand do they answer?"),
    Lies.QUARANTINE: _("Kept apart"),
    Lies.UNREAD: _("Not read yet"),
    Lies.ASIDE: _("Letters set aside"),
}


@dataclass(frozen=True)
class Row:
    arrival: Arrival
    subject: str
    sender: str
    words: str | Promise


@dataclass(frozen=True)
class Section:
    heading: str | Promise
    rows: tuple[Row, ...]
    count: int


def lists_for(visitor: Visitor) -> list[Section]:
    counted = counts(visitor)
    return [
        Section(
            heading, tuple(_row(arrival) for arrival in arrivals_lying(visitor, lies)), counted.get(lies, 0)
        )
        for lies, heading in HEADINGS.items()
    ]


def _row(arrival: Arrival) -> Row:
    words = QUARANTINE_WORDS.get(arrival.quarantine) if arrival.lies == Lies.QUARANTINE else None
    sender = arrival.line("from") or arrival.sent_by[0]
    return Row(arrival, arrival.line("subject"), sender, words or KIND_WORDS[arrival.kind])


def rows_at(delivery: Delivery) -> list[Row]:
    """Return the letters that stand at one of ours, the earliest first."""
    return [_row(placement.arrival) for placement in placed_at(delivery)]

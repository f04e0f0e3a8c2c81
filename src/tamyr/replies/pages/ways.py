"""What stands around a letter that came in: the ways back from it, what everybody may read of it, where it came to."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.demands.models import Delivery
from tamyr.demands.queries.deliveries import day_there
from tamyr.demands.queries.texts import title_of
from tamyr.network.models import Visitor
from tamyr.replies.models import Arrival
from tamyr.replies.pages.letter import LetterShown, Trace, kind_of
from tamyr.replies.pages.lists import rows_at
from tamyr.replies.queries.arrivals import mailbox_of
from tamyr.replies.queries.candidates import address_of
from tamyr.replies.rules import may_keep_the_pen

Crumbs = list[tuple[str, str]]


def way_to(shown: LetterShown, visitor: Visitor) -> Crumbs:
    """Lead back to the pen who keeps it, and everybody else to the letter of ours that it answers."""
    here = (shown.subject or _("A letter without a subject"), "")
    if may_keep_the_pen(visitor):
        return [(_("Letters that came in"), reverse("replies:pen")), here]
    # At the first of them, where it stands at several.
    ours = [way for trace in shown.standing[:1] for way in _way_to_ours(trace)]
    return [*ours, here]


def _way_to_ours(trace: Trace) -> Crumbs:
    delivery = trace.placement.delivery
    return [
        (trace.title, reverse("demands:demand", args=[delivery.demand.number])),
        (trace.addressee, reverse("replies:mailbox", args=[delivery.pk])),
    ]


def came_on(shown: LetterShown, trace: Trace) -> date:
    """Return the day on which a letter came in where the body is from which it is awaited."""
    return day_there(trace.placement.delivery.institution, shown.arrival.received_at)


def public_page(arrival: Arrival) -> dict[str, Any]:
    return {
        "arrival": arrival,
        # By the kind of the copy: what came is given to nobody here.
        "files": [(file, kind_of(file.cleaned_type)) for file in arrival.files.filter(is_public=True)],
        "crumbs": [(_("Demands"), reverse("demands:demands")), (_("An answer"), "")],
    }


def mailbox_page(delivery: Delivery, visitor: Visitor) -> dict[str, Any]:
    box, demand, title = mailbox_of(delivery), delivery.demand, title_of(delivery.demand)
    addressee = delivery.institution.name_on(visitor.on)
    return {
        "delivery": delivery,
        "box": box,
        "address": address_of(box) if box else "",
        "bounces": address_of(box, "bounce") if box else "",
        "rows": rows_at(delivery),
        "title": title,
        "crumbs": [
            (title, reverse("demands:demand", args=[demand.number])),
            (addressee, reverse("demands:delivery", args=[demand.number, delivery.pk])),
            (_("Answers"), ""),
        ],
    }

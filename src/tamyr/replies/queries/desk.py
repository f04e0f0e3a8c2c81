"""What of letters that came in waits on a desk: those of which nobody knows yet what they answer."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamyr.demands.models import Delivery
from tamyr.demands.queries.ways import leads_from_a_letter
from tamyr.network.models import Visitor
from tamyr.network.queries.desk.calls import Call, Way, asks_for_voice, leads_from_the_desk, while_there_are
from tamyr.network.rules import is_coordinator
from tamyr.replies.models import Arrival, Lies
from tamyr.replies.queries.arrivals import public_answers
from tamyr.replies.rules import may_place_at

WAITING = (Lies.PEN, Lies.QUARANTINE)


@leads_from_the_desk
def way_to_letters(visitor: Visitor) -> Iterator[Way]:
    if is_coordinator(visitor):
        yield Way(_("Letters that came in"), reverse("replies:pen"))


@leads_from_a_letter
def ways_to_answers(visitor: Visitor, delivery: Delivery) -> Iterator[Way]:
    """To the answers of a letter of ours, for who records them; to what of them is public, for everybody."""
    if may_place_at(visitor, delivery):
        yield Way(_("Its answers, and the address for them"), reverse("replies:mailbox", args=[delivery.pk]))
    for arrival in public_answers(delivery):
        day = date_format(arrival.received_at, "DATE_FORMAT")
        yield Way(_("What came in on %(day)s") % {"day": day}, reverse("replies:arrival", args=[arrival.pk]))


@asks_for_voice
@while_there_are(lambda: Arrival.objects.filter(lies__in=WAITING))
def letters_to_place(visitor: Visitor) -> Iterator[Call]:
    """The letters of the holding pen and of quarantine, in one line for those who keep them."""
    waiting = Arrival.objects.filter(lies__in=WAITING).count() if is_coordinator(visitor) else 0
    if waiting:
        yield Call(
            title=_("Letters that came in"),
            sentence=ngettext(
                "%(count)s letter waits for somebody to say which demand it answers.",
                "%(count)s letters wait for somebody to say which demand they answer.",
                waiting,
            )
            % {"count": waiting},
            address=reverse("replies:pen"),
            act=_("Read and place"),
        )

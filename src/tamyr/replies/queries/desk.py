"""What of letters that came in waits on a desk: those of which nobody knows yet what they answer."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamyr.network.models import Visitor
from tamyr.network.queries.desk.calls import Call, Way, asks_for_voice, leads_from_the_desk, while_there_are
from tamyr.network.rules import is_coordinator
from tamyr.replies.models import Arrival, Lies

WAITING = (Lies.PEN, Lies.QUARANTINE)


@leads_from_the_desk
def way_to_letters(visitor: Visitor) -> Iterator[Way]:
    if is_coordinator(visitor):
        yield Way(_("Letters that came in"), reverse("replies:pen"))


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

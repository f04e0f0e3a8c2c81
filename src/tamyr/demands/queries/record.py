"""What an organisation's record says of demands: what it made, stands behind, sent and judged."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tamyr.demands.models import Backer, Demand, Event, Verdict
from tamyr.demands.queries.demands import demands_visible_to
from tamyr.demands.queries.desk import address_of
from tamyr.demands.queries.texts import title_of
from tamyr.network.models import Member, Visitor
from tamyr.network.queries.desk.record import Deed, keeps_record


@keeps_record
def deeds_on_demands(visitor: Visitor, member: Member) -> Iterator[Deed]:
    seen = demands_visible_to(visitor).values("pk")
    made = Demand.objects.filter(pk__in=seen, member=member).prefetch_related("texts")
    for demand in made:
        yield Deed(demand.written_at.date(), _("Made a demand"), title_of(demand), address_of(demand))
    # Within what this reader may know of: a record must not tell of a demand that its page hides.
    own = {"demand__in": seen, "member": member}
    for backer in Backer.objects.filter(**own).select_related("demand").prefetch_related("demand__texts"):
        words = _("Stood behind it") if backer.is_named else _("Stood behind it, without its name")
        yield Deed(backer.joined_on, words, title_of(backer.demand), address_of(backer.demand))
    for verdict in Verdict.objects.filter(**own).select_related("demand").prefetch_related("demand__texts"):
        words = _("Said what became of it")
        yield Deed(verdict.at.date(), words, title_of(verdict.demand), address_of(verdict.demand))
    events = Event.objects.filter(delivery__demand__in=seen, member=member, kind="sent", replaced_by=None)
    for event in events.select_related("delivery__demand").prefetch_related("delivery__demand__texts"):
        demand = event.delivery.demand
        yield Deed(event.happened_on, _("Sent a letter"), title_of(demand), address_of(demand))

"""What an organisation's record says of rounds: what it proposed, and on how much it spoke."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamyr.network.models import Member, Visitor
from tamyr.network.queries.desk.record import Deed, keeps_record
from tamyr.priorities.models import Argument, Proposal, Support
from tamyr.priorities.queries.rounds import address_of, address_of_round, rounds_visible_to


@keeps_record
def words_in_rounds(visitor: Visitor, member: Member) -> Iterator[Deed]:
    known = {standing.pk: standing for standing in rounds_visible_to(visitor).exclude(opened_at=None)}
    # Of a round that hides its authors too: only an organisation’s own people read its record.
    for proposal in Proposal.objects.filter(round__in=known, member=member).select_related("round"):
        words = _("Proposed no. %(place)s") % {"place": proposal.place}
        yield Deed(proposal.made_at.date(), words, proposal.round.title, address_of(proposal))
    supported = Support.objects.filter(proposal__round__in=known, member=member, taken_back_at=None)
    liked = Counter(supported.values_list("proposal__round_id", flat=True))
    argued = Counter(
        Argument.objects.filter(proposal__round__in=known, member=member).values_list(
            "proposal__round_id", flat=True
        )
    )
    for key, standing in known.items():
        # When it is over, by its last day: a day for each would only tell on which days somebody was here.
        if standing.closes_at > visitor.at:
            continue
        day, address = standing.closes_at.date(), address_of_round(standing)
        if liked[key]:
            words = ngettext("Supported %(count)d proposal", "Supported %(count)d proposals", liked[key])
            yield Deed(day, words % {"count": liked[key]}, standing.title, address)
        if argued[key]:
            words = ngettext("Made %(count)d argument", "Made %(count)d arguments", argued[key])
            yield Deed(day, words % {"count": argued[key]}, standing.title, address)

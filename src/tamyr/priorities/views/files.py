"""Rounds and their proposals to take away: as a table, and as feeds of what is public."""

from urllib.parse import urljoin

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tamyr.network.models import Visitor
from tamyr.network.queries.visitors import visitor_of
from tamyr.priorities.models import ProposalStage, Round
from tamyr.priorities.pages.lists import proposals_feed, rounds_feed, table_rows
from tamyr.priorities.queries.proposals import ProposalShown, shown_list
from tamyr.priorities.queries.rounds import address_of_round, find_round, public_rounds
from tamyr.shared.answers import csv_file
from tamyr.shared.choices import origin_of
from tamyr.shared.languages import language

NEWEST = 30
ATOM = "application/atom+xml; charset=utf-8"


def _shown(standing: Round, visitor: Visitor) -> list[ProposalShown]:
    # Only what stands, while the page shows the others too: a file that was taken away cannot be taken back.
    found = standing.proposals.filter(stage=ProposalStage.STANDING).select_related("round", "country")
    return shown_list(list(found), visitor, language())


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Give the public rounds as a feed, for everybody the same."""
    origin = origin_of(request)
    address = urljoin(origin, request.path.removesuffix("feed.xml"))
    rounds = list(public_rounds()[:NEWEST])
    addresses = {listed.number: address_of_round(listed) for listed in rounds}
    return HttpResponse(rounds_feed(rounds, address, origin, language(), addresses), content_type=ATOM)


@require_safe
def round_feed(request: HttpRequest, number: int) -> HttpResponse:
    """Give the proposals of a public round as a feed: whoever reads it, it says what a stranger may know."""
    stranger = Visitor(at=visitor_of(request).at)
    standing = find_round(stranger, number)
    origin = origin_of(request)
    address = urljoin(origin, request.path.removesuffix("feed.xml"))
    written = proposals_feed(standing, _shown(standing, stranger), address, origin, language())
    return HttpResponse(written, content_type=ATOM)


@require_safe
def table(request: HttpRequest, number: int) -> HttpResponse:
    """Give the proposals of a round as a table, as its reader may know them."""
    visitor = visitor_of(request)
    standing = find_round(visitor, number)
    rows = table_rows(_shown(standing, visitor), origin_of(request), language())
    return csv_file(rows, f"priorities-{standing.number}")

"""The list of a round's proposals as its reader narrows it, as a table and as a feed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from climate_pathways.core.naming import place_name
from tamyr.network.models import Theme, Visitor
from tamyr.priorities.models import Proposal, ProposalStage, Round
from tamyr.priorities.queries.proposals import ProposalShown, shown_list
from tamyr.priorities.queries.rounds import address_of
from tamyr.shared.answers import DatedFeed
from tamyr.shared.choices import Select, one_of, page_number, query_of

PER_PAGE = 25
# In small letters, as no country’s code is.
REGION = "region"


@dataclass(frozen=True)
class ListChoice:
    """Which proposals of a round are asked for: an empty text leaves the choice open. ``countries`` are those of its proposals."""

    theme: str = ""
    country: str = ""
    page: int = 1
    countries: frozenset[str] = frozenset()

    @property
    def is_open(self) -> bool:
        return not (self.theme or self.country)

    @property
    def query(self) -> str:
        return query_of(self, "theme", "country")


def read_choice(asked: Mapping[str, str], standing: Round) -> ListChoice:
    """Read a choice from an address; raise ``UnknownChoice`` for what is not offered."""
    countries = _countries_in(standing)
    return ListChoice(
        theme=one_of(asked.get("theme", ""), Theme.values),
        country=one_of(asked.get("country", ""), {REGION, *countries}),
        page=page_number(asked.get("page", "1")),
        countries=countries,
    )


def _countries_in(standing: Round) -> frozenset[str]:
    named = standing.proposals.exclude(country=None).order_by()
    return frozenset(named.values_list("country_id", flat=True).distinct())


def selects(choice: ListChoice, language: str) -> list[Select]:
    codes = sorted(choice.countries, key=lambda code: place_name(code, language))
    themes = [("", _("All themes")), *((code, str(label)) for code, label in Theme.choices)]
    places = [
        ("", _("All countries")),
        (REGION, _("The whole region")),
        *((code, place_name(code, language)) for code in codes),
    ]
    return [
        Select("theme", _("Theme"), choice.theme, themes),
        Select("country", _("Country"), choice.country, places),
    ]


def chosen_page(
    standing: Round, choice: ListChoice, visitor: Visitor, language: str
) -> tuple[Page[Proposal], list[ProposalShown]]:
    """Return one page of a round's proposals: those that stand first, by number; what no longer stands last."""
    found = standing.proposals.select_related("round", "country")
    if choice.theme:
        found = found.filter(theme=choice.theme)
    if choice.country:
        found = found.filter(country=None if choice.country == REGION else choice.country)
    # Cut into pages before ``shown_list``, which opens encrypted words: a round may have hundreds.
    standing_first = sorted(
        found, key=lambda proposal: (proposal.stage != ProposalStage.STANDING, proposal.place)
    )
    page = Paginator(standing_first, PER_PAGE).get_page(choice.page)
    return page, shown_list(list(page.object_list), visitor, language)


def table_rows(shown: Sequence[ProposalShown], origin: str, language: str) -> list[tuple[object, ...]]:
    head = (
        _("number"),
        _("title"),
        _("theme"),
        _("country"),
        _("organisation"),
        _("support"),
        _("of an earlier text"),
        _("arguments"),
        _("state"),
        _("address"),
    )
    return [head, *(_row(proposal, origin, language) for proposal in shown)]


def _row(one: ProposalShown, origin: str, language: str) -> tuple[object, ...]:
    proposal = one.proposal
    return (
        proposal.place,
        one.title,
        Theme(proposal.theme).label,
        place_name(proposal.country_id, language) if proposal.country_id else _("the whole region"),
        one.author,
        one.supporters,
        one.earlier,
        one.arguments,
        proposal.get_stage_display(),
        f"{origin}{address_of(proposal)}",
    )


def rounds_feed(
    rounds: Sequence[Round], address: str, origin: str, language: str, address_of_round: Mapping[int, str]
) -> str:
    """Return an Atom feed of public rounds: each once, with the phase it has reached."""
    feed = DatedFeed(
        title=_("Priorities of the network"),
        link=address,
        description=_("Rounds in which member organisations choose what to work on, open to everybody."),
        language=language,
        feed_url=f"{address}feed.xml",
    )
    for standing in rounds:
        feed.add_item(
            title=standing.title,
            link=f"{origin}{address_of_round[standing.number]}",
            description=standing.words,
            pubdate=standing.opened_at,
            updateddate=standing.ended_at or standing.opened_at,
        )
    return feed.writeString("utf-8")


def proposals_feed(
    standing: Round, shown: Sequence[ProposalShown], address: str, origin: str, language: str
) -> str:
    """Return an Atom feed of a round's proposals that stand, without a name that a stranger may not know."""
    feed = DatedFeed(
        title=standing.title,
        link=address,
        description=_("Proposals of this round."),
        language=language,
        feed_url=f"{address}feed.xml",
    )
    for line in shown:
        made: datetime = line.proposal.made_at
        feed.add_item(
            title=line.title,
            link=f"{origin}{address_of(line.proposal)}",
            description=line.author,
            pubdate=made,
            updateddate=line.proposal.changed_at or made,
        )
    return feed.writeString("utf-8")

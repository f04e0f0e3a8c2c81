"""What pages say of proposals: how two are alike, what a number is, what a phase is for."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from climate_pathways.core.naming import place_name, source_name
from climate_pathways.core.wording import SOURCE_LANGUAGE
from tamyr.decisions.models import Outside
from tamyr.priorities.logic.similar import Match
from tamyr.priorities.logic.similar.glossary import concept_word
from tamyr.priorities.models import Authors, Balance, Phase, Proposal, Proposers, Quote, Round
from tamyr.priorities.queries.rounds import address_of, address_of_round
from tamyr.procedures.models import Scope
from tamyr.procedures.pages import scope_words, voices_words

Crumb = tuple[str, str]


def crumbs(*below: Crumb) -> list[Crumb]:
    """Return the way down to a page of this room; the last one has no address."""
    return [(_("Priorities"), reverse("priorities:rounds")), *below]


def crumbs_below(proposal: Proposal, heading: str) -> list[Crumb]:
    """Return the way down to a page that is about a proposal."""
    return crumbs(
        (proposal.round.title, address_of_round(proposal.round)),
        (f"№ {proposal.place}", address_of(proposal)),
        (heading, ""),
    )


def how_alike(shared: Match, language: str) -> str:
    """Say which signals two texts have in common."""
    if not shared.is_in_words:
        return _("Similar in meaning.") if shared.is_near else _("Some words sound alike.")
    named = (
        *(concept_word(name, language) for name in shared.concepts),
        *shared.words,
        *(place_name(code, language) for code in shared.countries),
        *shared.numbers,
    )
    return _("Both: %(what)s.") % {"what": ", ".join(named)}


@dataclass(frozen=True)
class Quotation:
    """A quoted number in the reader's language, as it was, and the page of the version it is from."""

    key: str
    place: str
    name: str
    shown: str
    year: str
    source: str
    method: str
    version: str
    figures_on: date
    address: str


def quoted(
    iso3: str, version: str, number: dict[str, Any] | None, language: str, *, key: str = ""
) -> Quotation:
    said = number or {}
    return Quotation(
        key=key,
        place=place_name(iso3, language),
        name=_said(said["name"], language) if number else _("The assessment whole"),
        shown=_said(said["shown"], language) if number else "",
        year=str(said.get("year") or ""),
        source=_source(said, language) or _("this assessment, which names its sources"),
        method=_said(said.get("method_name", {}), language) or _("as this assessment says"),
        version=version,
        # A version is named by the date of its figures.
        figures_on=date.fromisoformat(version[:10]),
        address=reverse("evidence:assessment_version", args=(iso3, version)),
    )


def _said(kept: dict[str, str], language: str) -> str:
    """Return words kept with a quote; one made before the site spoke a language has none in it."""
    return kept.get(language) or kept.get(SOURCE_LANGUAGE, "")


def _source(said: dict[str, Any], language: str) -> str:
    kept = _said(said.get("source_name", {}), language)
    # An earlier release kept the key of joined sources for their names; what was quoted stays as it is kept.
    return source_name(kept, language) if kept == said.get("source") else kept


def quoted_of(quote: Quote, language: str) -> Quotation:
    return quoted(quote.iso3, quote.version, quote.number, language, key=str(quote.pk))


def said_before(standing: Round) -> list[str]:
    """Return what everybody reads before they write: the rules of a round that do not change any more."""
    return [
        _("It is of: %(whose)s.") % {"whose": scope_words(standing)},
        voices_words(standing),
        _("Who proposed what is shown at once.")
        if standing.authors == Authors.SHOWN
        else _(
            "Who proposed what is hidden from everybody, coordinators too, until the result is there. Then it is shown."
        ),
        _who_reads(standing),
        _(
            "All members may propose, observers and inactive ones too. Only active members support, argue and vote."
        )
        if standing.proposers == Proposers.ALL
        else _("Active members may propose."),
        _("Each organisation has one voice, and the same share of the choice.")
        if standing.balance == Balance.MEMBER
        else _(
            # “Twice the mean” is ``services.choosing.CAP``: the vote is counted by that one.
            "Each organisation has one voice. Countries with few members weigh more, but no member has more than "
            "twice the mean."
        ),
        {
            # Without an “else”: a level that has no sentence here must not be promised as another one.
            Outside.NOTHING: _("Of the vote nobody outside the network reads anything."),
            Outside.RESULT: _("Of the vote people outside the network read the result, and no ballot."),
            Outside.BALLOTS: _(
                "Of the vote people outside the network read the result and the ballots, by name where a member is public."
            ),
        }[Outside(standing.outside)],
        _("Support is no vote. It shows what finds favour; the vote comes after the discussion."),
    ]


def _who_reads(standing: Round) -> str:
    if standing.is_public:
        return _(
            "Everybody may read this round on the web. Members who are not public are named nowhere outside the network."
        )
    if standing.circle_id:
        return _("Only the people of the circle read this round.")
    if standing.scope == Scope.ALL:
        return _("Only people of member organisations read this round.")
    return _("Only the people of these members, and coordinators, read this round.")


def phase_sentence(phase: str) -> str:
    return {
        Phase.DRAFT: _("A draft. Only coordinators see it."),
        Phase.COLLECT: _("Propose what the network should work on, and read what others propose."),
        Phase.DISCUSS: _(
            "New proposals are closed. Support what you like, and say what would make it better."
        ),
        Phase.PREPARE: _("The discussion is over. A coordinator puts the proposals to the vote."),
        Phase.CHOOSE: _("The members choose now."),
        Phase.ADOPTED: _("The members have chosen. These are the priorities."),
        Phase.FAILED: _("The round ended without priorities."),
        Phase.WITHDRAWN: _("The round was withdrawn. What was written stays readable."),
    }[Phase(phase)]

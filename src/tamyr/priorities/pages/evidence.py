"""The numbers of a country's assessment that a proposal can quote."""

from django.utils.translation import gettext as _

from tamyr.evidence.queries.assessments import AssessmentsAbsent
from tamyr.priorities.models import Proposal
from tamyr.priorities.pages.words import crumbs_below, quoted
from tamyr.priorities.queries.evidence import QuotableFact, quotables


def numbers_page(found: Proposal, iso3: str, language: str) -> dict[str, object]:
    """Return the numbers of a country, each with unit, source, year and method; none of no country."""
    offered: list[QuotableFact] = []
    is_absent = False
    try:
        offered = quotables(iso3) if iso3 else []
    except AssessmentsAbsent:
        is_absent = True
    heading = _("Quote a number")
    return {
        "proposal": found,
        "iso3": iso3,
        "numbers": [
            quoted(fact.iso3, fact.version, fact.number if fact.facts else None, language, key=fact.key)
            for fact in offered
        ],
        "absent": is_absent,
        "heading": heading,
        "crumbs": crumbs_below(found, heading),
    }

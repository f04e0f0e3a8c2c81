"""How much of the money an organisation's voice is given, by member or by country.

The weights of those who cast a ballot that is not blank; they sum to their number when shared by country.
"""

from collections.abc import Sequence
from fractions import Fraction

from tamyr.decisions.logic.question import DEFAULT_CAP, Ballot, Question
from tamyr.decisions.logic.ties import countries_of


def weights_of(question: Question, ballots: Sequence[Ballot]) -> dict[str, Fraction]:
    voters = [ballot.voter for ballot in ballots if not ballot.is_blank]
    endowment = question.rule.endowment or "member"
    if endowment == "member" or not voters:
        return {voter: question.voter[voter].weight for voter in voters}
    members = countries_of(question, voters)
    cap = None if endowment == "country" else question.rule.cap or DEFAULT_CAP
    of_country = shares_of_countries(members, cap)
    return {voter: of_country[question.voter[voter].country or ""] for voter in voters}


def shares_of_countries(members: dict[str, int], cap: Fraction | None) -> dict[str, Fraction]:
    """Return the weight of each member of a country, every country the same where the cap lets it.

    Water-filling: an equal part of what is left goes to each country; where a member would exceed the cap it gets the cap, and
    the others share the rest anew.
    """
    weights: dict[str, Fraction] = {}
    rest, open_countries = Fraction(sum(members.values())), dict(members)
    while open_countries:
        part = rest * Fraction(1, len(open_countries))
        over = [
            country for country, number in open_countries.items() if cap is not None and part > cap * number
        ]
        if cap is None or not over:
            weights |= {country: part * Fraction(1, number) for country, number in open_countries.items()}
            break
        for country in over:
            weights[country] = cap
            rest -= cap * open_countries.pop(country)
    return weights

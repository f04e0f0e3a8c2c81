"""Approval of one text by a share of yes and no, and by yes from so many countries.

Who says neither counts for the quorum alone, so that abstaining is no hidden no. Two majorities, of members and of countries:
as the Council of the European Union votes (TEU article 16(4)), and as networks with one voice from each state do.
"""

from collections.abc import Sequence
from fractions import Fraction

from tamyr.decisions.logic.question import Ballot, Question
from tamyr.decisions.logic.results import Reason, RuleOutcome, Tally
from tamyr.decisions.logic.ties import Ties, countries_of


def approval(question: Question, ballots: Sequence[Ballot], _ties: Ties) -> RuleOutcome:
    rule = question.rule
    said_yes = [ballot.voter for ballot in ballots if ballot.choice == "yes"]
    no = sum(ballot.choice == "no" for ballot in ballots)
    countries = tuple(sorted(countries_of(question, said_yes)))
    failures = []
    # None where nobody says either: no share of nothing passes, not even one of zero.
    reached = Fraction(len(said_yes), len(said_yes) + no) if said_yes or no else None
    needed = rule.share or Fraction(0)
    if reached is None or not passes(reached, needed, bool(rule.above)):
        values: dict[str, int | Fraction] = {
            "yes": len(said_yes),
            "no": no,
            "needed": needed,
            "reached": reached or Fraction(0),
        }
        failures.append(Reason("share", values))
    if len(countries) < (rule.countries or 0):
        failures.append(Reason("countries", {"found": len(countries), "needed": rule.countries or 0}))
    chosen = () if failures else (question.options[0].id,)
    return RuleOutcome(chosen, Tally(len(said_yes), no, countries), tuple(failures))


def passes(reached: Fraction, needed: Fraction, above: bool) -> bool:
    return reached > needed if above else reached >= needed

"""Consent: adopted unless a reasoned objection is open at the deadline.

G. Endenburg, "Sociocracy: the organization of decision-making", 1998: an objection says to which clause, why, and what would
mend it. It ends answered and withdrawn, standing aside, or overruled by the fallback that was stated beforehand; one that is
open stops the decision. The fallback is a share of those who consent or still object: silence overrules nobody.
"""

from collections.abc import Sequence
from fractions import Fraction

from tamyr.decisions.logic.question import WORDS, Ballot, Question
from tamyr.decisions.logic.results import Objections, Reason, RuleOutcome
from tamyr.decisions.logic.ties import Ties


def consent(question: Question, ballots: Sequence[Ballot], _ties: Ties) -> RuleOutcome:
    of = {
        answer: tuple(sorted(ballot.voter for ballot in ballots if ballot.choice == answer))
        for answer in WORDS["consent"]
    }
    spoke = {ballot.voter for ballot in ballots}
    silent = tuple(
        sorted(
            voter.label for voter in question.voters if voter.label not in spoke and voter.state != "recused"
        )
    )
    still_open = len(of["objection"])
    remarks: tuple[Reason, ...] = ()
    failures: tuple[Reason, ...] = ()
    if still_open:
        consenting = len(of["consent"])
        values: dict[str, int | Fraction] = {"number": still_open, "consent": consenting}
        if question.rule.fallback is None:
            failures = (Reason("objections", {"number": still_open}),)
        # Whoever stands aside or is silent is on neither side.
        elif Fraction(consenting, consenting + still_open) >= Fraction(question.rule.fallback):
            remarks = (Reason("overruled", values),)
        else:
            failures = (Reason("not-overruled", values),)
    chosen = () if failures else (question.options[0].id,)
    return RuleOutcome(chosen, Objections(of, silent), failures, remarks)

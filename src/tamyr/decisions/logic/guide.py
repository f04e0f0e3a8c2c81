"""Which rule suits: at most three questions, each with a few answers, and the rule that follows from them.

Words are marked for the catalogue here and translated by whoever shows them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from tamyr.decisions.logic.question import DEFAULT_CAP, Rule
from tamyr.decisions.logic.refusals import Refusal


# Not Django’s, which a contract keeps out of every ``logic``.
def gettext_noop(text: str) -> str:
    """Return a text unchanged: its name is what the catalogue's collector looks for."""
    return text


@dataclass(frozen=True)
class GuideQuestion:
    """A question and its answers, code and words; it is asked if the earlier ``answers`` were these."""

    code: str
    words: str
    answers: Mapping[str, str]
    after: Mapping[str, str]


QUESTIONS = (
    GuideQuestion(
        "subject",
        gettext_noop("What do you decide?"),
        {
            "several": gettext_noop("Several of many: priorities, topics, projects"),
            "one": gettext_noop("One of several: a text, a place, a date"),
            "text": gettext_noop("Whether a text is adopted"),
            "persons": gettext_noop("Who sits on a board or a group"),
        },
        {},
    ),
    GuideQuestion(
        "money",
        gettext_noop("Does each cost something, out of one budget?"),
        {"no": gettext_noop("No: a number of places"), "yes": gettext_noop("Yes: a budget")},
        {"subject": "several"},
    ),
    GuideQuestion(
        "balance",
        gettext_noop("Who has the same share?"),
        {
            "member": gettext_noop("Each organisation"),
            "country": gettext_noop("Each country, but no organisation more than twice the mean"),
        },
        {"subject": "several"},
    ),
    GuideQuestion(
        "agreement",
        gettext_noop("How much agreement does it need?"),
        {
            "majority": gettext_noop("A large majority says yes"),
            "consent": gettext_noop("Nobody has a reason to stop it"),
            "degrees": gettext_noop("You want to see how strongly it is carried"),
        },
        {"subject": "text"},
    ),
    GuideQuestion(
        "countries",
        gettext_noop("Must the yes come from several countries?"),
        {"yes": gettext_noop("Yes, from more than half of them"), "no": gettext_noop("No")},
        {"subject": "text", "agreement": "majority"},
    ),
    GuideQuestion(
        "country_limit",
        gettext_noop("May a country have more than one seat?"),
        {"yes": gettext_noop("Yes"), "no": gettext_noop("No, one at most")},
        {"subject": "persons"},
    ),
)
LARGE_MAJORITY = Fraction(3, 4)
HALF = Fraction(1, 2)
FEW_OPPOSED = 2
"""Organisations that may be strongly against, in the proposed gradients."""


def next_question(answers: Mapping[str, str]) -> GuideQuestion | None:
    """Return what is still to be asked, ``None`` once a rule can be proposed; raise ``Refusal`` for an unknown answer."""
    for question in QUESTIONS:
        # Of another branch: an answer to it, typed into the address, changes nothing.
        if any(answers.get(code) != answer for code, answer in question.after.items()):
            continue
        if question.code not in answers:
            return question
        if answers[question.code] not in question.answers:
            raise Refusal("unknown-answer", question.code, found=answers[question.code])
    return None


def proposed_rule(answers: Mapping[str, str], *, seats: int = 3, budget: int = 1, countries: int = 1) -> Rule:
    """Return the rule that follows from all answers, with what the organisers still have to look at filled in.

    ``countries`` is how many the electorate has; a yes from more than half of them is proposed.
    """
    subject = answers["subject"]
    if subject == "several":
        has_budget, by_country = answers["money"] == "yes", answers["balance"] == "country"
        return Rule(
            "equal-shares",
            seats=None if has_budget else seats,
            budget=budget if has_budget else None,
            satisfaction="cost" if has_budget else None,
            endowment="country-capped" if by_country else "member",
            cap=DEFAULT_CAP if by_country else None,
            quorum=HALF,
        )
    if subject == "one":
        return Rule("schulze", quorum=HALF)
    if subject == "persons":
        most = 1 if answers["country_limit"] == "no" else None
        return Rule("stv", seats=seats, most_per_country=most, quorum=HALF)
    if answers["agreement"] == "consent":
        return Rule("consent", quorum=HALF)
    if answers["agreement"] == "degrees":
        return Rule("gradients", share=LARGE_MAJORITY, opposed=FEW_OPPOSED, quorum=HALF)
    needed = countries // 2 + 1 if answers["countries"] == "yes" else None
    return Rule("approval", share=LARGE_MAJORITY, countries=needed, quorum=HALF)

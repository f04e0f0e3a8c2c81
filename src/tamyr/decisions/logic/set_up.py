"""Whether a rule has what it needs, and whether it can count these options and this electorate."""

from collections.abc import Callable, Sequence
from dataclasses import fields

from tamyr.decisions.logic.question import (
    APPROVING,
    ENDOWMENTS,
    RULE_NAMES,
    SATISFACTIONS,
    STATES,
    VERSION,
    WORDS,
    Question,
    Rule,
)
from tamyr.decisions.logic.refusals import Refusal

KNOWN = {
    "equal-shares": {"seats", "budget", "satisfaction", "endowment", "cap"},
    "phragmen": {"seats", "budget", "endowment", "cap"},
    "approval": {"share", "above", "countries"},
    "consent": {"silence", "fallback"},
    "gradients": {"share", "above", "opposed", "opposed_countries"},
    "schulze": set[str](),
    "stv": {"seats", "most_per_country"},
}
"""What each rule may be told, beside the quorum."""
MOST_OPTIONS = 1000
FALLBACKS = ("2/3", "3/4", "4/5", "9/10")
"""Shares that may decide over an objection: more than a plain majority, and never all."""
SECRET_RULE = "stv"


def check_question(question: Question) -> None:
    """Raise ``Refusal`` for a rule without what it needs, or for options or an electorate that it cannot count."""
    check_rule(question.rule)
    check_options(question)
    check_voters(question)
    _check_concerned(question)
    if question.roll is not None and question.rule.name != SECRET_RULE:
        raise Refusal("not-of-this-rule", "secret", rule=question.rule.name)


def check_rule(rule: Rule) -> None:
    if rule.name not in RULE_NAMES:
        raise Refusal("unknown-rule", "rule.name", found=rule.name, known=", ".join(RULE_NAMES))
    if rule.version != VERSION:
        raise Refusal("unknown-version", "rule.version", found=rule.version, known=VERSION)
    given = {field.name for field in fields(rule) if getattr(rule, field.name) is not None}
    # Refused and not ignored: two programs would count one file by two rules.
    for name in sorted(given - KNOWN[rule.name] - {"name", "version", "quorum"}):
        raise Refusal("not-of-this-rule", f"rule.{name}", rule=rule.name)
    _check_size(rule)
    _check_endowment(rule)
    _check_shares(rule)
    for name in ("countries", "opposed", "opposed_countries"):
        if (number := getattr(rule, name)) is not None and number < 0:
            raise Refusal("negative", f"rule.{name}", found=number)
    if rule.most_per_country is not None and rule.most_per_country < 1:
        raise Refusal("not-positive", "rule.most_per_country", found=rule.most_per_country)


def _check_size(rule: Rule) -> None:
    if rule.name in APPROVING and (rule.seats is None) == (rule.budget is None):
        raise Refusal("seats-or-budget", "rule.seats")
    if rule.name == "stv" and rule.seats is None:
        raise Refusal("missing", "rule.seats")
    for name in ("seats", "budget"):
        if (number := getattr(rule, name)) is not None and number < 1:
            raise Refusal("not-positive", f"rule.{name}", found=number)
    if rule.satisfaction is not None and (rule.budget is None or rule.satisfaction not in SATISFACTIONS):
        raise Refusal("unknown-satisfaction", "rule.satisfaction", found=rule.satisfaction)


def _check_endowment(rule: Rule) -> None:
    if rule.endowment is not None and rule.endowment not in ENDOWMENTS:
        raise Refusal(
            "unknown-endowment", "rule.endowment", found=rule.endowment, known=", ".join(ENDOWMENTS)
        )
    # With a cap below one, which is the mean, not all of the weight could be given out.
    if rule.cap is not None and (rule.endowment != "country-capped" or rule.cap < 1):
        raise Refusal("unfit-cap", "rule.cap", found=str(rule.cap))


def _check_shares(rule: Rule) -> None:
    if "share" in KNOWN[rule.name] and rule.share is None:
        raise Refusal("missing", "rule.share")
    for name in ("share", "quorum"):
        if (share := getattr(rule, name)) is not None and not 0 <= share <= 1:
            raise Refusal("not-a-share", f"rule.{name}", found=str(share))
    if rule.fallback is not None and rule.fallback not in FALLBACKS:
        raise Refusal("not-a-share", "rule.fallback", found=rule.fallback[:40])


def check_options(question: Question) -> None:
    ids = [option.id for option in question.options]
    if not ids:
        raise Refusal("no-options", "options")
    if len(ids) > MOST_OPTIONS:
        raise Refusal("too-many-options", "options", found=len(ids), most=MOST_OPTIONS)
    if not all(ids):
        raise Refusal("empty", "options")
    _refuse_doubles(ids, "options")
    if question.rule.name in WORDS and len(ids) > 1:
        raise Refusal("one-text-only", "options", found=len(ids))
    for option in question.options:
        if question.has_budget and option.cost < 1:
            raise Refusal("not-positive", f"options[{option.id}].cost", found=option.cost)
        if question.rule.most_per_country is not None and len(option.countries) != 1:
            raise Refusal("one-country-each", f"options[{option.id}].countries", found=len(option.countries))


def check_voters(question: Question) -> None:
    _refuse_doubles([voter.label for voter in question.voters], "electorate")
    by_country = (question.rule.endowment or "member") != "member"
    for voter in question.voters:
        place = f"electorate[{voter.label}]"
        if voter.state not in STATES or voter.first_state not in STATES:
            raise Refusal("unknown-state", f"{place}.state", found=voter.state, known=", ".join(STATES))
        if voter.weight <= 0:
            raise Refusal("not-positive", f"{place}.weight", found=str(voter.weight))
        # No other way of counting reads it: a weight that was stated would be ignored without a word.
        if voter.weight != 1 and (by_country or question.rule.name not in APPROVING):
            raise Refusal("one-voice-each", f"{place}.weight", found=str(voter.weight))
        if by_country and not voter.country:
            raise Refusal("country-missing", f"{place}.country")
        if voter.recused_from and question.rule.name not in APPROVING:
            raise Refusal("recused-from-all", f"{place}.recused_from")
        _refuse_unknown(voter.recused_from, question.option.__contains__, f"{place}.recused_from")


def _check_concerned(question: Question) -> None:
    """Refuse an option on which the organisation that it concerns might vote."""
    for option in question.options:
        if option.concerns is None:
            continue
        place = f"options[{option.id}].concerns"
        voter = question.voter.get(option.concerns)
        if voter is None:
            raise Refusal("not-in-the-electorate", place)
        if voter.state != "recused" and option.id not in voter.recused_from:
            raise Refusal("concerned-votes", place, option=option.id)


def _refuse_doubles(names: Sequence[str], place: str) -> None:
    if len(set(names)) < len(names):
        raise Refusal("named-twice", place, option=next(name for name in names if names.count(name) > 1))


def _refuse_unknown(names: Sequence[str], is_known: Callable[[object], bool], place: str) -> None:
    for name in names:
        if not is_known(name):
            raise Refusal("unknown-option", place, option=name)

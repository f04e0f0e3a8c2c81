"""Rules and answers in words: the same on the form, on the result and in the press summary."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from tamyr.decisions.logic.examples import Places, Sentence


@dataclass(frozen=True)
class RuleWords:
    """A rule as organisers choose it: its name, what it is for, and how it counts in a sentence or two."""

    code: str
    name: Promise
    used_for: Promise
    counts: Promise
    has_options: bool = True
    fields: tuple[str, ...] = ()


RULES = {
    words.code: words
    for words in (
        RuleWords(
            "equal-shares",
            _("Several of many, in proportion"),
            _(
                "Priorities, topics, grants: every part of the network shall find something of its own in the result."
            ),
            _(
                "Each organisation has the same share of the choice. A proposal is chosen when the shares of its "
                "supporters are together enough for it; what takes the least of each comes first. What remains is filled "
                "up so that those who have got least come next."
            ),
            fields=("seats", "budget", "endowment", "quorum"),
        ),
        RuleWords(
            "schulze",
            _("One of several, ranked"),
            _("One text, place or date out of several."),
            _(
                "Each organisation puts the options in order. Every pair is compared: who is put above the other by "
                "more organisations wins it. Chosen is the option that nobody beats in a chain of such wins."
            ),
            fields=("quorum",),
        ),
        RuleWords(
            "approval",
            _("Yes or no to one text"),
            _("A position, a budget, a rule of the network."),
            _(
                "It is adopted if enough of those who say yes or no say yes, and if a yes comes from enough countries. "
                "A blank ballot counts for the quorum only."
            ),
            has_options=False,
            fields=("share", "above", "countries", "quorum"),
        ),
        RuleWords(
            "consent",
            _("Consent: adopted unless somebody objects"),
            _("What shall be good enough for now and safe enough to try."),
            _(
                "It is adopted at the close if no objection is open. An objection says what it is about, why, and "
                "what should be changed."
            ),
            has_options=False,
            fields=("quorum", "silence", "fallback"),
        ),
        RuleWords(
            "gradients",
            _("Eight degrees of agreement"),
            _("A text of which you want to know how strongly it is carried before you adopt it."),
            _(
                "Each organisation says one of eight degrees. They are never averaged: it is adopted if enough are on "
                "the supporting side and not too many are strongly against it."
            ),
            has_options=False,
            fields=("share", "above", "opposed", "opposed_countries", "quorum"),
        ),
        RuleWords(
            "phragmen",
            _("Several of many, one after another"),
            _("Where proportion matters and the list may be long."),
            _(
                "The shares of all organisations grow from nothing at the same speed. As soon as those of a proposal’s "
                "supporters are together enough for it, it is chosen, and these begin again from nothing."
            ),
            fields=("seats", "endowment", "quorum"),
        ),
        RuleWords(
            "stv",
            _("Several of many, ranked"),
            _("A small group of options for which the order of your preferences should count."),
            _(
                "Your ballot counts for your first choice. What it has too many of, and whatever is last, passes its "
                "votes on to the next choice on those ballots, until all places are filled."
            ),
            fields=("seats", "most_per_country", "quorum"),
        ),
    )
}

GRADIENTS = {
    "1": _("full support"),
    "2": _("support with a minor point"),
    "3": _("support with reservations"),
    "4": _("neutral"),
    "5": _("it needs more talk"),
    "6": _("we do not like it, but support it"),
    "7": _("serious disagreement"),
    "8": _("we cannot accept it"),
}
YES_NO = {"yes": _("yes"), "no": _("no")}
CONSENT = {
    "consent": _("we consent"),
    "aside": _("we stand aside: we do not support it and do not stop it"),
    "objection": _("we object"),
}
# Said later, of an objection that was raised.
ANSWERED = {"answered": _("our objection was answered: we take it back")}
ANSWERS = {"approval": YES_NO, "gradients": GRADIENTS, "consent": {**CONSENT, **ANSWERED}}
BLANK = _("blank: no preference")


def example_words(sentence: Sentence) -> str:
    """Say a step of a small example in the reader's language."""
    values = {
        name: _places(value) if isinstance(value, Places) else value
        for name, value in sentence.values.items()
    }
    return gettext(sentence.text) % values


def _places(places: Places) -> str:
    amount = places.amount
    if amount.denominator > 1:
        return gettext("%(part)s of a place") % {"part": amount}
    return ngettext("%(count)d place", "%(count)d places", amount.numerator) % {"count": amount.numerator}

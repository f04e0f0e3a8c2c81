"""The nouns of the law of letters in words, the same on every page and in every file."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tamyr.addressees.pages.words import KNOWN_WORDS, WAY_WORDS
from tamyr.demands.logic.history import Fault
from tamyr.demands.logic.law import Clock, Term
from tamyr.demands.logic.projection import NotInOrder
from tamyr.demands.models import Happening

CLOCK_WORDS = {
    "acknowledgement": gettext_lazy("Word that it came in"),
    "registration": gettext_lazy("Registration"),
    "answer": gettext_lazy("Answer"),
    "urgent": gettext_lazy("Urgent answer"),
    "study": gettext_lazy("Answer after a study"),
    "notice": gettext_lazy("Word that it takes longer"),
    "extension": gettext_lazy("Extension"),
    "extension_notice": gettext_lazy("Word of the extension"),
    "longest": gettext_lazy("Answer at the very latest"),
    "forwarding": gettext_lazy("Passed on to the competent body"),
    "regime": gettext_lazy("Word that another law applies"),
}
START_WORDS = {
    "received": gettext_lazy("from receipt"),
    "registered": gettext_lazy("from registration"),
    "answer": gettext_lazy("after the term for the answer"),
    "extension": gettext_lazy("after the extension"),
}
# What a named page says needs no further word.
STATUS_WORDS = {
    "verified": gettext_lazy("checked in the law itself"),
    "seen": "",
    "second_hand": gettext_lazy("second-hand"),
    "disputed": gettext_lazy("read in two ways"),
    "unverified": gettext_lazy("not verified"),
}
UNIT_WORDS = {
    "hours": gettext_lazy("hours"),
    "days": gettext_lazy("days"),
    "working_days": gettext_lazy("working days"),
    "months": gettext_lazy("months"),
}
# The languages of the twelve countries beside ours.
NATIONAL = [
    ("hy", gettext_lazy("Armenian")),
    ("az", gettext_lazy("Azerbaijani")),
    ("be", gettext_lazy("Belarusian")),
    ("ka", gettext_lazy("Georgian")),
    ("kk", gettext_lazy("Kazakh")),
    ("ky", gettext_lazy("Kyrgyz")),
    ("ro", gettext_lazy("Romanian")),
    ("tg", gettext_lazy("Tajik")),
    ("tk", gettext_lazy("Turkmen")),
    ("uk", gettext_lazy("Ukrainian")),
    ("uz", gettext_lazy("Uzbek")),
]
STEP_WORDS = {
    "superior": gettext_lazy("The body above"),
    "commission": gettext_lazy("A commission for access to information"),
    "ombudsman": gettext_lazy("The ombudsman"),
    "court": gettext_lazy("A court"),
}
EVENT_WORDS = {
    "sent": gettext_lazy("Sent on"),
    "delivered": gettext_lazy("Came in on"),
    "registered": gettext_lazy("Registered on"),
    "forwarded": gettext_lazy("Passed on to another body on"),
    "put_off": gettext_lazy("The body put its answer off until"),
    "answered": gettext_lazy("Answered on"),
    "refused": gettext_lazy("Refusal came on"),
}


def known_words(status: str) -> str:
    """Say how something is known, also where a page that links its sources says no more."""
    return str(STATUS_WORDS[status] or KNOWN_WORDS[status])


def term_words(term: Term) -> str:
    """Say a term in words: 5 working days."""
    # All written out, since the collector of texts finds none that is put together of a number and a unit.
    said = {
        "hours": ngettext("%(amount)d hour", "%(amount)d hours", term.amount),
        "days": ngettext("%(amount)d day", "%(amount)d days", term.amount),
        "working_days": ngettext("%(amount)d working day", "%(amount)d working days", term.amount),
        "months": ngettext("%(amount)d month", "%(amount)d months", term.amount),
    }
    return said[term.unit] % {"amount": term.amount}


def clock_words(clock: Clock) -> str:
    """Say a clock's term, and both readings where the law is read in two ways."""
    readings = [term_words(term) for term in (clock.early, clock.term, clock.late) if term]
    return _(" or ").join(readings)


def days_words(days: Sequence[date]) -> str:
    """Name days of a working, neighbours as a span: 8 March, 22–24 March."""
    return ", ".join(_span_words(*span) for span in _spans(days))


def _spans(days: Iterable[date]) -> list[tuple[date, date]]:
    found: list[tuple[date, date]] = []
    for day in days:
        if found and day - found[-1][1] == timedelta(days=1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def _span_words(first: date, last: date) -> str:
    shown = date_format(last, "MONTH_DAY_FORMAT")
    if first == last:
        return shown
    return (
        f"{first.day}–{shown}"
        if first.month == last.month
        else f"{date_format(first, 'MONTH_DAY_FORMAT')} – {shown}"
    )


def unlawful_words(way: str, lawful: Sequence[str]) -> str:
    """Say that the law takes no letter by this way, and by which ways it takes one."""
    words = {"way": WAY_WORDS[way]}
    if not lawful:
        return _("The law of this country takes no such letter by this road: “%(way)s”.") % words
    named = ", ".join(str(WAY_WORDS[way]) for way in lawful)
    return _(
        "The law of this country takes no such letter by this road: “%(way)s”. It takes: %(lawful)s."
    ) % {**words, "lawful": named}


def there_already_words(*, may_move: bool) -> str:
    """Say that a demand has such a letter to a body already, and what can be done with it."""
    if may_move:
        return _(
            "There is such a letter to this body already, by this road: open it on the page of the demand. "
            "For another road, choose that here."
        )
    return _(
        "There is such a letter to this body already, and it went out. If it came back, record that on its page first: "
        "then it can take another road."
    )


def impossible_words(fault: Fault) -> str:
    """Say why events cannot have happened as they are said to have, and what to look at."""
    if isinstance(fault, NotInOrder):
        names = {"earlier": _kind(fault.earlier), "later": _kind(fault.later)}
        return _("“%(later)s” is earlier than “%(earlier)s”. One of the two days is wrong.") % names
    if fault.twice:
        return _("“%(kind)s” is recorded already. Correct that one, if it is wrong.") % {
            "kind": _kind(fault.kind)
        }
    names = {"kind": _kind(fault.kind), "needs": _kind(fault.needs)}
    return _("“%(kind)s” cannot be there before “%(needs)s”. Record that first, or look at the days.") % names


def _kind(name: str) -> str:
    return str(Happening(name).label)


def field_of(refused: Exception) -> str:
    """Return the field of a form that says what happened which a refusal is about: its day, where that cannot be."""
    return "on" if isinstance(refused, Fault) else ""

"""What the page of a country shows: its rules row by row, and how a reader's letter stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from climate_pathways.core.countries import COUNTRIES
from tamyr.addressees.pages.words import LETTER_WORDS, WAY_WORDS, languages_words
from tamyr.demands.logic.calendar import WorkCalendar, calendar_of
from tamyr.demands.logic.clocks import Deadline, Span
from tamyr.demands.logic.following import law_for
from tamyr.demands.logic.law import Channel, Clock, CountryLaw, Letter, Provenance, Step, Term
from tamyr.demands.logic.projection import Reckoning, Turn
from tamyr.demands.pages.words import (
    CLOCK_WORDS,
    START_WORDS,
    STATUS_WORDS,
    STEP_WORDS,
    UNIT_WORDS,
    clock_words,
    days_words,
    known_words,
    term_words,
)
from tamyr.network.logic.country_names import country_name
from tamyr.shared.answers import worded

# Every doubt of ``clocks`` has its words here: pages ask by the code.
DOUBT_WORDS: dict[str, Promise] = {
    "no_proof": gettext_lazy(
        "Nothing proves yet when it came in: the day is counted from what is known and may turn out later."
    ),
    "calendar": gettext_lazy("Not all days off of that time are known yet: the day may turn out later."),
    "second_hand": gettext_lazy("The rule is known from second hand."),
    "disputed": gettext_lazy("Pages disagree on the rule: the earlier day is the shorter reading."),
    "unverified": gettext_lazy("Nobody has verified the rule: ask a lawyer before you rely on it."),
}
# Every state of ``projection``.
STATE_WORDS: dict[str, Promise] = {
    "open": gettext_lazy("The time is running"),
    "disputed": gettext_lazy("Late by the shorter reading of the law"),
    "unproved": gettext_lazy("Probably late"),
    "silent": gettext_lazy("Late: no answer in time"),
    "answered": gettext_lazy("Answered"),
    "refused": gettext_lazy("Refused"),
    "no_term": gettext_lazy("No term is known"),
}


@dataclass(frozen=True)
class Row:
    """A line of a table or a list: what, in words; how it is known; the pages that say so."""

    name: str
    words: str
    remark: str
    status: str
    status_words: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class LetterRows:
    kind: str
    name: str
    law: str
    clocks: list[Row]
    channels: list[Row]
    notes: list[Row]


@dataclass(frozen=True)
class CountedRow:
    """A clock that was counted: until when, in words, with its working and what is doubtful about it."""

    name: str
    until: str
    working: str
    doubts: list[str]


def row(known: Provenance, language: str, name: str = "", words: str = "") -> Row:
    status_words = str(STATUS_WORDS[known.status])
    return Row(name, words, known.remark(language), known.status, status_words, known.sources)


def clock_row(clock: Clock, language: str) -> Row:
    words = f"{clock_words(clock)} {START_WORDS[clock.start]}"
    return row(clock.known, language, str(CLOCK_WORDS[clock.kind]), words)


def channel_row(channel: Channel, language: str) -> Row:
    words = _("is taken") if channel.lawful else _("is not taken")
    return row(channel.known, language, str(WAY_WORDS[channel.way]), words)


def step_row(step: Step, language: str) -> Row:
    words = _("term: %(term)s") % {"term": term_words(step.within)} if step.within else ""
    return row(step.known, language, str(STEP_WORDS[step.kind]), words)


def letter_rows(letter: Letter, language: str) -> LetterRows:
    return LetterRows(
        letter.kind,
        str(LETTER_WORDS[letter.kind]),
        letter.law.known.remark(language),
        [clock_row(clock, language) for clock in letter.clocks],
        [channel_row(channel, language) for channel in letter.channels],
        [row(note, language) for note in letter.notes],
    )


def aarhus_words(law: CountryLaw) -> str:
    """Say whether the Aarhus Convention binds a country, with the day as far as it is known."""
    aarhus = law.aarhus
    if aarhus.party and aarhus.since:
        return _("Party since %(day)s.") % {"day": date_format(aarhus.since)}
    if aarhus.party:
        return _("Party.")
    if aarhus.left:
        return _("No Party since %(day)s.") % {"day": date_format(aarhus.left)}
    return _("Not a Party.")


def until_words(counted: Deadline) -> str:
    """Say until when; both days where the law is read in two ways, “probably” where something is still open."""
    first, last = counted.expected_by, counted.late_after
    if first == last and counted.is_provisional:
        return _("probably until %(first)s") % {"first": date_format(first)}
    return days_said(first, last)


def days_said(first: date, last: date) -> str:
    words = {"first": date_format(first), "last": date_format(last)}
    if first != last:
        return _("expected by %(first)s, certainly late after %(last)s") % words
    return _("until %(first)s") % words


def working_words(span: Span) -> str:
    """Show the working: the term, from which day, and which days did not count."""
    words = {
        "term": term_words(span.term),
        "begun": date_format(span.began_on),
        "ends": date_format(span.ends_on),
        "left_out": days_words(span.left_out),
        "worked": days_words(span.worked),
    }
    # A whole sentence for each case: parts that are put together do not agree with each other in Russian.
    if span.left_out and span.worked:
        return (
            _(
                "%(term)s after %(begun)s, without weekends and %(left_out)s, with the worked %(worked)s: %(ends)s"
            )
            % words
        )
    if span.left_out:
        return _("%(term)s after %(begun)s, without weekends and %(left_out)s: %(ends)s") % words
    if span.worked:
        return _("%(term)s after %(begun)s, without weekends, with the worked %(worked)s: %(ends)s") % words
    if span.term.unit == "working_days":
        return _("%(term)s after %(begun)s, without weekends: %(ends)s") % words
    return _("%(term)s after %(begun)s: %(ends)s") % words


def counted_row(counted: Deadline) -> CountedRow:
    # Once, where both readings of the law are one and the same.
    spans = dict.fromkeys((counted.shortest, counted.longest))
    working = "; ".join(working_words(span) for span in spans)
    doubts = [str(DOUBT_WORDS[doubt]) for doubt in counted.doubts]
    return CountedRow(str(CLOCK_WORDS[counted.clock.kind]), until_words(counted), working, doubts)


def turn_words(turn: Turn) -> str:
    if turn.until is None:
        return _("no term is known")
    return _("until %(first)s") % {"first": date_format(turn.until)}


def answer_box(reckoning: Reckoning, language: str) -> dict[str, object]:
    """Return what the page says of a reader's letter."""
    put_off = reckoning.put_off_to
    return {
        "state": reckoning.state,
        "state_words": STATE_WORDS[reckoning.state],
        "answer": counted_row(reckoning.answer) if reckoning.answer else None,
        "further": [counted_row(clock) for clock in reckoning.further],
        "turns": [(step_row(turn.step, language), turn_words(turn)) for turn in reckoning.turns],
        "put_off_to": put_off,
        "beyond_the_law": reckoning.beyond_the_law,
        "late_after": reckoning.late_after,
        "is_by_aarhus": reckoning.is_by_aarhus,
        "aarhus": [working_words(span) for span in reckoning.aarhus],
    }


def calendar_words(calendar: WorkCalendar, language: str) -> str:
    """Say how far the calendar of a country is known, and what it lacks."""
    until = calendar.complete_until
    known = (
        _("Days off are known until %(day)s.") % {"day": date_format(until)}
        if until
        else _("Days off are not known in full.")
    )
    return f"{known} {calendar.remark(language)}"


def country_page(law: CountryLaw, spoken: str) -> dict[str, object]:
    """Return what is known of a country, row by row."""
    name = COUNTRIES[law.country].name(spoken)
    return {
        "law": law,
        "name": name,
        "letters": [letter_rows(letter, spoken) for letter in law.letters],
        "languages": row(law.languages_known, spoken, words=languages_words(law.languages)),
        "steps": [step_row(step, spoken) for step in law.steps],
        "warnings": [row(warning, spoken) for warning in law.warnings],
        "aarhus": row(law.aarhus.known, spoken, words=aarhus_words(law)),
        "consultation": row(law.consultation, spoken),
        "calendar": calendar_words(calendar_of(law.country), spoken),
        "crumbs": [(_("When bodies have to answer"), reverse("demands:terms")), (name, "")],
    }


def law_beside(iso3: str, spoken: str) -> dict[str, Any]:
    """Return the dangers and the roads of a country, to stand beside the form of a letter to one of its bodies."""
    law = law_for(iso3)
    return {
        "law": law,
        "warnings": [row(warning, spoken) for warning in law.warnings] if law else [],
        "letters": [letter_rows(letter, spoken) for letter in law.letters] if law else [],
    }


def is_asked_of_danger(iso3: str) -> bool:
    """Whether the form of a letter asks if its writer knows of the danger."""
    law = law_for(iso3)
    # What is of no single country may go to a body of any, also of one where sending is off.
    return not iso3 or law is not None and law.sending_is_off


def table_rows(laws: Iterator[CountryLaw] | list[CountryLaw], language: str) -> Iterator[tuple[object, ...]]:
    """Yield every clock as a row of figures, for whoever counts with them."""
    yield (
        _("country"), _("letter"), _("clock"), _("shortest"), _("shortest_unit"), _("amount"), _("unit"), _("longest"),
        _("longest_unit"), _("start"), _("status"), _("law"), _("remark"), _("sources"), _("looked_up"),
    )  # fmt: skip
    for law in laws:
        for letter in law.letters:
            for clock in letter.clocks:
                early, late = clock.early, clock.late
                yield (
                    worded(law.country, country_name(law.country, language)),
                    worded(letter.kind, LETTER_WORDS[letter.kind]), worded(clock.kind, CLOCK_WORDS[clock.kind]),
                    *_amount_and_unit(early), *_amount_and_unit(clock.term), *_amount_and_unit(late),
                    worded(clock.start, START_WORDS[clock.start]),
                    worded(clock.known.status, known_words(clock.known.status)),
                    letter.law.known.remark(language), clock.known.remark(language), " ".join(clock.known.sources),
                    date_iso(law.looked_up),
                )  # fmt: skip


def _amount_and_unit(term: Term | None) -> tuple[int | str, str]:
    return (term.amount, worded(term.unit, UNIT_WORDS[term.unit])) if term else ("", "")


def date_iso(day: date) -> str:
    return day.isoformat()

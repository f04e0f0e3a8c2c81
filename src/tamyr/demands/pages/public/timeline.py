"""The way of a demand on one line of time: letters, answers, promises, readings and replies, and what is next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamyr.demands.logic.following import ASKED, NOT_SENT, RETURNED
from tamyr.demands.logic.projection import ANSWERED, REFUSED
from tamyr.demands.models import Outcome
from tamyr.demands.pages.demand.page import DemandPage
from tamyr.demands.pages.following import EventLine, LetterShown
from tamyr.procedures.logic.readings import READERS

# Whose step an event is: ours, the addressee’s, or its answer. What stands in neither list is the addressee’s.
OUR_STEPS = ("released", "sent", "clarified", "appealed", "taken_back", "void")
ITS_ANSWERS = ("in_part", "answered", "refused")
OURS, THEIRS, ANSWER, READING = "ours", "theirs", "answer-came", "reading-given"


@dataclass(frozen=True)
class Moment:
    """What happened on a day. ``side``: whose step it was; ``line``: of a letter, with what moved its clock."""

    on: date
    side: str
    words: str
    about: str = ""
    letter: UUID | None = None
    line: EventLine | None = None
    who: str = ""
    quote: str = ""
    language: str = ""


@dataclass(frozen=True)
class Next:
    """What is to come, by when, and whether that day is over; ``on`` is None where no day is known."""

    on: date | None
    words: str
    is_late: bool = False


def timeline(page: DemandPage) -> list[Moment]:
    """Return everything that happened to a demand, the earliest first."""
    demand = page.demand
    found = [
        *(moment for letter, _steps in page.letters for moment in _of_letter(letter, len(page.letters) > 1)),
        *_of_answers(page),
        *_of_readings(page),
    ]
    if demand.agreed_at:
        found.append(
            Moment(demand.agreed_at.date(), OURS, _("The demand is agreed: its words do not change any more"))
        )
    if demand.ended_at:
        ended = _("The demand is withdrawn") if demand.stage == "withdrawn" else _("The demand is closed")
        found.append(Moment(demand.ended_at.date(), OURS, ended))
    # The sort is stable: what happened to a letter on one day keeps the order of its events.
    return sorted(found, key=lambda moment: moment.on)


def _of_letter(letter: LetterShown, is_one_of_many: bool) -> Iterator[Moment]:
    for line in letter.lines:
        side = OURS if line.kind in OUR_STEPS else ANSWER if line.kind in ITS_ANSWERS else THEIRS
        about = letter.addressee if is_one_of_many else ""
        yield Moment(line.on, side, line.words, about, letter.key, line, line.who)


def _of_answers(page: DemandPage) -> Iterator[Moment]:
    """Yield what addressees promised, what came of it, and their own words on a reading."""
    for said in page.judged.commitments:
        promise = said.row
        words = _("A promise, to be kept until %(day)s") % {"day": date_format(promise.due_on)}
        yield Moment(
            promise.said_on, ANSWER, words, said.addressee, quote=promise.words, language=promise.language
        )
        if promise.outcome_on:
            kept = (
                _("The promise was kept")
                if promise.outcome == Outcome.FULFILLED
                else _("The promise was broken")
            )
            yield Moment(promise.outcome_on, READING, kept, said.addressee)
    for answer in page.judged.replies:
        reply = answer.row
        words = _("The addressee’s own words")
        yield Moment(
            reply.received_on, ANSWER, words, answer.addressee, quote=reply.words, language=reply.language
        )


def _of_readings(page: DemandPage) -> Iterator[Moment]:
    for shown in page.judged.verdicts:
        words = _("Read by a member: %(reading)s") % {"reading": shown.verdict.get_reading_display()}
        who = shown.member.name if shown.member else _("a member organisation")
        yield Moment(shown.verdict.at.date(), READING, words, who=who)


def what_is_next(page: DemandPage, on: date) -> list[Next]:
    """Return what is to come and by when, the nearest first; of a demand that has ended nothing is."""
    demand = page.demand
    if demand.has_ended or demand.agreed_at is None:
        return []
    found = [step for letter, _steps in page.letters if (step := _next_of(letter))]
    for said in page.judged.commitments:
        if said.row.outcome == Outcome.OPEN:
            words = _("%(name)s promised to act until %(day)s") % {
                "name": said.addressee,
                "day": date_format(said.row.due_on),
            }
            found.append(Next(said.row.due_on, words, said.row.due_on < on))
    if not page.letters:
        found.append(Next(None, _("The letter is being prepared: no addressee yet")))
    elif _is_to_be_read(page):
        found.append(Next(None, _("Two member organisations have to say what became of it")))
    words = _("To be done until %(day)s") % {"day": date_format(demand.due_on)}
    found.append(Next(demand.due_on, words, demand.due_on < on))
    return sorted(found, key=lambda step: step.on or date.max)


def _is_to_be_read(page: DemandPage) -> bool:
    is_heard = any(letter.state in (ANSWERED, REFUSED) for letter, _steps in page.letters)
    return is_heard and len(page.judged.verdicts) < READERS


def _next_of(letter: LetterShown) -> Next | None:
    """Say what a letter waits for; nothing once it was answered or taken back."""
    names = {"name": letter.addressee}
    if letter.state == NOT_SENT:
        return Next(None, _("%(name)s: the letter is not sent yet") % names)
    if letter.state == RETURNED:
        return Next(
            None, _("%(name)s: the letter came back and has to go by another road") % names, is_late=True
        )
    if letter.state == ASKED:
        return Next(None, _("%(name)s asks for more before it answers") % names)
    if letter.due_on is None or letter.state in (ANSWERED, REFUSED, "taken_back"):
        return None
    if letter.is_late:
        return Next(letter.due_on, _late_words(letter, letter.due_on), is_late=True)
    until = {**names, "day": date_format(letter.due_on)}
    return Next(letter.due_on, _("%(name)s has to answer until %(day)s") % until)


def _late_words(letter: LetterShown, due: date) -> str:
    # By the body's own clock, as its state is: by the site's a letter that is late would not be late yet for some hours.
    days = (letter.on - due) // timedelta(days=1)
    late = ngettext("%(days)d day late", "%(days)d days late", days) % {"days": days}
    words = {"name": letter.addressee, "day": date_format(due), "late": late}
    return _("%(name)s had to answer until %(day)s: %(late)s") % words

"""How a letter stands, in words: its clock with the working, what happened to it and what moved the clock."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tamyr.addressees.pages.institution import ChannelShown, channel_shown
from tamyr.addressees.pages.words import LETTER_WORDS, WAY_WORDS
from tamyr.addressees.queries.directory import channels_for, holder_of, may_be_named_to, offices_of
from tamyr.demands.logic.following import ENDED, NOT_IN_ORDER, ClockChange, Progress, law_for, moves
from tamyr.demands.logic.versions import COUNTING, DAYS_OFF, LAW, Recount, recounted
from tamyr.demands.models import Delivery, Event, Happening
from tamyr.demands.pages.country import STATE_WORDS, answer_box, days_said, until_words
from tamyr.demands.pages.words import impossible_words
from tamyr.demands.queries.backers import unnamed_on
from tamyr.demands.queries.deliveries import DeliveryShown, counted_then, day_there, happened, law_code
from tamyr.network.models import Member, Visitor
from tamyr.network.queries.members import members_visible_to
from tamyr.shared.languages import language

CAUSE_WORDS: dict[str, Promise] = {
    LAW: gettext_lazy("the row of the law"),
    DAYS_OFF: gettext_lazy("the table of days off"),
    COUNTING: gettext_lazy("the way of counting"),
}
STATES: dict[str, Promise] = {
    **STATE_WORDS,
    "not_sent": gettext_lazy("Not sent yet"),
    "returned": gettext_lazy("It came back undelivered"),
    "asked": gettext_lazy("The body asks for more before it answers"),
    "in_part": gettext_lazy("Answered in part"),
    "taken_back": gettext_lazy("Taken back"),
    NOT_IN_ORDER: gettext_lazy("Its days stand in an order that cannot be"),
}


@dataclass(frozen=True)
class EventLine:
    """An event as a timeline shows it; ``moved`` says how it moved the clock, ``recounted`` what a corrected law changed."""

    key: UUID
    kind: str
    on: date
    words: str
    more: tuple[str, ...]
    note: str
    who: str
    is_corrected: bool
    moved: str
    recounted: str


@dataclass(frozen=True)
class LetterShown:
    """A letter as pages show it: addressee, state, clock with its working, and the timeline.

    ``on``: the day that it is where the body is. ``iso3``: the country whose law it is counted by, empty where none is kept.
    """

    key: UUID
    on: date
    addressee: str
    addressee_number: int | None
    letter: str
    way: str
    state: str
    state_words: str
    is_late: bool
    due_on: date | None
    box: Mapping[str, object] | None
    notes: tuple[str, ...]
    lines: tuple[EventLine, ...]
    iso3: str
    is_appeal: bool

    @property
    def is_to_be_corrected(self) -> bool:
        return self.state == NOT_IN_ORDER


@dataclass(frozen=True)
class MemberNames:
    """Which organisations may be named beside letters: not those that hide, nor who stands behind a demand without one."""

    known: Mapping[object, Member]
    unnamed: Set[tuple[object, object]]

    def words(self, demand: object, member: object) -> str:
        found = None if (demand, member) in self.unnamed else self.known.get(member)
        return found.name if found else _("a member organisation")


def named_in(letters: Iterable[DeliveryShown], visitor: Visitor) -> MemberNames:
    """Ask once for all letters of a page who may be named."""
    listed = list(letters)
    acted = {letter.delivery.member_id for letter in listed}
    members = acted.union(*({event.member_id for event in letter.events} for letter in listed)) - {None}
    known = members_visible_to(visitor).prefetch_related("words").in_bulk(list(members))
    return MemberNames(known, unnamed_on(letter.delivery.demand for letter in listed))


def letter_shown(one: DeliveryShown, visitor: Visitor, named: MemberNames) -> LetterShown:
    """Return a letter in words, with names of those organisations alone that a visitor may know of."""
    delivery, followed = one.delivery, one.followed
    institution = delivery.institution
    on = day_there(institution, visitor.at)
    return LetterShown(
        key=delivery.pk,
        on=on,
        addressee=addressed_to(delivery, visitor, on),
        # The directory has no page of any other.
        addressee_number=institution.number if may_be_named_to(institution, visitor) else None,
        # By the kind that it is by now: a body may answer by another law than the letter named.
        letter=str(LETTER_WORDS[followed.history.letter]),
        way=str(WAY_WORDS[delivery.way]),
        state=followed.state,
        state_words=str(STATES[followed.state]),
        is_late=followed.is_late,
        due_on=followed.due_on,
        box=answer_box(followed.reckoning, language()) if followed.reckoning else None,
        notes=tuple(_notes(one)),
        lines=tuple(_lines(one, visitor, named, on)),
        # Of a country alone: bodies of none have rules of their own, and no page of them to link to.
        iso3=institution.iso3 if law_for(institution.iso3) else "",
        is_appeal=delivery.follows_id is not None,
    )


def addressed_to(delivery: Delivery, visitor: Visitor, on: date) -> str:
    """Return the body that a letter goes to, with its office as far as the visitor may read of it."""
    name, office = delivery.institution.name_on(on), delivery.office
    # As in the directory: an office that no public page names is for the network alone.
    if office is None or not may_be_named_to(office, visitor):
        return name
    return f"{name}: {office.title}"


def roads_shown(delivery: Delivery, visitor: Visitor) -> list[ChannelShown]:
    """Return where such a letter can be brought by its road, as the directory knows it; for the network alone."""
    if not visitor.is_in_network:
        return []
    roads = channels_for(delivery.institution, delivery.letter, visitor.on)
    return [channel_shown(road, visitor) for road in roads if road.way == delivery.way]


def holders_shown(delivery: Delivery, visitor: Visitor) -> list[tuple[str, str]]:
    """Return the offices of the addressee with who holds them now, as a public page says; for the network alone."""
    if not visitor.is_in_network:
        return []
    held = [(office, holder_of(office, visitor.on)) for office in offices_of(delivery.institution, visitor)]
    return [(office.title, holder.name) for office, holder in held if holder]


def _notes(one: DeliveryShown) -> Iterator[str]:
    """Yield what stands beside the clock: that it began anew, runs by another law, or is nobody's law."""
    found: Progress = one.followed
    if found.fault is not None:
        yield impossible_words(found.fault)
        yield _("No term is counted until those who handle the letter have corrected this.")
        return
    if found.history.waits_for_us and not found.has_ended:
        yield _("The body waits for what it asked for: until it is given, no answer is late.")
    if found.history.began_anew:
        yield _(
            "Counted anew from the day on which the body was given what it asked for: the laws that are kept "
            "here do not say how that is counted, so the day is only probable."
        )
    if found.history.letter != one.delivery.letter:
        yield _("The body answers by another law than the letter named: “%(was)s”.") % {
            "was": LETTER_WORDS[one.delivery.letter]
        }
    law = law_for(law_code(one.delivery.institution))
    if law is None and found.reckoning is None and found.state not in ENDED:
        yield _("No law with a term is kept for this body: set a day of your own, and ask again then.")
    elif law is not None and found.history.is_away and found.reckoning is None:
        words = _("No term is kept for such a letter in this country.")
        yield _("No term is kept for such a letter to this body.") if law.bodies else words


def _lines(one: DeliveryShown, visitor: Visitor, named: MemberNames, on: date) -> Iterator[EventLine]:
    """Yield what happened in its order; what was corrected stays readable, struck out."""
    delivery, known = one.delivery, [happened(event) for event in one.events]
    iso3, kept = law_code(delivery.institution), counted_then(one.events)
    # By the kind that it was sent as: the event by which that changed is among those that are counted.
    moved = {move.event.key: _moved_words(move) for move in moves(iso3, delivery.letter, known, on=on)}
    again = {
        change.event.key: _recounted_words(change)
        for change in recounted(iso3, delivery.letter, known, kept, on=on)
    }
    replaced = {event.replaces_id for event in one.events}
    for event in one.events:
        yield EventLine(
            key=event.pk,
            kind=event.kind,
            on=event.happened_on,
            words=_event_words(event),
            more=tuple(_details(event, visitor, on)),
            note=event.reason,
            who=named.words(delivery.demand_id, event.member_id),
            is_corrected=event.pk in replaced,
            moved=moved.get(event.pk, ""),
            recounted=again.get(event.pk, ""),
        )


def _event_words(event: Event) -> str:
    if event.kind == Happening.VOID:
        return _("Taken out: it did not happen")
    words = event.get_kind_display()
    # Not capitalize(): it writes all other letters small.
    said = words[:1].upper() + words[1:]
    return _("Corrected: %(event)s") % {"event": words} if event.replaces_id else said


def _details(event: Event, visitor: Visitor, on: date) -> Iterator[str]:
    if event.number:
        yield _("number %(number)s") % {"number": event.number}
    if event.to is not None and may_be_named_to(event.to, visitor):
        yield _("to: %(name)s") % {"name": event.to.name_on(on)}
    if event.until is not None:
        yield _until_day(event.until)
    if event.letter:
        yield str(LETTER_WORDS[event.letter])
    if event.ground:
        yield _("ground: %(ground)s") % {"ground": event.ground}


def _until_day(day: date) -> str:
    return _("until %(first)s") % {"first": date_format(day)}


def _moved_words(move: ClockChange) -> str:
    """Say what the day of the answer was before and is now."""
    if move.after is None:
        return _("the clock of the answer stands")
    after = until_words(move.after)
    if move.before is None:
        return _("the answer is due: %(after)s") % {"after": after}
    return _("the answer was due: %(before)s; now: %(after)s") % {
        "before": until_words(move.before),
        "after": after,
    }


def _recounted_words(change: Recount) -> str:
    """Say what the page said when an event was recorded, what it says now, and what was corrected since."""
    before, now = change.before, change.now
    words = {
        "day": date_format(change.event.at),
        "before": days_said(before.expected_by, before.late_after),
        "causes": ", ".join(str(CAUSE_WORDS[cause]) for cause in change.causes),
        "now": days_said(now.expected_by, now.late_after) if now else _("no term is known"),
    }
    return (
        _(
            "Recorded on %(day)s, when this page said: %(before)s. Corrected since: %(causes)s. By today’s law: %(now)s"
        )
        % words
    )

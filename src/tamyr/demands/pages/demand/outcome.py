"""What became of a demand: verdicts, promises with their readings, and what addressees replied."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamyr.demands.models import Commitment, Demand, PromiseReading, RightOfReply, Verdict
from tamyr.demands.queries.backers import unnamed_on
from tamyr.network.models import Member, Visitor
from tamyr.network.queries.members import members_visible_to


@dataclass(frozen=True)
class VerdictShown:
    verdict: Verdict
    member: Member | None


@dataclass(frozen=True)
class ReplyShown:
    """What an addressee replied, with the name by which it is called today."""

    row: RightOfReply
    addressee: str


@dataclass(frozen=True)
class ReadingShown:
    """One organisation's word on a promise; ``member`` is None where its name is not this visitor's to know."""

    reading: PromiseReading
    member: Member | None


@dataclass(frozen=True)
class PromiseShown:
    """A promise with its readings; ``is_dissent``: they differ."""

    row: Commitment
    addressee: str
    readings: tuple[ReadingShown, ...]
    is_dissent: bool


@dataclass(frozen=True)
class OutcomeShown:
    """What became of a demand: each member's reading, and whether two of them read alike."""

    verdicts: tuple[VerdictShown, ...]
    words: str
    is_dissent: bool
    commitments: tuple[PromiseShown, ...]
    replies: tuple[ReplyShown, ...]


def judged(demand: Demand, visitor: Visitor) -> OutcomeShown:
    rows = list(demand.verdicts.filter(replaced_at=None))
    read = PromiseReading.objects.filter(commitment__demand=demand, replaced_at=None)
    # Of a draft nothing has been read.
    readings = list(read) if demand.agreed_at else []
    known = _named(demand, visitor, [*rows, *readings])
    return OutcomeShown(
        verdicts=tuple(VerdictShown(row, known.get(row.member_id)) for row in rows),
        words=_verdict_words(rows),
        is_dissent=len({row.reading for row in rows}) > 1,
        commitments=tuple(_promises(demand, visitor, readings, known)),
        replies=tuple(ReplyShown(row, name) for row, name in _with_names(demand.replies.all(), visitor)),
    )


def _named(
    demand: Demand, visitor: Visitor, rows: Iterable[Verdict | PromiseReading]
) -> Mapping[object, Member]:
    """Return the members that may be named here: not those whose names hide, nor who stands behind it without one."""
    unnamed = {member for _demand, member in unnamed_on([demand])}
    members = {row.member_id for row in rows if row.member_id} - unnamed
    return members_visible_to(visitor).prefetch_related("words").in_bulk(list(members)) if members else {}


def _promises(
    demand: Demand, visitor: Visitor, readings: list[PromiseReading], known: Mapping[object, Member]
) -> Iterator[PromiseShown]:
    for promise, addressee in _with_names(demand.commitments.all(), visitor):
        own = [reading for reading in readings if reading.commitment_id == promise.pk]
        shown = tuple(ReadingShown(reading, known.get(reading.member_id)) for reading in own)
        yield PromiseShown(promise, addressee, shown, len({reading.outcome for reading in own}) > 1)


def _with_names(rows: QuerySet[Any], visitor: Visitor) -> Iterator[tuple[Any, str]]:
    for row in rows.select_related("institution").prefetch_related("institution__names"):
        yield row, row.institution.name_on(visitor.on)


def _verdict_words(rows: list[Verdict]) -> str:
    if not rows:
        return _("Nobody has said yet what became of it.")
    readings = {row.get_reading_display() for row in rows}
    if len(rows) == 1:
        return _("One organisation has read it: %(reading)s. Two readings make a verdict.") % {
            "reading": readings.pop()
        }
    if len(readings) == 1:
        return ngettext(
            "%(count)d organisation reads it alike: %(reading)s.",
            "%(count)d organisations read it alike: %(reading)s.",
            len(rows),
        ) % {"count": len(rows), "reading": readings.pop()}
    return _("The readings differ: %(readings)s.") % {"readings": "; ".join(sorted(readings))}

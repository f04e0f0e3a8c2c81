"""Demands for programmes: what anybody may read of them, of who answers, and of the bodies that are asked."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Router

from tamyr.addressees.models import Institution
from tamyr.addressees.queries.directory import may_be_named_to
from tamyr.addressees.queries.lists import listed as bodies_listed
from tamyr.demands.api.schemas import (
    Bodies,
    ChosenBody,
    ChosenLevel,
    ChosenState,
    ChosenTheme,
    Demands,
    Number,
    WhoAnswers,
    WholeDemand,
)
from tamyr.demands.models import Demand, Event, Happening
from tamyr.demands.queries import answering
from tamyr.demands.queries.deliveries import DeliveryShown, deliveries_of
from tamyr.demands.queries.demands import Choice, find_demand
from tamyr.demands.queries.public.lists import bodies_asked, number_now, part_of
from tamyr.demands.queries.texts import texts_of
from tamyr.evidence.api.schemas import REFUSALS, ChosenIso3, Limit, Offset, country, next_part
from tamyr.network.models import Visitor
from tamyr.network.queries.visitors import visitor_on
from tamyr.shared.languages import BOUND_LANGUAGES

router = Router(tags=["demands"])

METHOD = (
    "Letters of demands that anybody may read, sent, received or registered. A refusal counts as an answer, an answer "
    "in part does not. One that came back counts once it goes out again; one that was taken back, or whose demand was "
    "withdrawn, where it was answered. Days are calendar days from the sending to the answer; the median is the middle one. Readings "
    "are those of two member organisations that read alike."
)


def stranger() -> Visitor:
    """Return somebody nobody knows: whoever asks, no more is said than to them."""
    return visitor_on(None, timezone.now())


def facts(demand: Demand) -> dict[str, Any]:
    texts, agreed, ended = texts_of(demand), demand.agreed_at, demand.ended_at
    said = {
        # A translation that nobody has checked is no text of the demand yet.
        part: {code: getattr(texts[code], part) if texts[code].is_ready else "" for code in BOUND_LANGUAGES}
        for part in ("title", "ask", "fulfilled_when")
    }
    plain = ("number", "iso3", "theme", "stage", "subject", "target", "target_year", "due_on")
    return {
        **{name: getattr(demand, name) for name in plain},
        **said,
        "language": demand.authoritative,
        "agreed_on": agreed.date() if agreed else None,
        "ended_on": ended.date() if ended else None,
    }


def body(institution: Institution, on: date) -> dict[str, Any]:
    names = {code: institution.names_on(on).get(code, "") for code in BOUND_LANGUAGES}
    return {"number": institution.number, "iso3": institution.iso3, "name": names}


def letter(one: DeliveryShown, visitor: Visitor) -> dict[str, Any]:
    delivery, followed = one.delivery, one.followed
    replaced, answer = {event.replaces_id for event in one.events}, followed.answer
    return {
        "addressee": body(delivery.institution, visitor.on),
        "letter": followed.history.letter,
        "way": delivery.way,
        "language": delivery.language,
        "state": followed.state,
        "is_late": followed.is_late,
        "expected_by": answer.expected_by if answer else None,
        "late_after": followed.due_on,
        "is_provisional": answer.is_provisional if answer else None,
        "put_off_to": followed.reckoning.put_off_to if followed.reckoning else None,
        # A void event is not listed: the one that it takes out is marked as corrected.
        "events": [_event(event, replaced, visitor) for event in one.events if event.kind != Happening.VOID],
    }


def _event(event: Event, replaced: set[Any], visitor: Visitor) -> dict[str, Any]:
    plain = {"kind": event.kind, "on": event.happened_on, "number": event.number, "until": event.until}
    to = body(event.to, visitor.on) if event.to and may_be_named_to(event.to, visitor) else None
    return {**plain, "ground": event.ground, "to": to, "is_corrected": event.pk in replaced}


def _answers(one: answering.Answering) -> dict[str, Any]:
    names = ("letters", "answered", "refused", "percent", "median_days")
    return {**{name: getattr(one, name) for name in names}, "readings": dict(one.verdicts)}


@router.get(
    "/demands",
    response={200: Demands, **REFUSALS},
    summary=gettext_noop("Demands that anybody may read, chosen and paged"),
)
def every_demand(
    request: HttpRequest,
    iso3: ChosenIso3 = None,
    theme: ChosenTheme = None,
    state: ChosenState = None,
    addressee: ChosenBody = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> dict[str, Any]:
    visitor = stranger()
    # A body that only hidden demands go to is answered like one that is not there.
    if addressee and not bodies_asked(visitor).filter(number=number_now(addressee, visitor)).exists():
        raise Http404(f"No demand goes to an addressee {addressee}.")
    choice = Choice(country(iso3) if iso3 else "", str(theme or ""), str(state or ""), addressee or 0)
    count, rows = part_of(visitor, choice, offset, limit)
    told = {"count": count, "next": next_part(request, count=count, limit=limit, offset=offset)}
    return {**told, "rows": [facts(demand) for demand in rows]}


@router.get(
    "/demands/{number}",
    response={200: WholeDemand, **REFUSALS},
    summary=gettext_noop("One demand with its letters, dates and readings"),
)
def one_demand(request: HttpRequest, number: Number) -> dict[str, Any]:
    visitor = stranger()
    try:
        demand = find_demand(visitor, number)
    except Http404:
        raise Http404(f"There is no demand {number} that anybody may read.") from None
    return {
        **facts(demand),
        "letters": [letter(shown, visitor) for shown in deliveries_of(demand, visitor.at)],
        "readings": [
            {"reading": row.reading, "on": row.at.date(), "reason": row.reason, "language": row.language}
            for row in demand.verdicts.filter(replaced_at=None)
        ],
        # Whole rows: what the schema does not name, it leaves out, and it names neither members nor people.
        "promises": [
            {**vars(row), "addressee": body(row.institution, visitor.on)}
            for row in _of_bodies(demand.commitments.all())
        ],
        "replies": [
            {**vars(row), "addressee": body(row.institution, visitor.on)}
            for row in _of_bodies(demand.replies.all())
        ],
        "evidence": [
            {"iso3": row.iso3, "version": row.assessment, "quoted_on": row.quoted_at.date()}
            for row in demand.quotes.all()
        ],
    }


def _of_bodies(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("institution").prefetch_related("institution__names")


@router.get(
    "/who-answers",
    response={200: WhoAnswers, **REFUSALS},
    summary=gettext_noop("How many letters are answered, and how fast, by country and by addressee"),
)
def who_answers(request: HttpRequest) -> dict[str, Any]:
    visitor = stranger()
    bodies = answering.by_institution(visitor)
    names = answering.names_of([row.key for row in bodies])
    return {
        "as_of": visitor.on,
        "method": METHOD,
        "fewest_letters": answering.FEW,
        "countries": [{**_answers(row), "iso3": row.key} for row in answering.by_country(visitor)],
        "addressees": [{**_answers(row), "addressee": body(names[row.key], visitor.on)} for row in bodies],
    }


@router.get(
    "/addressees",
    response={200: Bodies, **REFUSALS},
    summary=gettext_noop("Public bodies that a public page names, chosen and paged"),
)
def every_addressee(
    request: HttpRequest,
    iso3: ChosenIso3 = None,
    body_level: ChosenLevel = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> dict[str, Any]:
    visitor = stranger()
    found = bodies_listed(
        visitor,
        country=country(iso3) if iso3 else None,
        level=str(body_level or ""),
        kind="",
        letter="",
        part="",
        on=visitor.on,
    )
    count, rows = found.count(), found[offset : offset + limit]
    told = {"count": count, "next": next_part(request, count=count, limit=limit, offset=offset)}
    return {**told, "rows": [{**vars(row), **body(row, visitor.on)} for row in rows]}

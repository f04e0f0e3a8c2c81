"""What is announced of consultations: a new one, another end as it is said and confirmed, an end that is near, off, its outcome."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from tamyr.consultations.models import Consultation
from tamyr.consultations.queries.consultations import consultations_visible_to
from tamyr.consultations.queries.ends import earliest_end, ends_said, said_words
from tamyr.consultations.queries.participants import is_for, people_taking_part
from tamyr.consultations.queries.texts import address_of, end_words, title_of
from tamyr.network.models import Mandate, Member, Visitor
from tamyr.network.models.members import Status
from tamyr.network.models.people import holding_on
from tamyr.network.queries.desk.news import keys_of
from tamyr.network.queries.members import whole
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import Kind, News, announces

# Functions, so that each is said in the language of whoever reads it and not of whoever loaded this.
SENTENCES: dict[str, Callable[[], str]] = {
    "consultation-opened": lambda: _(
        "A public body asks the public. Say whether your organisation takes part."
    ),
    "consultation-corrected": lambda: _("How to take part was corrected: look where it takes what you say."),
    "consultation-moved": lambda: _("Its end is another one now."),
    "consultation-stands": lambda: _("What was said of its end is not confirmed."),
    "consultation-ends-7": lambda: _("It ends within a week, and your organisation takes part."),
    "consultation-ends-2": lambda: _("It ends within two days, and your organisation takes part."),
    # Who says what is asked anew whenever it is read.
    "consultation-end-said": lambda: "",
    "consultation-cancelled": lambda: _("The body called it off."),
    "consultation-outcome": lambda: _("The body says what came of it: say what was taken up."),
}


def _concerned(happening: Happening, at: datetime) -> Iterable[UUID]:
    """Return who acts for an active member that it is for."""
    found = Consultation.objects.filter(pk=happening.about).first()
    if found is None:
        return ()
    # By the rows and not by what somebody may see: the people of hidden members are told as well.
    active = whole(Member.objects.filter(status=Status.ACTIVE))
    members = [member.pk for member in active if is_for(found, member)]
    holding = Mandate.objects.filter(holding_on(at.date()), member__in=members)
    return holding.values_list("person_id", flat=True)


def _taking_part(happening: Happening, at: datetime) -> Iterable[UUID]:
    found = Consultation.objects.filter(pk=happening.about).first()
    return people_taking_part(found, at.date()) if found else ()


def _of_either(happening: Happening, at: datetime) -> Iterable[UUID]:
    """Return who takes part, and whoever was told of it at the beginning and has yet to say so."""
    return {*_concerned(happening, at), *_taking_part(happening, at)}


def _visible(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, Consultation]:
    return consultations_visible_to(visitor).prefetch_related("texts").in_bulk(keys)


@dataclass(frozen=True)
class ConsultationEnd:
    """A consultation, and what is said of its end and not confirmed yet; nothing, mostly."""

    consultation: Consultation
    said: str
    ends_at: datetime


def _visible_with_what_is_said(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, ConsultationEnd]:
    found = _visible(visitor, keys)
    said = ends_said(visitor.at, found.values())
    return {
        key: ConsultationEnd(
            consultation,
            f"{said_words(visitor, consultation, said[key])} {said[key].source}" if key in said else "",
            earliest_end(consultation, said.get(key), visitor.at),
        )
        for key, consultation in found.items()
    }


def _visible_while_it_is_said(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, ConsultationEnd]:
    return {key: ending for key, ending in _visible_with_what_is_said(visitor, keys).items() if ending.said}


def _visible_within(days: int) -> Callable[[Visitor, Collection[UUID]], Mapping[UUID, ConsultationEnd]]:
    """Leave out what was near only by an end that somebody said and that did not hold."""

    def visible(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, ConsultationEnd]:
        found, until = _visible_with_what_is_said(visitor, keys), visitor.at + timedelta(days=days)
        return {key: ending for key, ending in found.items() if ending.ends_at <= until}

    return visible


def _news(happening: Happening, consultation: Consultation) -> News:
    said = SENTENCES[happening.kind]()
    last = consultation.moves.last() if happening.kind == "consultation-moved" else None
    if last is not None and last.is_same_end:
        said = _("It is on again.")
    if happening.kind in ("consultation-opened", "consultation-moved", "consultation-stands"):
        said = f"{said} {end_words(consultation)}"
    return News(
        title=_("Consultation: %(title)s") % {"title": title_of(consultation)},
        sentence=said,
        address=address_of(consultation),
    )


def _news_with_what_is_said(happening: Happening, read: ConsultationEnd) -> News:
    news = _news(happening, read.consultation)
    return replace(news, sentence=f"{news.sentence} {read.said}".strip())


# Nobody is sent to what was called off, or to what has its outcome.
_alive = keys_of(Consultation, Q(cancelled_at=None, outcome_on=None))
_without_outcome = keys_of(Consultation, Q(outcome_on=None))
announces(
    Kind("consultation-opened", _concerned, _alive, _visible, _news),
    Kind("consultation-moved", _of_either, _alive, _visible, _news),
    Kind("consultation-corrected", _taking_part, _alive, _visible, _news),
    Kind(
        # Of one that was called off as well: that it is on again is said by this.
        "consultation-end-said",
        _of_either,
        _without_outcome,
        _visible_while_it_is_said,
        _news_with_what_is_said,
    ),
    Kind("consultation-stands", _of_either, _without_outcome, _visible, _news),
    Kind("consultation-ends-7", _taking_part, _alive, _visible_within(7), _news_with_what_is_said),
    Kind("consultation-ends-2", _taking_part, _alive, _visible_within(2), _news_with_what_is_said),
    Kind(
        "consultation-cancelled",
        _of_either,
        keys_of(Consultation, Q(cancelled_at__isnull=False)),
        _visible,
        _news,
        decides=True,
    ),
    Kind(
        "consultation-outcome",
        _taking_part,
        keys_of(Consultation, Q(outcome_on__isnull=False)),
        _visible,
        _news,
        decides=True,
    ),
)

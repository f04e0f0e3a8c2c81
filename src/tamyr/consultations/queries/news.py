"""What is announced of consultations: a new one, another end, an end that is near, off, and what came of it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from tamyr.consultations.models import Consultation
from tamyr.consultations.queries.consultations import consultations_visible_to
from tamyr.consultations.queries.participants import people_taking_part
from tamyr.consultations.queries.texts import address_of, end_words, title_of
from tamyr.network.models import Mandate, MemberTheme, Visitor
from tamyr.network.models.members import Status
from tamyr.network.models.people import holding_on
from tamyr.network.queries.desk.news import keys_of
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import Kind, News, announces

SENTENCES: dict[str, Callable[[], str]] = {
    "consultation-opened": lambda: _(
        "A public body asks the public. Say whether your organisation takes part."
    ),
    "consultation-moved": lambda: _("Its end is another one now."),
    "consultation-ends-7": lambda: _("It ends within a week, and your organisation takes part."),
    "consultation-ends-2": lambda: _("It ends within two days, and your organisation takes part."),
    "consultation-cancelled": lambda: _("The body called it off."),
    "consultation-outcome": lambda: _("The body says what came of it: say what was taken up."),
}


def _concerned(happening: Happening, at: datetime) -> Iterable[UUID]:
    """Return who acts for an active member of its country; of no single country's, for one that works on its theme."""
    found = Consultation.objects.filter(pk=happening.about).first()
    if found is None:
        return ()
    holding = Mandate.objects.filter(holding_on(at.date()), member__status=Status.ACTIVE)
    if found.iso3:
        return holding.filter(member__country=found.iso3).values_list("person_id", flat=True)
    themes = MemberTheme.objects.filter(theme=found.theme).values("member")
    return holding.filter(member__in=themes).values_list("person_id", flat=True)


def _taking_part(happening: Happening, at: datetime) -> Iterable[UUID]:
    found = Consultation.objects.filter(pk=happening.about).first()
    return people_taking_part(found, at.date()) if found else ()


def _visible(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, Consultation]:
    return consultations_visible_to(visitor).prefetch_related("texts").in_bulk(keys)


def _news(happening: Happening, consultation: Consultation) -> News:
    said = SENTENCES[happening.kind]()
    if happening.kind in ("consultation-opened", "consultation-moved"):
        said = f"{said} {end_words(consultation)}"
    return News(
        title=_("Consultation: %(title)s") % {"title": title_of(consultation)},
        sentence=said,
        address=address_of(consultation),
    )


_alive = keys_of(Consultation, Q(cancelled_at=None, outcome_on=None))
announces(
    Kind("consultation-opened", _concerned, _alive, _visible, _news),
    Kind("consultation-moved", _taking_part, _alive, _visible, _news),
    Kind("consultation-ends-7", _taking_part, _alive, _visible, _news),
    Kind("consultation-ends-2", _taking_part, _alive, _visible, _news),
    Kind(
        "consultation-cancelled",
        _taking_part,
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

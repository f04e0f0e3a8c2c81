"""What is announced of positions: begun, before the members, amended, objected to, ended, to be signed."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from tamyr.network.models import Visitor
from tamyr.network.queries.desk.news import acting_for_its_scope, coordinators_to_tell
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import Kind, News, announces
from tamyr.positions.models import Stage, Version
from tamyr.positions.queries.desk import address_of
from tamyr.positions.queries.positions import follows, positions_visible_to
from tamyr.positions.queries.texts import title_of
from tamyr.positions.rules import facilitates
from tamyr.procedures.queries import people_to_tell

SENTENCES: dict[str, Callable[[], str]] = {
    "position-begun": lambda: _("It is being written: read, comment, propose other words."),
    "position-opened": lambda: _(
        "It is before the members: your organisation may object until the stated day."
    ),
    "position-alone": lambda: _(
        "A translation was not finished in time: the authoritative text runs alone now."
    ),
    "position-amended": lambda: _("An amendment waits for an answer."),
    "amendment-answered": lambda: _("An amendment of your organisation was answered."),
    "position-objected": lambda: _("An organisation objects."),
    "position-ended": lambda: _("What came of it is recorded."),
    "position-signing": lambda: _("Your organisation is asked to sign it."),
}


def _heard(happening: Happening, at: datetime) -> Iterator[UUID]:
    """Yield who acts for a member that is heard on the position."""
    version = Version.objects.select_related("position").filter(pk=happening.about).first()
    if version is None:
        return
    yield from people_to_tell(version.position, at)


def _all_who_follow(happening: Happening, at: datetime) -> Iterator[UUID]:
    yield from _heard(happening, at)
    # Of a circle's position those who do not sit there are shown nothing: see ``_visible``.
    yield from coordinators_to_tell(at.date())


def _facilitator(happening: Happening, _at: datetime) -> list[UUID]:
    found = Version.objects.filter(pk=happening.about).values_list("position__facilitator", flat=True)
    return [key for key in found if key is not None]


def _at_stage(*stages: str) -> Callable[[Collection[UUID]], Iterable[UUID]]:
    return lambda keys: Version.objects.filter(pk__in=keys, stage__in=stages).values_list("pk", flat=True)


def _visible(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, Version]:
    seen = positions_visible_to(visitor).values("pk")
    found = Version.objects.filter(pk__in=keys, position__in=seen).select_related("position")
    return {version.pk: version for version in found if follows(visitor, version.position)}


def _running(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, Version]:
    """Return those that may be spoken on now: whoever is told that they are asked can still answer."""
    found = _visible(visitor, keys)
    return {key: version for key, version in found.items() if version.hears_voices_at(visitor.at)}


def _facilitated(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, Version]:
    # By who facilitates today: whoever handed it on is told no more of it.
    found = _visible(visitor, keys)
    return {key: version for key, version in found.items() if facilitates(visitor, version.position)}


def _news(happening: Happening, version: Version) -> News:
    part = "signing" if happening.kind == "position-signing" else "making"
    return News(
        title=_("Position: %(title)s") % {"title": title_of(version)[0]},
        sentence=SENTENCES[happening.kind](),
        address=address_of(version, part),
    )


ENDED = (Stage.ADOPTED, Stage.FAILED, Stage.WITHDRAWN)
announces(
    Kind("position-begun", _heard, _at_stage(Stage.DRAFT), _visible, _news),
    Kind("position-opened", _heard, _at_stage(Stage.OPEN), _running, _news),
    Kind("position-alone", _heard, _at_stage(Stage.OPEN), _running, _news),
    Kind("position-amended", _facilitator, _at_stage(Stage.DRAFT, Stage.OPEN), _facilitated, _news),
    # At any stage: what became of its own amendment an organisation is told also when the position has ended.
    Kind("amendment-answered", acting_for_its_scope, _at_stage(*Stage.values), _visible, _news),
    Kind("position-objected", _facilitator, _at_stage(Stage.OPEN), _facilitated, _news),
    Kind("position-ended", _all_who_follow, _at_stage(*ENDED), _visible, _news, decides=True),
    Kind("position-signing", _heard, _at_stage(Stage.ADOPTED), _visible, _news),
)

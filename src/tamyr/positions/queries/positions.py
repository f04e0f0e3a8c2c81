"""Which positions a visitor may know of, and their versions."""

from django.db.models import Q, QuerySet
from django.http import Http404

from tamyr.network.models import Visitor
from tamyr.positions.models import Position, Stage, Version
from tamyr.positions.models.versions import RUNNING
from tamyr.procedures.queries import of_visitor, overseen_by
from tamyr.procedures.rules import may_follow


def positions_visible_to(visitor: Visitor) -> QuerySet[Position]:
    """Return what was adopted for the world; besides, what a visitor's organisations are heard on.

    Coordinators see all of them, whoever is heard, but what is of a circle in which they do not sit.
    """
    world = Q(is_public=True, versions__stage=Stage.ADOPTED)
    # Both conditions join other tables: a position with two adopted versions would stand there twice.
    return Position.objects.filter(world | _followed(visitor)).distinct()


def _followed(visitor: Visitor) -> Q:
    if not may_follow(visitor):
        # For nobody: an empty condition would let everybody follow everything.
        return Q(pk__in=())
    return of_visitor(visitor) | overseen_by(visitor)


def followed_by(visitor: Visitor) -> QuerySet[Position]:
    """Return the positions whose making a visitor may see, not their adopted text alone."""
    return Position.objects.filter(_followed(visitor)).distinct()


def follows(visitor: Visitor, position: Position) -> bool:
    return followed_by(visitor).filter(pk=position.pk).exists()


def find_position(visitor: Visitor, number: int) -> Position:
    """Return a position this visitor may know of; for any other the answer is that there is none."""
    found = positions_visible_to(visitor).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def find_followed(visitor: Visitor, number: int) -> Position:
    """Return a position whose making this visitor may follow; for any other there is none."""
    found = find_position(visitor, number)
    if not follows(visitor, found):
        raise Http404
    return found


def adopted_version(position: Position) -> Version | None:
    """Return the version that was adopted last."""
    # It counts on while a later version is written, and where a later one failed.
    return position.versions.filter(stage=Stage.ADOPTED).order_by("-number").first()


def newest_version(position: Position) -> Version:
    """Return the version that was begun last, whatever became of it."""
    # There always is one: a position begins with its first version.
    return position.versions.order_by("-number")[0]


def running_versions(visitor: Visitor) -> list[Version]:
    """Return the versions that are written or spoken on now, of positions whose making a visitor may follow."""
    running = Version.objects.filter(stage__in=RUNNING, position__in=followed_by(visitor).values("pk"))
    return list(
        # A draft has no end, and stands first on SQLite and last on PostgreSQL: whoever lists them
        # takes the stages apart.
        running.select_related("position__facilitator").order_by("closes_at", "-position__number", "pk")
    )


def to_be_signed(visitor: Visitor) -> list[Version]:
    """Return the adopted versions that members are asked to sign now, as far as a visitor follows them."""
    asked = Version.objects.filter(stage=Stage.ADOPTED, sign_until__gt=visitor.at)
    return list(asked.filter(position__in=followed_by(visitor).values("pk")).select_related("position"))


def adopted_for(visitor: Visitor) -> list[Version]:
    """Return the version adopted last of each position a visitor may know of, the newest first."""
    visible = positions_visible_to(visitor).values("pk")
    adopted = Version.objects.filter(position__in=visible, stage=Stage.ADOPTED).select_related("position")
    return _last_of_each(adopted)


def adopted_for_the_world() -> list[Version]:
    """Return what anybody may read, the newest first."""
    adopted = Version.objects.filter(stage=Stage.ADOPTED, position__is_public=True).select_related("position")
    return _last_of_each(adopted)


def _last_of_each(adopted: QuerySet[Version]) -> list[Version]:
    # In ascending order, so that of each position the version that was adopted last stays.
    newest = {version.position_id: version for version in adopted.order_by("number")}
    return sorted(newest.values(), key=lambda version: version.ended_at or version.made_at, reverse=True)

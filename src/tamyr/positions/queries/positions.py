"""Which positions a visitor may know of, and their versions."""

from django.db.models import Q, QuerySet
from django.http import Http404

from tamyr.network.models import MemberTheme, Visitor
from tamyr.positions.logic.regions import parts_with
from tamyr.positions.models import Position, Scope, Stage, Version
from tamyr.positions.models.versions import RUNNING
from tamyr.procedures.rules import may_follow


def positions_visible_to(visitor: Visitor) -> QuerySet[Position]:
    """Return what was adopted for the world; besides, what a visitor's organisations are heard on.

    Coordinators see all of them, whoever is heard.
    """
    world = Q(is_public=True, versions__stage=Stage.ADOPTED)
    if visitor.is_coordinator:
        return Position.objects.all()
    if not may_follow(visitor):
        return Position.objects.filter(world).distinct()
    return Position.objects.filter(world | _theirs(visitor)).distinct()


def _theirs(visitor: Visitor) -> Q:
    members = [mandate.member for mandate in visitor.mandates]
    countries = {member.country_id for member in members}
    # Asked within the same question: this stands on the way of every page's menu.
    themes = MemberTheme.objects.filter(member__in=visitor.members).values("theme")
    return (
        Q(scope=Scope.ALL)
        | Q(scope=Scope.COUNTRY, scope_code__in=countries)
        | Q(scope=Scope.PART, scope_code__in=parts_with(countries))
        | Q(scope=Scope.THEME, scope_code__in=themes)
        | Q(scope=Scope.COALITION, seats__member__in=visitor.members)
    )


def followed_by(visitor: Visitor) -> QuerySet[Position]:
    """Return the positions whose making a visitor may see, not their adopted text alone."""
    if visitor.is_coordinator:
        return Position.objects.all()
    return Position.objects.filter(_theirs(visitor)) if may_follow(visitor) else Position.objects.none()


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
    return position.versions.filter(stage=Stage.ADOPTED).order_by("-number").first()


def newest_version(position: Position) -> Version:
    """Return the version that was begun last, whatever became of it."""
    return position.versions.order_by("-number")[0]


def running_versions(visitor: Visitor) -> list[Version]:
    """Return the versions that are written or spoken on now, of positions whose making a visitor may follow."""
    running = Version.objects.filter(stage__in=RUNNING, position__in=followed_by(visitor).values("pk"))
    return list(
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
    newest = {version.position_id: version for version in adopted.order_by("number")}
    return sorted(newest.values(), key=lambda version: version.ended_at or version.made_at, reverse=True)


def adopted_for_the_world() -> list[Version]:
    """Return what anybody may read, the newest first."""
    adopted = Version.objects.filter(stage=Stage.ADOPTED, position__is_public=True).select_related("position")
    newest = {version.position_id: version for version in adopted.order_by("number")}
    return sorted(newest.values(), key=lambda version: version.ended_at or version.made_at, reverse=True)

"""The clocks of the languages, after whatever may have started or stopped one."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tamyr.notices.services import announce
from tamyr.positions.logic.clocks import begun_after, closes_at, runs_alone
from tamyr.positions.models import Clock, Stage, Version
from tamyr.positions.queries.texts import begun_of, is_ready, places_of, window_of
from tamyr.safety.services import record_act


def set_clocks(version: Version, *, changed: Collection[str], actor: UUID | None, at: datetime) -> None:
    """Start and stop the clocks of a locked version that is before the members.

    ``changed``: languages whose words changed. The authoritative one restarts all of them; a
    translation its own.
    """
    if version.stage != Stage.OPEN:
        return
    begun, places = begun_of(version), places_of(version)
    is_all = version.position.authoritative in changed
    now = {
        language: begun_after(
            begun_at,
            is_ready=is_ready(places, language),
            was_changed=is_all or language in changed,
            at=at,
        )
        for language, begun_at in begun.items()
    }
    for language, begun_at in now.items():
        if begun_at != begun[language]:
            Clock.objects.create(version=version, language=language, at=at, runs=begun_at is not None)
            details: dict[str, str | int | bool | None] = {"language": language, "runs": begun_at is not None}
            record_act(act="position.clock", actor=actor, about=version, at=at, details=details)
        # A clock that begins gives members their days; that one was stopped takes none from anybody.
        if begun_at == at:
            announce(kind="position-opened", about=version, version=f"{language} {at}", actor=actor, at=at)
    version.closes_at = closes_at(now, window_of(version))
    version.save(update_fields=["closes_at"])


def tell_who_runs_alone(*, at: datetime) -> int:
    """Tell, once, that a cap is reached and the authoritative text runs alone; return of how many versions."""
    told = 0
    # Found without a lock, for all of it is asked again under one.
    for version in Version.objects.filter(stage=Stage.OPEN, told_alone_at=None):
        told += _tell_alone(version, at=at)
    return told


@transaction.atomic
def _tell_alone(version: Version, *, at: datetime) -> bool:
    standing = Version.objects.select_for_update(no_key=True, of=("self",)).get(pk=version.pk)
    if standing.stage != Stage.OPEN or standing.told_alone_at is not None:
        return False
    window = window_of(standing)
    # Not before the cap: a translation that is missing today may still come in time.
    if at < window.capped_at or not runs_alone(begun_of(standing), window):
        return False
    standing.told_alone_at = at
    standing.save(update_fields=["told_alone_at"])
    record_act(act="position.runs_alone", actor=None, about=standing, at=at)
    announce(kind="position-alone", about=standing, actor=None, at=at)
    return True

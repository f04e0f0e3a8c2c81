"""Positions that members can object to or sign now, beside the decisions."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tamyr.decisions.queries.thread import OpenMatter, runs_beside_decisions
from tamyr.network.models import Visitor
from tamyr.positions.models import Stage
from tamyr.positions.queries.desk import address_of
from tamyr.positions.queries.positions import running_versions, to_be_signed
from tamyr.positions.queries.texts import title_of


@runs_beside_decisions
def running_positions(visitor: Visitor) -> Iterator[OpenMatter]:
    for version in running_versions(visitor):
        if version.stage == Stage.OPEN and version.closes_at is not None and version.closes_at > visitor.at:
            title, language = title_of(version)
            yield OpenMatter(title, address_of(version), _("Object until"), version.closes_at, language)
    for version in to_be_signed(visitor):
        assert version.sign_until is not None
        title, language = title_of(version)
        yield OpenMatter(title, address_of(version, "signing"), _("Sign until"), version.sign_until, language)

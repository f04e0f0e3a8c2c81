"""What every act here begins with: the row locked, the right asked again."""

from datetime import datetime
from uuid import UUID

from rules.predicates import Predicate

from tamyr.consultations.models import Comment, Consultation
from tamyr.network.models import Visitor
from tamyr.procedures.services import asked_again
from tamyr.safety.services import record_act


class NotAnyMore(Exception):
    """It is over, cancelled, handed over or withdrawn: this act comes too late."""


def kept(standing: Consultation, act: str, actor: UUID, at: datetime) -> Consultation:
    """Save what an act changed, and leave its line."""
    # Readers of feeds see by this alone that something changed.
    standing.changed_at = at
    standing.save()
    record_act(act=act, actor=actor, about=standing, at=at)
    return standing


def locked_comment(
    rule: Predicate, comment: Comment, *stages: str, actor: UUID, at: datetime
) -> tuple[Comment, Visitor]:
    """Lock a comment and return it as it stands; raise ``NotAnyMore`` where its stage does not allow the act."""
    standing = Comment.objects.select_for_update(no_key=True, of=("self",)).get(pk=comment.pk)
    if standing.stage not in stages:
        raise NotAnyMore
    return standing, asked_again(rule, actor, standing, at)

from django.db.models import QuerySet

from tamyr.network.models import Session, Visitor
from tamyr.network.models.sessions import key_hash_of


def sessions_visible_to(visitor: Visitor) -> QuerySet[Session]:
    """Return one's own sessions: nobody sees another's."""
    return Session.objects.filter(person=visitor.person) if visitor.person else Session.objects.none()


def is_this(session: Session, session_key: str | None) -> bool:
    return session.key_hash == key_hash_of(session_key or "")

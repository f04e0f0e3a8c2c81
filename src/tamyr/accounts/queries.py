from django.db.models import QuerySet

from tamyr.accounts.models import Person, Session
from tamyr.accounts.models.sessions import key_hash_of


def sessions_visible_to(person: Person) -> QuerySet[Session]:
    """Return one's own sessions: nobody sees another's."""
    return Session.objects.filter(person=person)


def is_this(session: Session, session_key: str | None) -> bool:
    return session.key_hash == key_hash_of(session_key or "")

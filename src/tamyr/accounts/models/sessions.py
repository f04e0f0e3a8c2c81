"""Who is signed in where. A stolen database opens no session and tells nobody's hours or places."""

import json
import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from tamyr.safety.models import EncryptedTextField, opened_json

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=14)
BEFORE_SIGN_IN = timedelta(hours=1)
SEEN_AGAIN_AFTER = timedelta(hours=1)  # So that reading pages is not a write each time.


class Session(models.Model):
    """One browser of one person, by days only: no address, no browser's name, no hour."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="sessions"
    )
    began_on = models.DateField()
    seen_on = models.DateField()
    ends_on = models.DateField(db_index=True)
    label = EncryptedTextField(retained="days", blank=True)
    data = EncryptedTextField(retained="days", blank=True)

    kept_as = "network.session"

    class Meta:
        db_table = "network_session"
        ordering = ("-seen_on", "id")

    def __str__(self) -> str:
        return str(self.id)


def key_hash_of(session_key: str) -> str:
    # The salt keeps a former room's name: another one would sign everybody out.
    return salted_hmac("tamyr.network.session", session_key, algorithm="sha256").hexdigest()


class SessionStore(SessionBase):
    """Django's session, kept encrypted under a hash of its key."""

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(key_hash=key_hash_of(session_key)).exists()

    def create(self) -> None:
        self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
        self.save(must_create=True)
        self.modified = True

    def load(self) -> dict[str, Any]:
        return self.load_at(timezone.now())

    def load_at(self, now: datetime) -> dict[str, Any]:
        row = Session.objects.filter(key_hash=key_hash_of(str(self.session_key))).first()
        if row is None:
            self._session_key = None
            return {}
        data = opened_json(row.data, {})
        # What does not open is nobody's session: whoever brought it signs in anew.
        if not data or has_run_out(data, now):
            row.delete()
            self._session_key = None
            return {}
        if now - datetime.fromisoformat(data["seen_at"]) > SEEN_AGAIN_AFTER:
            self.modified = True
        return data

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            return self.create()
        return self.save_at(timezone.now(), must_create=must_create)

    def save_at(self, now: datetime, *, must_create: bool) -> None:
        data = dict(self._get_session(no_load=must_create))  # type: ignore[attr-defined]
        key_hash = key_hash_of(str(self.session_key))
        known = None if must_create else Session.objects.filter(key_hash=key_hash).first()
        # It was ended elsewhere meanwhile: saved now, it would sign the person in again.
        if known is None and not must_create:
            raise UpdateError
        row = known or Session(key_hash=key_hash, began_on=now.date())
        data["seen_at"] = now.isoformat()
        data.setdefault("began_at", now.isoformat())
        row.person_id = data.get("_auth_user_id")
        row.seen_on = now.date()
        row.ends_on = (datetime.fromisoformat(data["began_at"]) + LONGEST).date()
        row.data = json.dumps(data)
        # Apart, so that what cannot be written, on a full disk, undoes nothing else.
        with transaction.atomic():
            row.save(force_insert=must_create)
        self._session_cache = data

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            Session.objects.filter(key_hash=key_hash_of(key)).delete()

    def cycle_key(self) -> None:
        super().cycle_key()
        # Whoever signs in begins the two weeks anew.
        for moment in ("began_at", "seen_at"):
            self._session.pop(moment, None)  # type: ignore[attr-defined]

    @classmethod
    def clear_expired(cls) -> None:
        forget_sessions(day=timezone.now().date())


def ended_sessions(*, day: date) -> "tuple[models.QuerySet[Session], ...]":
    """Return the sessions that ended before a day, and those of nobody that were not seen on it."""
    return (
        Session.objects.filter(ends_on__lt=day),
        Session.objects.filter(person=None, seen_on__lt=day),
    )


def forget_sessions(*, day: date) -> None:
    for ended in ended_sessions(day=day):
        ended.delete()


def has_run_out(data: dict[str, Any], now: datetime) -> bool:
    """Whether nobody used it for half a day, or it is two weeks old; an hour where nobody signed in."""
    longest_idle = IDLE if "_auth_user_id" in data else BEFORE_SIGN_IN
    idle = now - datetime.fromisoformat(data["seen_at"])
    return idle > longest_idle or now - datetime.fromisoformat(data["began_at"]) > LONGEST


__all__ = ["CreateError", "Session", "SessionStore"]

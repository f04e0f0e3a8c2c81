"""Keys of those who answer: only their public half, and the secret one as its holder locked it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.accounts.models import Person
from tamyr.network.models import Visitor
from tamyr.network.rules import MayNot
from tamyr.notices.services import announce
from tamyr.protection.models import Pace, Responder, SealingKey
from tamyr.safety.services import record_act


def locked_responder(by: Visitor) -> Responder:
    """Return the one who asks, locked, if they answer letters now."""
    # Of itself alone: the account is only looked at, and whoever
    # changes it waits for nothing that is done with a letter.
    standing = Responder.objects.select_for_update(no_key=True, of=("self",)).select_related("person")
    found = standing.filter(person=by.person, ended_at=None, person__is_active=True).first()
    if found is None or by.person is None:
        raise MayNot(_("You are not among those who answer letters now."))
    return found


@transaction.atomic
def keep_key(
    *, by: Visitor, public: str, wrapped: str = "", passkey: str = "", passkey_wrapped: str = ""
) -> SealingKey:
    """Take a new key into use; the former one opens what was sealed to it, and nothing that comes."""
    responder = locked_responder(by)
    standing = responder.keys.filter(ended_at=None).first()
    # The same form sent twice: news of a key that its owner did not make is an alarm, and must stay one.
    if standing is not None and standing.public == public:
        return standing
    responder.keys.filter(ended_at=None).update(ended_at=by.at)
    key = SealingKey.objects.create(
        responder=responder,
        public=public,
        wrapped=wrapped,
        passkey=passkey,
        passkey_wrapped=passkey_wrapped,
        made_at=by.at,
    )
    record_act(act="letter_key.made", actor=by.actor, about=key, at=by.at)
    announce(kind="letter-key-made", about=key, actor=by.actor, at=by.at)
    return key


@transaction.atomic
def keep_way(*, by: Visitor, public: str, wrapped: str, passkey: str, passkey_wrapped: str) -> SealingKey:
    """Keep one more way to open one's key in use, in place of a former one of the same kind."""
    responder = locked_responder(by)
    key = responder.keys.filter(ended_at=None, public=public).first()
    if key is None:
        raise MayNot(_("Your key changed meanwhile. Open this page anew."))
    key.wrapped = wrapped or key.wrapped
    if passkey_wrapped:
        key.passkey, key.passkey_wrapped = passkey, passkey_wrapped
    key.save(update_fields=["wrapped", "passkey", "passkey_wrapped"])
    record_act(act="letter_key.way_kept", actor=by.actor, about=key, at=by.at)
    return key


@transaction.atomic
def step_down(*, by: Visitor) -> Responder:
    """Answer no letters any more: nobody needs to agree, and no letter is sealed to this key from now on."""
    responder = locked_responder(by)
    end_responder(responder, at=by.at)
    record_act(act="responder.stepped_down", actor=by.actor, about=responder, at=by.at)
    return responder


def end_responder(responder: Responder, *, at: datetime) -> None:
    """A step of stepping down and of being taken off: no wrapped key is given out any more."""
    responder.ended_at = at
    responder.save()
    # Those that ended before are among them: each still opens letters that are kept.
    for key in responder.keys.all():
        key.ended_at = key.ended_at or at
        key.wrapped = key.passkey = key.passkey_wrapped = ""
        key.save()


def hold_keys_of(person: Person) -> None:
    """Hold what ``stop_sealing_to`` changes, before the first audit line, so that no two acts wait for each other."""
    list(
        Responder.objects.select_for_update(no_key=True)
        .filter(person=person)
        .order_by("pk")
        .values_list("pk")
    )


def stop_sealing_to(person: Person, *, at: datetime) -> None:
    """A step of locking an account: who took the device may have the key, also when the account is open again."""
    for key in SealingKey.objects.filter(responder__person=person, ended_at=None):
        key.ended_at = at
        key.save(update_fields=["ended_at"])
        record_act(act="letter_key.ended", actor=None, about=key, at=at)


@transaction.atomic
def promise_pace(*, by: Visitor, hours: int) -> Pace:
    """Promise within how many hours letters are answered: it stands on the form."""
    locked_responder(by)
    pace = Pace.objects.create(hours=hours, set_at=by.at)
    details: dict[str, str | int | bool | None] = {"hours": hours}
    record_act(act="letter_pace.promised", actor=by.actor, about=pace, at=by.at, details=details)
    return pace

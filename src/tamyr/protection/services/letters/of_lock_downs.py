"""A letter of the site's own to those who answer letters: an account was locked, a member hidden."""

import secrets
from datetime import datetime

from tamyr.network.models import Visitor
from tamyr.protection.models import LockDown
from tamyr.protection.services.letters.cases import KeysChanged, NobodyReceives, TooMany, open_case, seal_here
from tamyr.safety.logic.sealing.seeds import SEED_BYTES, identity_from, public_key_of

# Sealed in the moment of the act, for readers of either language.
OF_A_PERSON = (
    "The account of {name} was locked by two people whom they trust. Nobody reads an answer to this letter: "
    "ask their trusted contacts and colleagues what is needed.\n\n"
    "Учётную запись человека по имени {name} закрыли двое доверенных людей. Ответ на это письмо никто не прочтёт: "
    "спросите доверенных людей и коллег, что нужно."
)
OF_A_MEMBER = (
    "{name} was hidden by two of its trusted contacts. Nobody reads an answer to this letter: ask its trusted "
    "contacts what is needed.\n\n"
    "Организацию {name} скрыли двое её доверенных людей. Ответ на это письмо никто не прочтёт: спросите доверенных "
    "людей организации, что нужно."
)


def open_case_of(lock_down: LockDown, *, at: datetime) -> bool:
    """Open a case for a lock-down; say whether it could be. It never holds up the lock-down itself."""
    if lock_down.person is not None:
        text = OF_A_PERSON.format(name=lock_down.person.shown_name)
    else:
        assert lock_down.member is not None
        text = OF_A_MEMBER.format(name=lock_down.member.name)
    # Who wrote it is nobody: its code and its key for answers are thrown away.
    reply_key = public_key_of(identity_from(secrets.token_bytes(SEED_BYTES)))
    # One letter of each lock-down, however often the clock tries again.
    form_key = f"lock-down {lock_down.pk}"
    try:
        open_case(
            sealed=seal_here(text, at=at),
            token=secrets.token_urlsafe(),
            reply_key=reply_key,
            form_key=form_key,
            by=Visitor(at=at),
        )
    except (NobodyReceives, TooMany, KeysChanged):
        return False
    return True

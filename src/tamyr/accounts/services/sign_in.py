"""Checking who somebody is. Every refusal is the same, whatever was wrong."""

import unicodedata
from datetime import datetime
from uuid import uuid4

from django.contrib.auth import authenticate

from tamyr.accounts.models import Person, WrongTries
from tamyr.accounts.services.ways_in import spend_app_code, spend_recovery_code
from tamyr.shared.turns import PASSWORDS, in_turn

TRIES_BEFORE_A_WORD = 10
CODES_A_DAY = 20
RECOVERY_DIGITS = 12


class WrongSignIn(Exception):
    """Name, password and code are not those of one active person; ``too_often`` says only how many tries."""

    def __init__(self, *, too_often: bool) -> None:
        super().__init__("too often" if too_often else "wrong")
        self.too_often = too_often


def sign_in_name_of(text: str) -> str:
    """Return a sign-in name as it is kept: SQLite itself would not know that Ж and ж are one letter."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def check_sign_in(*, name: str, password: str, code: str, at: datetime) -> Person:
    """Return the person whose name, password and code these are; raise WrongSignIn otherwise.

    However many tries others made, the right three always open: nobody can be locked out by
    guessing. They do not help the guesser either, who learns nothing of a password without the
    code. Codes tried with the right password are counted apart, and stop being looked at for
    the day; recovery codes and passkeys, which nobody can guess, still open. Where too many
    passwords are being checked, ``Busy`` is raised and nothing was tried.
    """
    known = sign_in_name_of(name)
    with in_turn(PASSWORDS):
        account = authenticate(username=known, password=password)
    person = account if isinstance(account, Person) else None
    if looks_like_a_recovery_code(code):
        owner = person or _without_password(known)
        opens = spend_recovery_code(person=owner, code=code)
    else:
        owner, opens = person or nobody(), _app_code_opens(person, code, at)
    if opens:
        WrongTries.forget(f"name {known}", at.date())
        return owner
    too_often = WrongTries.add(f"name {known}", at.date()) > TRIES_BEFORE_A_WORD
    raise WrongSignIn(too_often=too_often)


def nobody() -> Person:
    """Return somebody who has nothing: a stranger takes the same steps, so that nothing tells them apart."""
    return Person(pk=uuid4())


def looks_like_a_recovery_code(code: str) -> bool:
    return sum(character.isdigit() for character in code) >= RECOVERY_DIGITS


def _without_password(name: str) -> Person:
    """Return the one who signs in by passkeys only: a recovery code, too long to guess, stands for those."""
    person = Person.objects.filter(sign_in_name=name, is_active=True).first()
    return nobody() if person is None or person.has_usable_password() else person


def _app_code_opens(person: Person | None, code: str, at: datetime) -> bool:
    asked = person or nobody()
    bucket = f"code {asked.pk}" if person else "code of nobody"
    # Asked for strangers as well: the time that it takes must not tell who has an account.
    if WrongTries.of(bucket, at.date()) >= CODES_A_DAY and person:
        return False
    if spend_app_code(person=asked, code=code, at=at):
        WrongTries.forget(bucket, at.date())
        return True
    WrongTries.add(bucket, at.date())
    return False


def confirm_person(*, person: Person, password: str, code: str, at: datetime) -> None:
    """Check that the one signed in is still the one at the keys."""
    if check_sign_in(name=person.sign_in_name, password=password, code=code, at=at).pk != person.pk:
        raise WrongSignIn(too_often=False)

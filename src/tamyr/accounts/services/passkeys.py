"""Passkeys: asked for with a challenge, answered by the person's device, checked against our own origin."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, cast

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from fido2.utils import websafe_decode

from tamyr.accounts.models import Person, WrongTries
from tamyr.accounts.models.factors import Authenticator, webauthn

LONGEST_ANSWER = 20_000
QUESTION, QUESTION_SECONDS = "tamyr.accounts.passkey", 300


class WrongPasskey(Exception):
    """The answer is not one to our challenge, from our origin, by a passkey we know."""


def ask_for_a_new_passkey(person: Person) -> dict[str, Any]:
    """Return what the browser needs to make a passkey that tells by itself whose it is."""
    return cast(dict[str, Any], webauthn.begin_registration(person, True))


def read_new_passkey(request: HttpRequest, answer: str) -> dict[str, Any]:
    """Return a passkey just made, checked; raise WrongPasskey otherwise."""
    credential = _parsed(request, answer)
    try:
        webauthn.parse_registration_response(credential)
        made = webauthn.complete_registration(credential)
    except (ValidationError, ValueError, KeyError, TypeError) as error:
        raise WrongPasskey from error
    # Without a finger or a PIN whoever holds the device would be its owner.
    if not made.is_user_verified():
        raise WrongPasskey
    return credential


def ask_for_a_passkey(request: HttpRequest) -> tuple[dict[str, Any], str]:
    """Return what the browser needs, and our question, signed, for it to keep.

    Kept by us it would be a row for each time that anybody asks, whether they answer or not.
    """
    session, modified = request.session, request.session.modified
    asked = cast(dict[str, Any], webauthn.begin_authentication(None))
    question = signing.dumps(session.pop(webauthn.STATE_SESSION_KEY), salt=QUESTION)
    session.modified = modified
    return asked, question


def person_by_passkey(request: HttpRequest, *, question: str, answer: str, at: datetime) -> Person:
    """Return the active person whose passkey answered our question, once; raise WrongPasskey otherwise."""
    credential = _parsed(request, answer)
    try:
        with _asked(request, question):
            webauthn.parse_authentication_response(credential)
            person = webauthn.extract_user_from_response(credential)
            passkey: Authenticator = webauthn.complete_authentication(person, credential)
    except (ValidationError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise WrongPasskey from error
    # Only a right answer is written down, so that it opens nothing a second time.
    if not passkey.user.is_active or WrongTries.add(f"passkey {question}", at.date()) > 1:
        raise WrongPasskey
    return cast(Person, passkey.user)


@contextmanager
def _asked(request: HttpRequest, question: str) -> Iterator[None]:
    """Put our question where allauth looks for it, for as long as it looks."""
    try:
        state = signing.loads(question, salt=QUESTION, max_age=QUESTION_SECONDS)
    except signing.BadSignature as error:
        raise WrongPasskey from error
    request.session[webauthn.STATE_SESSION_KEY] = state
    try:
        yield
    finally:
        request.session.pop(webauthn.STATE_SESSION_KEY, None)


def _parsed(request: HttpRequest, answer: str) -> dict[str, Any]:
    """Read an answer; refuse one that was made on another site, even on a part of ours."""
    if len(answer) > LONGEST_ANSWER:
        raise WrongPasskey
    try:
        credential: dict[str, Any] = json.loads(answer)
        said = json.loads(websafe_decode(credential["response"]["clientDataJSON"]))
        origin = said["origin"]
    except (ValueError, KeyError, TypeError) as error:
        raise WrongPasskey from error
    if origin != f"{request.scheme}://{request.get_host()}":
        raise WrongPasskey
    return credential

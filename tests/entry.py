"""Signing in, in tests.

A test of anything else takes ``signed_in``: somebody is signed in at once. Where the way in itself counts it takes
``sign_in``: they have a password and an app then, and have just confirmed that it is them, as some acts ask.
A test of signing in sends what is ``typed``. Django's ``force_login`` is for nobody: it writes a session four times.
"""

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from tamyr.accounts.models import Person
from tamyr.accounts.models.sessions import SessionStore
from tamyr.accounts.services.sessions import begin_session
from tamyr.accounts.services.ways_in import Ways, app_code, new_recovery_seed, replace_ways

PASSWORD = "seven quiet hares at dawn"
APP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def signed_in(person: Person, browser: Client | None = None) -> Client:
    """Return a new browser, or that one, in which somebody is signed in as ``force_login`` would leave it."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    client = Client() if browser is None else browser
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    return client


def browser_of(reader: Person | None) -> Client:
    """Return the browser of somebody signed in, or of a stranger."""
    return signed_in(reader) if reader else Client()


def give_password_and_app(person: Person, seed: str = "") -> Person:
    ways = Ways(
        recovery_seed=seed or new_recovery_seed(),
        password_hash=make_password(PASSWORD),
        app_secret=APP_SECRET,
    )
    replace_ways(person=person, ways=ways, at=timezone.now())
    return person


def code_at(moment: datetime) -> str:
    return app_code(APP_SECRET, moment)


def code_now(*, half_minutes_ahead: int = 0) -> str:
    return code_at(timezone.now() + timedelta(seconds=30 * half_minutes_ahead))


def typed(name: str, password: str = PASSWORD, code: str = "") -> dict[str, str]:
    return {"sign_in_name": name, "password": password, "code": code or code_now()}


def sign_in(client: Client, person: Person) -> Client:
    """Sign a person in who has ways to; they have just confirmed that it is them."""
    give_password_and_app(person)
    request = HttpRequest()
    known = client.cookies.get(settings.SESSION_COOKIE_NAME)
    request.session = SessionStore(known.value if known else None)
    begin_session(request=request, person=person, at=timezone.now())
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)
    return client


def agree(client: Client, key: object, page: str = "") -> Any:
    """Press what the page of a proposal offers the second person, as it is or as it was opened before."""
    address = f"/en/proposals/{key}/"
    seen = re.search(r'name="seen" value="(\w+)"', page or client.get(address).content.decode())
    return client.post(f"{address}approve/", {"seen": seen[1] if seen else ""})


def join(client: Client, link: str, sign_in_name: str, **more: str) -> Client:
    """Open an invitation and take every step with a password and an app."""
    first = {"sign_in_name": sign_in_name, "name": "", "way": "app", **more}
    answer = client.post(link, first)
    assert answer.status_code == 302, answer.content.decode()
    secret = client.session["joining"]["app_secret"]
    second = {"password": PASSWORD, "code": app_code(secret, timezone.now())}
    answer = client.post("/en/joining/app/", second)
    assert answer.status_code == 302, answer.content.decode()
    client.post("/en/joining/codes/", {"kept": "on"})
    return client


def form_key(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    return page.split('name="form_key" value="')[1].split('"')[0]


def make_link(client: Client, address: str, **typed: str) -> str:
    """Make an invitation on a page and return the link that is shown."""
    answer = client.post(address, {"form_key": str(uuid4()), **typed}, follow=True)
    assert answer.status_code == 200, answer.content.decode()
    shown = answer.content.decode().split('class="secret">http://testserver')
    assert len(shown) == 2, answer.content.decode()
    return shown[1].split("<")[0]

"""A person at a site, in tests: who opens pages, fills in the forms that stand on them, and lets days pass."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.utils import timezone

from tamyr.accounts.models import Person
from tests.entry import signed_in


@dataclass
class Clock:
    """What the site and its database take for the time; SQLite alone can be told another."""

    now: datetime

    def pass_days(self, days: float) -> None:
        self.now += timedelta(days=days)

    @contextmanager
    def ticking(self, monkeypatch: pytest.MonkeyPatch) -> Iterator["Clock"]:
        monkeypatch.setattr(timezone, "now", lambda: self.now)
        connection.ensure_connection()
        connection.connection.create_function("strftime", 2, self._written)
        yield self
        # The function of the database itself comes back with the next connection.
        connection.connection.create_function("strftime", 2, None)

    def _written(self, _layout: str, moment: str) -> str:
        assert moment == "now"
        return self.now.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds")


class Walker:
    """A signed-in person, or a stranger, who knows only what stands on pages."""

    def __init__(self, person: Person | None = None, language: str = "en") -> None:
        self.client, self.person, self.language = Client(), person, language
        self.signed_in_at: datetime | None = None
        self.address, self.page = "", BeautifulSoup("", "html.parser")

    def open(self, address: str) -> BeautifulSoup:
        """Open a page of the site by its address without the language; after days one signs in anew."""
        now = timezone.now()
        if self.person is not None and (
            self.signed_in_at is None or now - self.signed_in_at > timedelta(hours=1)
        ):
            signed_in(self.person, self.client)
            self.signed_in_at = now
        return self._follow(self.client.get(urljoin(f"/{self.language}/", address), follow=True))

    def send(self, to: str, **typed: Any) -> BeautifulSoup:
        """Send the first form of the page whose address ends so, with what stands in it and what is typed."""
        forms = self.page.find_all("form", method="post")
        return self._send(next(form for form in forms if self._target(form).endswith(to)), typed)

    def press(self, act: str) -> BeautifulSoup:
        """Press the button of this value, with what stands in its form."""
        button = self.page.find("button", attrs={"name": "act", "value": act})
        assert button is not None and (form := button.find_parent("form")) is not None
        return self._send(form, {"act": act})

    def _send(self, form: Tag, typed: dict[str, Any]) -> BeautifulSoup:
        return self._follow(self.client.post(self._target(form), {**_fields(form), **typed}, follow=True))

    def file(self, address: str) -> bytes:
        answer = self.client.get(urljoin(f"/{self.language}/", address))
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        content: bytes = answer.getvalue()
        return content

    @property
    def text(self) -> str:
        """What the page says, in one line."""
        main = self.page.find("main")
        assert main is not None
        return " ".join(main.get_text(" ").split())

    def _target(self, form: Tag) -> str:
        return urljoin(self.address, str(form.get("action", "")).partition("#")[0])

    def _follow(self, answer: Any) -> BeautifulSoup:
        self.address = (
            answer.redirect_chain[-1][0].partition("#")[0]
            if answer.redirect_chain
            else answer.request["PATH_INFO"]
        )
        self.page = BeautifulSoup(answer.content, "html.parser")
        assert answer.status_code == 200, f"{self.address}: {answer.status_code} {self.text}"
        return self.page


def _fields(form: Tag) -> dict[str, Any]:
    """Return what a browser would send of a form that nobody touched."""
    said: dict[str, Any] = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name, kind = str(field.get("name", "")), field.get("type", "")
        if not name or (kind in ("checkbox", "radio") and not field.has_attr("checked")):
            continue
        if field.name == "select":
            chosen = field.find_all("option", selected=True) or field.find_all("option", limit=1)
            if not field.has_attr("multiple"):
                said[name] = chosen[0].get("value", "") if chosen else ""
        elif kind == "checkbox":
            said.setdefault(name, []).append(field.get("value", "on"))
        else:
            said[name] = field.get_text() if field.name == "textarea" else field.get("value", "")
    return said

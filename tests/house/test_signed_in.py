"""Who is signed in at once for a test is signed in as the framework's own test client would have it."""

from typing import Any

from django.test import Client

from tamyr.accounts.models import Person
from tests.entry import signed_in

MOMENTS = ("began_at", "seen_at")


def kept(browser: Client) -> dict[str, Any]:
    return {name: value for name, value in browser.session.items() if name not in MOMENTS}


def test_one_line_of_a_table_is_what_the_framework_writes(aygul: Person) -> None:
    other = Client()
    other.force_login(aygul)
    assert kept(signed_in(aygul)) == kept(other) != {}
    assert aygul.sessions.count() == 2

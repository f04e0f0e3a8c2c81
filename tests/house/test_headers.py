"""What every answer carries, and what it never does."""

import pytest
from django.test import Client

PAGES = ("/ru/no-such-page/", "/xx/countries/", "/")


pytestmark = pytest.mark.django_db


@pytest.fixture(params=PAGES)
def headers(request: pytest.FixtureRequest, client: Client) -> dict[str, str]:
    return {name.lower(): value for name, value in client.get(request.param).headers.items()}


def test_the_content_policy_allows_only_our_own(headers: dict[str, str]) -> None:
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert policy["style-src"] == policy["img-src"] == policy["form-action"] == "'self'"
    assert not any("unsafe" in sources or "http" in sources for sources in policy.values())


def test_browsers_are_told_to_stay_careful(headers: dict[str, str]) -> None:
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]


def test_no_cookie_is_set(client: Client) -> None:
    for page in PAGES:
        assert not client.get(page).cookies


def test_no_reader_is_written_to_the_log(client: Client, capfd: pytest.CaptureFixture[str]) -> None:
    for host in ("testserver", "203.0.113.8"):
        headers = {"user-agent": "Recognisable/1.0", "host": host}
        client.get("/ru/no-such-page/", headers=headers, REMOTE_ADDR="203.0.113.7")
    assert capfd.readouterr() == ("", "")

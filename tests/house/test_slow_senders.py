"""Whoever sends slowly, reads slowly or sends nothing holds no thread: others are answered meanwhile."""

import select
from collections.abc import Iterator
from contextlib import ExitStack, closing
from html import unescape
from http.client import HTTPConnection
from typing import Any

import pytest
from django.test import Client

from tamyr.config.front import UNREAD
from tamyr.config.port import HOST
from tests.house.small_site import begun, body_of, small_site, status_to

pytestmark = [pytest.mark.whole, pytest.mark.enable_socket, pytest.mark.allow_hosts([HOST])]


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with small_site() as port:
        yield port


@pytest.mark.parametrize(
    ("slow", "many"),
    [
        pytest.param(b"GET / HTTP/1.1\r\nHost:", 40, id="headers"),
        pytest.param(body_of(100, b"a"), 40, id="bodies"),
        pytest.param(b"GET /long/ HTTP/1.1\r\nHost: a\r\n\r\n", 8, id="readers"),
    ],
)
def test_slow_ones_keep_nobody_waiting(port: int, slow: bytes, many: int) -> None:
    with ExitStack() as open_ones:
        for _each in range(many):
            open_ones.enter_context(closing(begun(port, slow)))
        with closing(begun(port, body_of(3, b"abc"))) as ordinary:
            assert status_to(ordinary) == 200


def test_large_forms_keep_no_small_one_waiting(port: int) -> None:
    with ExitStack() as open_ones:
        large = [
            open_ones.enter_context(closing(begun(port, body_of(600, b"a" * 600, b"/busy/"))))
            for _each in range(6)
        ]
        with closing(begun(port, body_of(3, b"abc"))) as small:
            assert status_to(small) == 200
        assert not any(select.select(large, [], [], 0))
        with closing(begun(port, b"GET /over/ HTTP/1.1\r\nHost: a\r\n\r\n")) as end:
            assert status_to(end) == 200
        assert [status_to(sender) for sender in large] == [200] * 6


def test_a_body_that_stands_still_is_refused(port: int) -> None:
    with closing(begun(port, body_of(100, b"a"))) as slow:
        assert status_to(slow) == 408


def test_bodies_are_held_up_to_a_limit_and_let_go(port: int) -> None:
    with closing(begun(port, body_of(4_000, b"a" * 3_900))) as first:
        with closing(begun(port, body_of(4_000, b"a" * 3_900))) as second:
            assert status_to(second) == 503
        first.sendall(b"a" * 100)
        assert status_to(first) == 200
    with closing(begun(port, body_of(4_000, b"a" * 4_000))) as third:
        assert status_to(third) == 200


def test_what_is_sent_and_said_arrives_unchanged_and_no_address_with_it(port: int) -> None:
    with closing(HTTPConnection(HOST, port, timeout=10)) as caller:
        caller.putrequest("POST", "/%D0%B6%20/?a=b")
        for name, value in (("A-B", "1"), ("A_B", "forged"), ("A-B", "2"), ("Content-Length", "2")):
            caller.putheader(name, value)
        caller.endheaders(b"\x00\xff")
        answer = caller.getresponse()
        assert answer.headers.get_all("X-Twice") == ["1", "2"]
        assert answer.read().decode() == repr(("/ж /".encode().decode("latin-1"), "1,2", None, b"\x00\xff"))


@pytest.mark.parametrize(("status", "said"), [(408, "came in too slowly"), (503, "in a few minutes")])
def test_the_sender_is_told_why(client: Client, status: int, said: str) -> None:
    unread: dict[str, Any] = {UNREAD: status}
    answer = client.generic("POST", "/en/join/", **unread)
    assert answer.status_code == status
    assert said in unescape(answer.content.decode())

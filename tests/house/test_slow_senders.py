"""Whoever sends slowly, reads slowly or sends nothing holds no thread: others are answered meanwhile."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from html import unescape
from http.client import HTTPConnection, HTTPResponse
from typing import Any

import pytest
from django.test import Client

from tamyr.config.front import UNREAD
from tamyr.config.port import HOST

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts([HOST])]

SERVE = """
import sys
from granian import Granian
from granian.constants import Interfaces
from tamyr.config.front import Front

def site(environ, start_response):
    body = environ["wsgi.input"].read()
    start_response(f"{environ.get('tamyr.unread', 200)} Said", [("X-Twice", "1"), ("X-Twice", "2")])
    if environ["PATH_INFO"] == "/long/":
        return [b"x" * 8_000_000]
    return [repr((environ["PATH_INFO"], environ.get("HTTP_A_B"), environ.get("REMOTE_ADDR"), body)).encode()]

front = Front(site, largest_body=4_000, patience_seconds=1, most_held_bytes=5_000)
server = Granian("-", address="127.0.0.1", port=int(sys.argv[1]), interface=Interfaces.RSGI, log_enabled=False)
server.serve(target_loader=lambda _target: front)
"""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with closing(socket.socket()) as door:
        door.bind((HOST, 0))
        free: int = door.getsockname()[1]
    with subprocess.Popen([sys.executable, "-c", SERVE, str(free)]) as server:
        while not is_open(free):
            time.sleep(0.05)
        yield free
        server.terminate()


def is_open(port: int) -> bool:
    try:
        with closing(HTTPConnection(HOST, port, timeout=5)) as caller:
            caller.request("GET", "/")
            return caller.getresponse().status == 200
    except OSError:
        return False


def begun(port: int, begin: bytes) -> socket.socket:
    sender = socket.create_connection((HOST, port), timeout=10)
    sender.sendall(begin)
    return sender


def body_of(size: int, sent: bytes = b"") -> bytes:
    return b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s" % (size, sent)


def status_to(sender: socket.socket) -> int:
    answer = HTTPResponse(sender)
    answer.begin()
    answer.read()
    return answer.status


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

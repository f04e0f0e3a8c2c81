"""A small site behind the site's own front, in a process of its own, and those who send to it."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse

from tamyr.config.port import HOST

SERVE = """
import sys
import threading
from granian import Granian
from granian.constants import Interfaces
from tamyr.config.front import Front

over = threading.Event()

def site(environ, start_response):
    if environ["PATH_INFO"] == "/busy/":
        over.wait(10)
    if environ["PATH_INFO"] == "/over/":
        over.set()
    body = environ["wsgi.input"].read()
    start_response(f"{environ.get('tamyr.unread', 200)} Said", [("X-Twice", "1"), ("X-Twice", "2")])
    if environ["PATH_INFO"] == "/long/":
        return [b"x" * 8_000_000]
    return [repr((environ["PATH_INFO"], environ.get("HTTP_A_B"), environ.get("REMOTE_ADDR"), body)).encode()]

front = Front(site, largest_body=4_000, patience_seconds=1, most_held_bytes=5_000, large_form_bytes=500)
server = Granian("-", address="127.0.0.1", port=int(sys.argv[1]), interface=Interfaces.RSGI, log_enabled=False)
server.serve(target_loader=lambda _target: front)
"""


def free_port() -> int:
    with closing(socket.socket()) as door:
        door.bind((HOST, 0))
        port: int = door.getsockname()[1]
        return port


@contextmanager
def small_site() -> Iterator[int]:
    """Serve it; yield its port."""
    free = free_port()
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


def body_of(size: int, sent: bytes = b"", path: bytes = b"/") -> bytes:
    return b"POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s" % (path, size, sent)


def status_to(sender: socket.socket) -> int:
    answer = HTTPResponse(sender)
    answer.begin()
    answer.read()
    return answer.status

"""The proxy that docs/how-to/run-it-in-the-open.md describes, as nginx runs it."""

import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import NamedTuple

import pytest

from tamyr.config.port import HOST
from tests.house.small_site import begun, body_of, free_port, small_site, status_to

CONFIGURATION = Path(__file__).parents[2] / "deploy" / "nginx.conf"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")
CERTIFICATE = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=test -days 1"

pytestmark = [
    pytest.mark.trial,
    pytest.mark.skipif(not NGINX, reason="this machine has no nginx"),
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts([HOST]),
]


class Proxy(NamedTuple):
    port: int
    plain_port: int
    folder: Path


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """Run our own configuration, with only its ports and the place of its certificate changed."""
    assert NGINX
    folder, secure, plain = tmp_path_factory.mktemp("nginx"), free_port(), free_port()
    certificate = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run(["openssl", *CERTIFICATE.split(), *certificate], check=True, capture_output=True)
    with small_site() as site:
        ours = CONFIGURATION.read_text().replace("127.0.0.1:8000", f"{HOST}:{site}")
        ours = ours.replace("/etc/ssl/tamyr", str(folder))
        ours = ours.replace("listen 80;", f"listen {HOST}:{plain};").replace(
            "listen 443", f"listen {HOST}:{secure}"
        )
        around = (
            f"daemon off; pid {folder}/pid; error_log {folder}/error.log info;\n"
            "events {}\nhttp {\n"
            + "".join(f"{kind}_temp_path {folder}/temp;\n" for kind in ("client_body", "proxy"))
            + ours
            + "}\n"
        )
        (folder / "nginx.conf").write_text(around)
        command = [
            NGINX,
            "-p",
            str(folder),
            "-c",
            str(folder / "nginx.conf"),
            "-e",
            str(folder / "error.log"),
        ]
        with subprocess.Popen(command) as running:
            until_open(secure)
            yield Proxy(secure, plain, folder)
            running.terminate()


def until_open(port: int) -> None:
    given_up_at = time.monotonic() + 10
    while time.monotonic() < given_up_at:
        with closing(socket.socket()) as caller:
            if caller.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError("nginx did not start")


def encrypted(line: socket.socket) -> ssl.SSLSocket:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context.wrap_socket(line)


def begun_through(proxy: Proxy, begin: bytes) -> ssl.SSLSocket:
    line = encrypted(begun(proxy.port, b""))
    line.sendall(begin)
    return line


@pytest.mark.parametrize(
    ("slow", "many"),
    [
        pytest.param(b"", 40, id="handshakes"),
        pytest.param(b"GET / HTTP/1.1\r\nHost:", 40, id="headers"),
        pytest.param(body_of(100, b"a"), 40, id="bodies"),
        pytest.param(b"GET /long/ HTTP/1.1\r\nHost: a\r\n\r\n", 8, id="readers"),
    ],
)
def test_slow_ones_at_the_proxy_keep_nobody_waiting(proxy: Proxy, slow: bytes, many: int) -> None:
    with ExitStack() as open_ones:
        for _each in range(many):
            line = begun_through(proxy, slow) if slow else begun(proxy.port, b"")
            open_ones.enter_context(closing(line))
        with closing(begun_through(proxy, body_of(3, b"abc"))) as ordinary:
            assert status_to(ordinary) == 200


def test_a_body_that_stands_still_is_refused_through_the_proxy(proxy: Proxy) -> None:
    with closing(begun_through(proxy, body_of(100, b"a"))) as slow:
        assert status_to(slow) == 408


def test_headers_and_bodies_have_their_limits(proxy: Proxy) -> None:
    long_header = b"GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + b"x" * 20_000 + b"\r\n\r\n"
    with closing(begun_through(proxy, long_header)) as line:
        assert status_to(line) == 400
    with closing(begun_through(proxy, body_of(30_000_000))) as line:
        assert status_to(line) == 413


def test_a_monitor_of_this_machine_is_answered(proxy: Proxy) -> None:
    with closing(begun_through(proxy, b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")) as line:
        assert status_to(line) == 200
    assert "deny all;" in CONFIGURATION.read_text().split("location = /healthz")[1].split("}")[0]


def test_plain_http_leads_to_tls(proxy: Proxy) -> None:
    with closing(begun(proxy.plain_port, b"GET /ru/ HTTP/1.1\r\nHost: tamyr.example.org\r\n\r\n")) as line:
        assert b"Location: https://tamyr.example.org/ru/" in line.recv(1000)


def test_nobodys_address_is_handed_on_or_written_down(proxy: Proxy) -> None:
    forged = b"GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: http\r\n\r\n"
    with closing(begun_through(proxy, forged)) as line:
        assert status_to(line) == 200
    written = [
        file for file in proxy.folder.rglob("*") if file.is_file() and file.suffix not in (".pem", ".conf")
    ]
    assert {file.name for file in written} == {"pid", "error.log"}, (
        "no log of readers, nothing of what they sent"
    )
    assert not re.search(r"client|203\.0\.113\.7", (proxy.folder / "error.log").read_text())

"""The site's front: a request comes in whole, at its sender's pace, before one of the few threads answers it.

A thread that read a body itself would wait for its sender, and a handful of slow ones would hold all of them.
Nor does a thread wait for whoever reads slowly: an answer is given to the server whole.
"""

import asyncio
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from granian._granian import RSGIHTTPProtocol
    from granian.rsgi import Scope

Site = Callable[..., Any]

# So many for pages, and as many for forms: however many of one kind wait, the other kind is answered.
THREADS = 4
# Whoever sends files works the processor for seconds: of them one is answered after another.
LARGE_FORM_BYTES, THREADS_FOR_LARGE_FORMS = 1_000_000, 1
# What lets a body on a phone's weakest connection come in: half a minute, and a second for each 10 kB.
PATIENCE_SECONDS, LEAST_BYTES_PER_SECOND = 30.0, 10_000
# Of all bodies that are coming in or wait for a thread, in one process.
MOST_HELD_BYTES = 200_000_000
# Said to the site of a body that was not received whole: the status to refuse it with.
UNREAD = "tamyr.unread"
TOO_SLOW, TOO_MANY = 408, 503


class Answer(NamedTuple):
    status: int
    headers: list[tuple[str, str]]
    content: bytes


class Unread(Exception):
    """A body that is not received whole, and the status of its refusal."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Front:
    """Answers granian (RSGI) with what a site (WSGI) says."""

    def __init__(
        self,
        site: Site,
        *,
        largest_body: int,
        patience_seconds: float = PATIENCE_SECONDS,
        most_held_bytes: int = MOST_HELD_BYTES,
        large_form_bytes: int = LARGE_FORM_BYTES,
    ) -> None:
        self.site, self.largest_body, self.large_form_bytes = site, largest_body, large_form_bytes
        self.patience_seconds, self.most_held_bytes = patience_seconds, most_held_bytes
        self.held_bytes = 0
        self.for_pages, self.for_forms = ThreadPoolExecutor(THREADS), ThreadPoolExecutor(THREADS)
        self.for_large_forms = ThreadPoolExecutor(THREADS_FOR_LARGE_FORMS)

    async def __rsgi__(self, scope: "Scope", protocol: "RSGIHTTPProtocol") -> None:
        environ, body = environ_of(scope), bytearray()
        try:
            await self.receive(environ, protocol, body)
        except Unread as unread:
            environ |= {"CONTENT_LENGTH": "0", UNREAD: unread.status}
            self.let_go(body)
        try:
            environ["wsgi.input"] = BytesIO(body)
            threads = self.threads_for(scope.method, len(body))
            answer = await asyncio.get_running_loop().run_in_executor(threads, self.answer, environ)
        finally:
            self.let_go(body)
        protocol.response_bytes(answer.status, answer.headers, answer.content)

    def threads_for(self, method: str, size: int) -> ThreadPoolExecutor:
        if size > self.large_form_bytes:
            return self.for_large_forms
        return self.for_pages if method in ("GET", "HEAD") else self.for_forms

    async def receive(self, environ: dict[str, Any], protocol: "RSGIHTTPProtocol", body: bytearray) -> None:
        """Read the body that is announced; one that is none or too large stays unread, for the site to refuse."""
        stated = environ.get("CONTENT_LENGTH", "")
        if not stated.isdigit() or not 0 < int(stated) <= self.largest_body:
            return
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            async with asyncio.timeout_at(began + self.patience_seconds) as limit:
                async for piece in protocol:
                    body += piece
                    self.held_bytes += len(piece)
                    if self.held_bytes > self.most_held_bytes:
                        raise Unread(TOO_MANY)
                    limit.reschedule(began + self.patience_seconds + len(body) / LEAST_BYTES_PER_SECOND)
        except TimeoutError:
            raise Unread(TOO_SLOW) from None

    def let_go(self, body: bytearray) -> None:
        self.held_bytes -= len(body)
        body.clear()

    def answer(self, environ: dict[str, Any]) -> Answer:
        begun: list[tuple[int, list[tuple[str, str]]]] = []

        def start_response(status: str, headers: list[tuple[str, str]], _exc_info: Any = None) -> None:
            begun.append((int(status[:3]), headers))

        said = self.site(environ, start_response)
        try:
            content = b"".join(said)
        finally:
            if hasattr(said, "close"):
                said.close()
        return Answer(*begun[-1], content)


def environ_of(scope: "Scope") -> dict[str, Any]:
    """Return what WSGI says of a request, without its sender's address, which nobody needs to know."""
    name, _colon, port = scope.server.rpartition(":")
    environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": name,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    if scope.authority:
        environ["HTTP_HOST"] = scope.authority
    for name, value in scope.headers.items():
        # Written with "_" it would be taken for the header with "-" that only a proxy may set.
        if "_" in name:
            continue
        key = name.upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        between = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{between}{value}" if key in environ else value
    return environ

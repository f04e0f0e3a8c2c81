"""A mail server on this machine that answers as it is told."""

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any


class MailServer:
    """Speaks SMTP on this machine. ``says`` names by step what it answers; an empty answer hangs up."""

    def __init__(self, says: Mapping[str, bytes]) -> None:
        self.says = says
        self.taken: list[bytes] = []
        self.envelopes: list[bytes] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def settings(self) -> dict[str, Any]:
        return {"host": "127.0.0.1", "port": self.listener.getsockname()[1], "timeout": 5}

    def _serve(self) -> None:
        while True:
            try:
                connection, _address = self.listener.accept()
            except OSError:
                return
            # Whoever was killed resets its connection: the next one is served all the same.
            with connection, suppress(OSError):
                self._speak(connection)

    def _speak(self, connection: socket.socket) -> None:
        lines = connection.makefile("rb")
        if not self._answer(connection, "hello", b"220 ready"):
            return
        for line in lines:
            step = line.strip().split(b" ")[0].split(b":")[0].lower().decode()
            self.envelopes += [line.strip()] if step in ("mail", "rcpt") else []
            if not self._answer(connection, step, b"354 go on" if step == "data" else b"250 ok"):
                return
            if step == "data" and not self._take(connection, lines):
                return

    def _take(self, connection: socket.socket, lines: Any) -> bool:
        if self.says.get("body") == b"":
            return False
        letter = b""
        for line in lines:
            if line == b".\r\n":
                break
            letter += line
        else:
            return False
        answer = self.says.get("dot", b"250 taken")
        if answer.startswith(b"250") or self.says.get("keeps"):
            self.taken.append(letter)
        # The answer that was written down, not one asked anew: it may be another by then.
        if answer:
            connection.sendall(answer + b"\r\n")
        return bool(answer)

    def _answer(self, connection: socket.socket, step: str, good: bytes) -> bool:
        answer = self.says.get(step, good)
        if answer:
            connection.sendall(answer + b"\r\n")
        return bool(answer)


@contextmanager
def mail_server(**says: bytes) -> Iterator[MailServer]:
    server = MailServer(says)
    server.thread.start()
    try:
        yield server
    finally:
        server.listener.close()

"""Ordinary pages while slow connections hang on or twenty send forms at once, against the same pages when idle.

    .venv/bin/python -m benchmarks.floods [--seconds 5] [--rounds 2] [--without-pause] [--only sign-ins ...]

A site of two workers, as ``make run`` starts it, without a proxy. Idle and flooded turns follow each other. A slow
connection moves one byte a second and is begun anew when it is ended; whoever sends a form is answered, or told to
come back, and comes again after a second, or at once with ``--without-pause``. Aim: the median of each page in a flooded turn is at most three times
that of the idle turn before it.
"""

import argparse
import multiprocessing
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing.synchronize import Event
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from benchmarks.crowd import AIM, MEMBERS, PAGES, SECRET, asked
from benchmarks.pages import environment, prepare, server
from benchmarks.parts.arguments import at_least, duration

HOST = "127.0.0.1"
AT_ONCE = 20
PAUSE_SECONDS = 1.0
EDGE = "edge-of-the-parts"
HEAD = f"Host: {HOST}\r\nCookie: csrf={SECRET}\r\n"
SLOW = {
    "headers": (f"GET /ru/countries/ HTTP/1.1\r\n{HEAD}X-Slow: ", b"x"),
    "bodies": (
        f"POST /ru/join/ HTTP/1.1\r\n{HEAD}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000000\r\n\r\n",
        b"x",
    ),
    "readers": (f"GET /ru/countries/methods/ HTTP/1.1\r\n{HEAD}\r\n", b""),
}
APPLICATION = {
    "name_en": "Example Flood",
    "country": "KAZ",
    "story": "x" * 5_000,
    "reason": "x" * 5_000,
    "contact_name": "x",
    "contact_address": "x",
    "exposure": "public",
    "shares_values": "on",
}


def slow_connection(port: int, kind: str, over: Event) -> str:
    """Hang on until it is over or the server ends it; return which."""
    begin, piece = SLOW[kind]
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        line.settimeout(PAUSE_SECONDS)
        line.connect((HOST, port))
        line.sendall(begin.encode())
        while not over.wait(PAUSE_SECONDS):
            try:
                if piece:
                    line.sendall(piece)
                    line.setblocking(False)
                if not line.recv(1):
                    return "ended"
            except BlockingIOError:
                line.settimeout(PAUSE_SECONDS)
            except OSError:
                return "ended"
    return "held on"


def application(port: int, documents: int) -> str:
    said = {**APPLICATION, "form_key": str(uuid4()), "csrfmiddlewaretoken": SECRET}
    parts = [
        f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}'
        for name, value in said.items()
    ]
    document = f'--{EDGE}\r\nContent-Disposition: form-data; name="documents"; filename="a.txt"\r\n\r\n'
    parts += [document + "x" * 4_900_000] * documents
    body = "\r\n".join([*parts, f"--{EDGE}--\r\n"]).encode()
    kind = f"multipart/form-data; boundary={EDGE}"
    return str(asked(port, "POST", "/ru/join/", body, Cookie=f"csrf={SECRET}", Content_Type=kind))


def sign_in(port: int) -> str:
    body = urlencode(
        {"csrfmiddlewaretoken": SECRET, "sign_in_name": "somebody", "password": "wrong", "code": "123456"}
    ).encode()
    kind = "application/x-www-form-urlencoded"
    return str(asked(port, "POST", "/ru/sign-in/", body, Cookie=f"csrf={SECRET}", Content_Type=kind))


def passkey_asked(port: int) -> str:
    return str(asked(port, "GET", "/ru/sign-in/asked/"))


# Name: how many at once, and what each does until it is over.
FLOODS: dict[str, tuple[int, Callable[[int, Event], str]]] = {
    **{
        f"{many} slow {kind}": (many, lambda port, over, kind=kind: slow_connection(port, kind, over))  # type: ignore[misc]
        for kind in SLOW
        for many in (8, 40)
    },
    "applications": (AT_ONCE, lambda port, _over: application(port, 0)),
    "enclosures": (AT_ONCE, lambda port, _over: application(port, 3)),
    "sign-ins": (AT_ONCE, lambda port, _over: sign_in(port)),
    "sign-in/asked": (AT_ONCE, lambda port, _over: passkey_asked(port)),
}


def flood(port: int, name: str, pause: float, over: Event, answered: Any) -> None:
    many, act = FLOODS[name]
    found: Counter[str] = Counter()

    def keep_on() -> None:
        while not over.is_set():
            try:
                found[act(port, over)] += 1
            except OSError:
                found["not answered"] += 1
            over.wait(pause)

    threads = [threading.Thread(target=keep_on, daemon=True) for _each in range(many)]
    for thread in threads:
        thread.start()
    over.wait()
    # Slow ones are still waiting for an answer that nobody needs.
    for thread in threads:
        thread.join(2)
    answered.put(dict(found))


def spans_ms(port: int, seconds: float) -> dict[str, list[float]]:
    """Return how long each page took; one that is not answered took as long as was waited for it."""
    spans: dict[str, list[float]] = {address: [] for address in PAGES}
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        for address, taken in spans.items():
            began = time.perf_counter()
            try:
                with socket.create_connection((HOST, port), timeout=10) as line:
                    line.sendall(
                        f"GET {address} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode()
                    )
                    while line.recv(65_536):
                        pass
            except TimeoutError:
                pass
            taken.append(1000 * (time.perf_counter() - began))
    return spans


def measure(port: int, name: str, *, seconds: float, rounds: int, pause: float) -> None:
    apart = multiprocessing.get_context("spawn")
    ratios: dict[str, list[float]] = {address: [] for address in PAGES}
    answers: Counter[str] = Counter()
    worst_idle = worst = 0.0
    for _round in range(rounds):
        idle = spans_ms(port, seconds)
        over, answered = apart.Event(), apart.Queue()
        people = apart.Process(target=flood, args=(port, name, pause, over, answered))
        people.start()
        time.sleep(3)  # They are all there.
        flooded = spans_ms(port, seconds)
        over.set()
        answers.update(answered.get(timeout=120))
        people.join()
        for address in PAGES:
            ratios[address].append(statistics.median(flooded[address]) / statistics.median(idle[address]))
        worst_idle = max(worst_idle, *(max(taken) for taken in idle.values()))
        worst = max(worst, *(max(taken) for taken in flooded.values()))
    slowest = max(PAGES, key=lambda address: statistics.median(ratios[address]))
    ratio = statistics.median(ratios[slowest])
    said = ", ".join(f"{answer}: {times}" for answer, times in sorted(answers.items()))
    verdict = "met" if ratio <= AIM else "NOT met"
    print(
        f"{name:<18} {ratio:>6.2f} {verdict:<8} {slowest:<28} {worst_idle:>7.0f} {worst:>7.0f}  {said}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seconds", type=duration, default=5, help="length of one turn")
    parser.add_argument("--rounds", type=at_least(1), default=2)
    parser.add_argument("--only", nargs="+", choices=FLOODS, default=list(FLOODS), metavar="FLOOD")
    parser.add_argument("--without-pause", action="store_true", help="come again at once")
    options = parser.parse_args()
    pause = 0.0 if options.without_pause else PAUSE_SECONDS
    with tempfile.TemporaryDirectory() as folder:
        environ = environment(folder, "pages")
        prepare(environ)
        subprocess.run([sys.executable, "-m", "django", "set_up_pages", "-v0"], env=environ, check=True)
        filling = [sys.executable, "-m", "benchmarks.network", "--fill", str(MEMBERS)]
        subprocess.run(filling, env=environ, check=True, stdout=subprocess.DEVNULL)
        with server(environ, workers=2) as port:
            spans_ms(port, 2)
            print(
                f"{'flood':<18} {'ratio':>6} {'':<8} {'of the slowest page':<28} worst, ms: idle, flooded  answers"
            )
            for name in options.only:
                measure(port, name, seconds=options.seconds, rounds=options.rounds, pause=pause)


if __name__ == "__main__":
    main()

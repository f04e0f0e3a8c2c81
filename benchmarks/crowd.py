"""Ordinary pages while twenty people ask what if and twenty upload workbooks, against the same pages when idle.

    .venv/bin/python -m benchmarks.crowd [--seconds 10] [--rounds 3]

A site of two workers, as ``make run`` starts it. Idle and crowded turns follow each other; whoever of the crowd is
answered, or told to come back, asks anew after a second. No two questions are the same, and each workbook is near
the largest that is taken. Each page is asked for over a connection of its own, so that both workers are met. Aim: the
median of a crowded turn is at most three times that of the idle turn before it.
"""

import argparse
import http.client
import io
import json
import multiprocessing
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from itertools import count
from multiprocessing.synchronize import Event
from typing import Any
from urllib.parse import urlencode

from benchmarks.pages import environment, prepare, server
from benchmarks.parts.arguments import at_least, duration

AIM = 3.0
PAGES = ("/ru/countries/", "/ru/countries/kaz/", "/ru/members/", "/en/countries/kaz/what-if/")
OF_EACH_KIND = 20
SECRET = "c" * 32
MEMBERS = 70


def workbook(rows: list[tuple[object, ...]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def register_table() -> bytes:
    rows = [(f"Пример {n}", f"Example {n}", "KAZ", "2020-01-01", "forests") for n in range(9_900)]
    return workbook([("name_ru", "name_en", "country", "joined", "themes"), *rows])


def paths_table() -> bytes:
    years = (2015, 2019, *range(2020, 2101, 5))
    rows = [
        (
            "Mine",
            f"Steep {n}",
            "World",
            "Emissions|Kyoto Gases",
            "Mt CO2e/yr",
            *(52_000 - 600 * (year - 2015) - n for year in years),
        )
        for n in range(9_900)
    ]
    return workbook([("Model", "Scenario", "Region", "Variable", "Unit", *years), *rows])


def form(field: str, content: bytes) -> tuple[bytes, str]:
    """Return a form with one file as a browser sends it, and its type."""
    edge = "edge-of-the-parts"
    head = (
        f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{SECRET}\r\n'
        f'--{edge}\r\nContent-Disposition: form-data; name="{field}"; filename="brought.xlsx"\r\n\r\n'
    )
    return head.encode() + content + f"\r\n--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"


def asked(port: int, method: str, address: str, body: bytes = b"", **headers: str) -> int:
    """Return the status of one answer, read whole, over a connection of its own."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as client:
        sent = {
            "Accept-Encoding": "gzip",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        client.request(method, address, body or None, sent)
        answer = client.getresponse()
        answer.read()
        return answer.status


def crowd(port: int, session: str, over: Event, answered: Any) -> None:
    """Ask and upload until it is over; then send how often each was answered what."""
    number = count(1)
    kinds: dict[str, Callable[[], int]] = {}
    paths, path_kind = form("path_file", paths_table())
    register, register_kind = form("file", register_table())

    def what_if() -> int:
        query = urlencode({"target_mt": 100 + next(number), "target_year": 2040, "threshold": 7_500})
        return asked(port, "GET", f"/ru/countries/kaz/what-if/?{query}")

    def own_figures() -> int:
        address = "/ru/countries/kaz/what-if/own-figures/"
        return asked(port, "POST", address, paths, Cookie=f"csrf={SECRET}", Content_Type=path_kind)

    def import_register() -> int:
        cookies = f"csrf={SECRET}; session={session}"
        return asked(port, "POST", "/ru/register/", register, Cookie=cookies, Content_Type=register_kind)

    kinds = {"what-if": what_if, "own figures": own_figures, "register": import_register}
    found: Counter[str] = Counter()

    def keep_asking(kind: str) -> None:
        while not over.is_set():
            found[f"{kind} {kinds[kind]()}"] += 1
            over.wait(1)

    each = ["what-if"] * OF_EACH_KIND + ["own figures", "register"] * (OF_EACH_KIND // 2)
    threads = [threading.Thread(target=keep_asking, args=(kind,), daemon=True) for kind in each]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answered.put(dict(found))


def medians_ms(port: int, seconds: float) -> dict[str, float]:
    spans: dict[str, list[float]] = {address: [] for address in PAGES}
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        for address, taken in spans.items():
            began = time.perf_counter()
            status = asked(port, "GET", address)
            if status != 200:
                raise SystemExit(f"{address} answered {status}")
            taken.append(1000 * (time.perf_counter() - began))
    return {address: statistics.median(taken) for address, taken in spans.items()}


def measure(port: int, session: str, *, seconds: float, rounds: int) -> None:
    apart = multiprocessing.get_context("spawn")
    idle: dict[str, list[float]] = {address: [] for address in PAGES}
    crowded: dict[str, list[float]] = {address: [] for address in PAGES}
    answers: Counter[str] = Counter()
    medians_ms(port, 2)
    for _round in range(rounds):
        for address, median in medians_ms(port, seconds).items():
            idle[address].append(median)
        over, answered = apart.Event(), apart.Queue()
        people = apart.Process(target=crowd, args=(port, session, over, answered))
        people.start()
        time.sleep(5)  # The workbooks are made first.
        for address, median in medians_ms(port, seconds).items():
            crowded[address].append(median)
        over.set()
        answers.update(answered.get(timeout=120))
        people.join()
    print(f"\n{'address':<30} {'idle, ms':>9} {'crowded':>9} {'ratio':>6}")
    for address in PAGES:
        ratio = statistics.median(
            busy / quiet for busy, quiet in zip(crowded[address], idle[address], strict=True)
        )
        quiet, busy = (statistics.median(found[address]) for found in (idle, crowded))
        verdict = "met" if ratio <= AIM else "NOT met"
        print(f"{address:<30} {quiet:>9.1f} {busy:>9.1f} {ratio:>6.2f} {verdict}")
    print("answers to the crowd:", ", ".join(f"{name}: {times}" for name, times in sorted(answers.items())))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seconds", type=duration, default=10, help="length of one turn")
    parser.add_argument("--rounds", type=at_least(1), default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environ = environment(folder, "pages")
        prepare(environ)
        subprocess.run([sys.executable, "-m", "django", "set_up_pages", "-v0"], env=environ, check=True)
        filling = [sys.executable, "-m", "benchmarks.network", "--fill", str(MEMBERS)]
        printed = subprocess.run(filling, env=environ, check=True, stdout=subprocess.PIPE, text=True).stdout
        session = json.loads(printed.splitlines()[-1])["coordinator"]
        with server(environ, workers=2) as port:
            measure(port, session, seconds=options.seconds, rounds=options.rounds)


if __name__ == "__main__":
    main()

"""How soon after the second press is each live client of a locked account refused? Three poll; two contacts press.

    .venv/bin/python -m benchmarks.lock_down [--poll 1] [--rounds 5] [--clients 3]

Each client asks for the desk with a session of its own, and waits ``--poll`` seconds between an answer and the next
question. Reported: the longest time from the answer to the second press until each has been refused once, and its ratio
to the time between two questions. Aim: every client is refused at its first question after the press, so that nobody
waits for more than one poll and one answer; never is one let in again.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field

from benchmarks.crowd import SECRET, asked
from benchmarks.pages import environment, server
from benchmarks.parts.arguments import at_least, duration

LONGEST = 60


@dataclass
class Client:
    """One browser of the account: when it was last let in, when first refused, and how often let in after that."""

    port: int
    session: str
    poll: float
    stop: threading.Event
    let_in: list[float] = field(default_factory=list)
    asked_at: list[float] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)

    def keep_asking(self) -> None:
        while not self.stop.is_set():
            self.asked_at.append(time.monotonic())
            status = asked(self.port, "GET", "/en/desk/", Cookie=f"session={self.session}")
            if status not in (200, 302):
                raise SystemExit(f"the desk answered {status}")
            (self.let_in if status == 200 else self.refused).append(time.monotonic())
            self.stop.wait(self.poll)


def fill(rounds: int, clients: int) -> None:
    """Make an account for each round, with two contacts; print the sessions of all."""
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client as Browser
    from django.utils import timezone

    from tamyr.accounts.models import Person
    from tamyr.protection.models import Contact

    at = timezone.now()

    def session(person: Person) -> str:
        browser = Browser()
        browser.force_login(person)
        return browser.cookies[settings.SESSION_COOKIE_NAME].value

    contacts = [Person.objects.create_user(f"example-contact-{n}", made_at=at) for n in (1, 2)]
    for number in range(rounds):
        person = Person.objects.create_user(f"example-{number}", made_at=at)
        for trusted in contacts:
            Contact.objects.create(person=person, trusted=trusted, named_at=at, accepted_at=at)
        told = {
            "person": str(person.pk),
            "clients": [session(person) for _ in range(clients)],
            "contacts": [session(contact) for contact in contacts],
        }
        print(json.dumps(told))


def press(port: int, session: str, person: str) -> None:
    body = f"csrfmiddlewaretoken={SECRET}".encode()
    cookies = f"csrf={SECRET}; session={session}"
    kind = "application/x-www-form-urlencoded"
    status = asked(port, "POST", f"/en/support/accounts/{person}/", body, Cookie=cookies, Content_Type=kind)
    if status != 302:
        raise SystemExit(f"the press was answered {status}")


def lock_once(port: int, told: dict[str, object], poll: float) -> tuple[float, float, int]:
    """Return the longest time until a client was refused, how long the second press took, and how many were let in after."""
    stop = threading.Event()
    sessions, contacts = told["clients"], told["contacts"]
    assert isinstance(sessions, list) and isinstance(contacts, list)
    clients = [Client(port, session, poll, stop) for session in sessions]
    threads = [threading.Thread(target=client.keep_asking, daemon=True) for client in clients]
    for thread in threads:
        thread.start()
    press(port, contacts[0], str(told["person"]))
    time.sleep(2 * poll)
    if any(client.refused for client in clients):
        raise SystemExit("one press alone was enough")
    began = time.monotonic()
    press(port, contacts[1], str(told["person"]))
    locked = time.monotonic()
    while not all(client.refused for client in clients) and time.monotonic() < locked + LONGEST:
        time.sleep(0.01)
    time.sleep(2 * poll)
    stop.set()
    for thread in threads:
        thread.join(LONGEST)
    if not all(client.refused for client in clients):
        raise SystemExit(f"a client was still let in after {LONGEST} s")
    after = [
        sum(let_in > client.refused[0] for let_in in client.let_in)
        + max(0, sum(moment > locked for moment in client.asked_at if moment < client.refused[0]) - 1)
        for client in clients
    ]
    return max(max(0.0, client.refused[0] - locked) for client in clients), locked - began, sum(after)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--poll", type=duration, default=1.0, help="seconds between two questions of a client"
    )
    parser.add_argument("--rounds", type=at_least(1), default=5)
    parser.add_argument("--clients", type=at_least(1), default=3)
    parser.add_argument("--fill", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.fill:
        return fill(options.rounds, options.clients)
    with tempfile.TemporaryDirectory() as folder:
        environ = environment(folder, "pages")
        for command in ("migrate -v0", "collectstatic --noinput -v0"):
            subprocess.run([sys.executable, "-m", "django", *command.split()], env=environ, check=True)
        filling = [sys.executable, "-m", "benchmarks.lock_down", "--fill"]
        counts = ["--rounds", str(options.rounds), "--clients", str(options.clients)]
        made = subprocess.run([*filling, *counts], env=environ, check=True, stdout=subprocess.PIPE, text=True)
        with server(environ, workers=2) as port:
            found = [lock_once(port, json.loads(line), options.poll) for line in made.stdout.splitlines()]
    longest = [waited for waited, _press, _after in found]
    print(f"{options.rounds} locks, {options.clients} clients each, a question every {options.poll:g} s")
    print(f"until each was refused, s: longest {max(longest):.2f}, median {statistics.median(longest):.2f}")
    print(f"ratio to the time between two questions: {max(longest) / options.poll:.2f}")
    print(f"the second press took, s: {max(taken for _waited, taken, _after in found):.2f} at most")
    late = sum(after for _waited, _press, after in found)
    print(f"questions let in after the press: {late}", "(met)" if not late else "(NOT met)")
    sys.exit(1 if late else 0)


if __name__ == "__main__":
    main()

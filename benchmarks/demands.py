"""Pages of demands on a site that keeps 100,000 of them, against a bare one-query view of the same site.

    .venv/bin/python -m benchmarks.demands [--seconds 0.6] [--rounds 5] [--demands 1000 15000 100000] [--kept FOLDER]

One worker of the real server answers one client on loopback, as a stranger and as a delegate. Pages and the bare view
take turns in every round, so that a drifting machine moves both; the ratios are medians over the rounds. Each number
of demands is a site of its own; filled ones lie in the folder, where one is named, and are asked again from there.

The first reader after an act is asked once a round, after a letter was sent. A file is taken away by a process of
its own, once, which tells how far its memory grew.

With --alone the pages are asked for within one process, without a server, and its processor time is told: other work
on the machine moves it less.
"""

import argparse
import http.client
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from benchmarks.pages import BARE, Turn, environment, server, take_turn
from benchmarks.parts.arguments import at_least, duration

BODIES, MEMBERS, AT_ONCE = 300, 60, 5_000
# Of a turn that asks once.
ONCE = 0.0
DAY = timedelta(days=1)
BEGAN = datetime(2025, 1, 6, 9, tzinfo=UTC)


WHO_ANSWERS = "/ru/demands/answers/"
# What a table of all demands, and a list of them, is taken away by.
EXPORTS = ("/en/demands/table.csv", "/ru/demands/demands.json")


class PageRequest(NamedTuple):
    """A page, and whether a delegate asks for it; ``after_an_act``: as the first reader since somebody acted."""

    address: str
    by_delegate: bool = False
    after_an_act: bool = False

    def __str__(self) -> str:
        who, when = " (delegate)" * self.by_delegate, " (after an act)" * self.after_an_act
        return self.address + who + when


def pages(demands: int) -> tuple[PageRequest, ...]:
    last, one = demands * 4 // 5 // 25, demands // 2 // 60 * 60
    strangers = (
        "/ru/demands/",
        f"/en/demands/?page={last}",
        "/ru/demands/?country=KAZ&state=waiting",
        "/ru/demands/?state=overdue",
        "/ru/demands/?addressee=70007",
        f"/en/demands/{one + 2}/",
        f"/en/demands/{one + 1}/",
        WHO_ANSWERS,
        "/en/demands/answers/table.csv",
        "/ru/demands/feed.xml",
        "/ru/demands/feed.xml?state=overdue",
        "/api/v1/demands",
        f"/api/v1/demands?offset={last * 25 - 100}",
        "/api/v1/who-answers",
    )
    delegates = ("/ru/demands/", "/ru/demands/?state=overdue", "/ru/demands/late/", WHO_ANSWERS)
    after = (
        PageRequest(WHO_ANSWERS, after_an_act=True),
        PageRequest(WHO_ANSWERS, by_delegate=True, after_an_act=True),
    )
    return (
        *map(PageRequest, strangers),
        *(PageRequest(address, by_delegate=True) for address in delegates),
        *after,
    )


def fill(demands: int) -> None:
    """Fill the database of this process: four of five demands are public and agreed, three of five have a letter."""
    import django

    django.setup()
    from tamyr.addressees.models import Institution, InstitutionName
    from tamyr.network.models import Country, Member

    places = sorted(Country.objects.values_list("pk", flat=True))
    places = [place for place in ("KAZ", "KGZ", "UZB", "UKR", "MDA", "GEO", "ARM") if place in places]
    bodies = Institution.objects.bulk_create(
        Institution(
            number=70_000 + n,
            form_key=uuid4(),
            iso3=places[n % len(places)],
            level="national",
            kind="ministry",
            status="seen",
            source_url="https://ministry.example.org/",
            source_seen_on=BEGAN.date(),
            entered_at=BEGAN,
        )
        for n in range(BODIES)
    )
    InstitutionName.objects.bulk_create(
        InstitutionName(
            institution=body, language=code, name=f"{word} {body.number}", found_as=str(body.number)
        )
        for body in bodies
        for code, word in (("en", "Example Ministry"), ("ru", "Пример: министерство"))
    )
    members = Member.objects.bulk_create(
        Member(
            slug=f"example-{n}",
            country_id=places[n % len(places)],
            joined_on=date(2020, 1, 1),
            exposure="public",
        )
        for n in range(MEMBERS)
    )
    _people(members)
    numbers = iter(range(demands))
    while batch := list(islice(numbers, AT_ONCE)):
        _add(batch, places, bodies, members)


def _people(members: list[Any]) -> None:
    from tamyr.accounts.models import Person
    from tamyr.network.models import Mandate

    person = Person.objects.create_user("example-delegate", made_at=BEGAN)
    Mandate.objects.create(person=person, member=members[7], from_on=date(2020, 1, 1))


def sign_in() -> None:
    """Print a session of the delegate."""
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    from tamyr.network.models import Mandate

    client = Client()
    client.force_login(Mandate.objects.get().person)
    print(client.cookies[settings.SESSION_COOKIE_NAME].value)


def act() -> None:
    """Send a demand of the delegate’s organisation to a body, by the services that do it on the site."""
    import django

    django.setup()
    send_a_letter()


def send_a_letter() -> None:
    from django.utils import timezone

    from tamyr.addressees.models import Institution
    from tamyr.demands.models import Demand
    from tamyr.demands.services.delivering import Account, Address, add_delivery, record_event
    from tamyr.network.models import Mandate

    mandate, at = Mandate.objects.get(), timezone.now()
    unsent = Demand.objects.filter(member=mandate.member_id, stage="agreed", exposure="public")
    by: dict[str, Any] = {"member": None, "actor": mandate.person_id, "at": at}
    first = unsent.filter(deliveries=None).order_by("number").first()
    if first is None:
        raise SystemExit("no demand lies unsent any more: name another folder by --kept")
    sent = add_delivery(
        demand=first,
        address=Address(Institution.objects.filter(number__gte=70_000)[0], "demand", "post", "ru"),
        form_key=uuid4(),
        **by,
    )
    record_event(delivery=sent, account=Account("sent", at.date()), form_key=uuid4(), **by)


def take_away(address: str) -> None:
    """Print how large a file is, what it costs of the processor, and how much memory above that of a page."""
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    reader = Client()
    reader.get("/en/demands/")
    bare = min(_spent(reader, BARE, 0) for _time in range(20))
    before, began = _peak(), time.process_time()
    size = sum(map(len, reader.get(address)))
    spent = time.process_time() - began
    print(
        f"{address:<44} {size / 1e6:>6.1f} MB {spent:>6.1f} s {spent / bare:>7.0f} × bare, "
        f"{_peak() - before:.0f} MB of memory above a page"
    )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def bring_in_step() -> None:
    """Do what the worker does after a release: a site that was filled before may have been counted otherwise."""
    import django

    django.setup()
    from tamyr.demands.services.recounting import bring_days_in_step

    bring_days_in_step()


def _add(numbers: list[int], places: list[str], bodies: list[Any], members: list[Any]) -> None:
    from tamyr.demands.models import Backer, Delivery, Demand, DemandText, Event, Verdict

    demands = Demand.objects.bulk_create(_demand(n, places, members) for n in numbers)
    DemandText.objects.bulk_create(text for demand in demands for text in _texts(demand))
    Backer.objects.bulk_create(
        Backer(demand=demand, member=demand.member, is_named=True, joined_on=BEGAN.date())
        for demand in demands
    )
    agreed = [demand for demand in demands if demand.agreed_at]
    letters = [
        Delivery(
            form_key=uuid4(),
            demand=demand,
            institution=bodies[demand.number % BODIES],
            letter="demand",
            way="post",
            language="ru",
            member=demand.member,
            added_at=BEGAN,
        )
        for demand in agreed
        if demand.number % 4
    ]
    events = [event for letter in letters for event in _events(letter)]
    _sum_up(letters, events)
    Delivery.objects.bulk_create(letters)
    Event.objects.bulk_create(events)
    Verdict.objects.bulk_create(
        Verdict(
            form_key=uuid4(),
            demand=demand,
            reading=("met", "refused", "partly")[demand.number % 3],
            reason="Read.",
            language="en",
            member=members[(demand.number + n) % MEMBERS],
            at=BEGAN + 90 * DAY,
        )
        for demand in agreed
        if demand.number % 5 == 0
        for n in (1, 2)
    )


def _sum_up(letters: list[Any], events: list[Any]) -> None:
    """Keep with each letter what its events say, as the service does that records them."""
    from tamyr.demands.logic.following import awaited_until
    from tamyr.demands.logic.history import course
    from tamyr.demands.logic.versions import counting_sha
    from tamyr.demands.queries.deliveries import happened

    known: dict[object, list[Any]] = {}
    for event in events:
        known.setdefault(event.delivery_id, []).append(happened(event))
    for letter in letters:
        happenings, iso3 = known[letter.pk], letter.institution.iso3
        found = course(happenings)
        letter.is_out, letter.ended_as, letter.days_taken = found.is_out, found.ended_as, found.days
        letter.awaited_until = awaited_until(iso3, letter.letter, happenings)
        letter.counted_by = counting_sha(iso3)


def _demand(n: int, places: list[str], members: list[Any]) -> Any:
    from tamyr.demands.models import Demand

    is_draft = n % 10 == 9
    return Demand(
        number=n + 1,
        form_key=uuid4(),
        stage="draft" if is_draft else "agreed",
        exposure="network" if n % 10 == 8 else "public",
        iso3=places[n % len(places)],
        theme="clean-air",
        origin="request",
        authoritative="ru",
        due_on=date(2027, 1, 1),
        # Every third asks for one of a few numbers of the same thing: most of them contradict each other.
        **({} if n % 3 else {"subject": "renewables", "target": n % 11 * 10, "target_year": 2035}),
        member=members[n % MEMBERS],
        written_at=BEGAN,
        agreed_at=None if is_draft else BEGAN + (n % 300) * DAY,
    )


def _texts(demand: Any) -> Iterator[Any]:
    from tamyr.demands.models import DemandText

    for code, word in (("en", "Example demand"), ("ru", "Пример требования")):
        yield DemandText(
            demand=demand,
            language=code,
            title=f"{word} {demand.number}",
            ask=f"{word}. " * 10,
            fulfilled_when=f"{word}.",
            sha="0" * 64,
            source_sha="" if code == "ru" else "0" * 64,
            checked_at=BEGAN,
        )


def _events(letter: Any) -> Iterator[Any]:
    from tamyr.demands.models import Event

    number = letter.demand.number
    happened = [("sent", 0), ("delivered", 3), *([("answered", 10 + number % 80)] if number % 3 else [])]
    for kind, days in happened:
        at = BEGAN + (number % 100 + days) * DAY
        yield Event(form_key=uuid4(), delivery=letter, kind=kind, happened_on=at.date(), at=at)


def measure(
    port: int, demands: int, environ: dict[str, str], *, seconds: float, rounds: int
) -> dict[PageRequest, list[Turn]]:
    turns: dict[PageRequest, list[Turn]] = {asked: [] for asked in (PageRequest(BARE), *pages(demands))}
    with (
        closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as stranger,
        closing(SignedIn("127.0.0.1", port, timeout=120)) as delegate,
    ):
        delegate.key = own(environ, "--sign-in")
        for round_number in range(rounds + 1):
            for asked, taken in turns.items():
                client = delegate if asked.by_delegate else stranger
                if asked.after_an_act:
                    own(environ, "--act")
                    # The server closes what has said nothing meanwhile.
                    stranger.close()
                    delegate.close()
                length = ONCE if asked.after_an_act else seconds if round_number else 0.1
                turn = take_turn(client, asked.address, length)
                if round_number:
                    taken.append(turn)
    return turns


class SignedIn(http.client.HTTPConnection):
    """A client that shows the session of somebody with every request."""

    key = ""

    def endheaders(self, *given: Any, **named: Any) -> None:
        self.putheader("Cookie", f"session={self.key}")
        super().endheaders(*given, **named)


def report(demands: int, turns: dict[PageRequest, list[Turn]]) -> None:
    print(
        f"\n{demands:,} demands\n\n{'address':<44} {'per second':>10} {'of bare':>8} {'p95 ms':>8} {'× bare':>7} {'p95 ×':>7}"
    )
    bare = turns[PageRequest(BARE)]
    for asked, taken in turns.items():
        speed, slow = (
            statistics.median(own[i] / other[i] for own, other in zip(taken, bare, strict=True))
            for i in (0, 1)
        )
        rate, p95 = (statistics.median(turn[i] for turn in taken) for i in (0, 1))
        print(
            f"{asked!s:<44} {rate:>10.1f} {speed:>8.3f} {p95:>8.1f} {1 / speed:>7.1f} {slow:>7.1f}",
            flush=True,
        )


def filled(folder: Path, demands: int) -> dict[str, str]:
    """Return the environment of a site with so many demands, which is filled unless it was before."""
    folder.mkdir(parents=True, exist_ok=True)
    environ = environment(str(folder), "parts")
    for command in ("-m django migrate -v0", "-m django collectstatic --noinput -v0"):
        subprocess.run([sys.executable, *command.split()], env=environ, check=True)
    if not (folder / "filled").exists():
        own(environ, "--fill", str(demands))
        (folder / "filled").touch()
    own(environ, "--in-step")
    return environ


def own(environ: dict[str, str], *options: str) -> str:
    """Run this program with a step of its own on a site; return what it prints."""
    command = [sys.executable, "-m", "benchmarks.demands", *options]
    return subprocess.run(command, env=environ, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def ask_alone(demands: int, *, seconds: float, rounds: int) -> None:
    """Tell the processor time of each page in this process: the median of the rounds’ medians."""
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    from tamyr.network.models import Mandate

    settings.ALLOWED_HOSTS = ["testserver"]
    stranger, delegate = Client(), Client()
    delegate.force_login(Mandate.objects.get().person)
    taken: dict[PageRequest, list[float]] = {asked: [] for asked in (PageRequest(BARE), *pages(demands))}
    for round_number in range(rounds + 1):
        for asked, spans in taken.items():
            if asked.after_an_act:
                send_a_letter()
            length = ONCE if asked.after_an_act else seconds
            spent = _spent(delegate if asked.by_delegate else stranger, asked.address, length)
            if round_number:
                spans.append(spent)
    bare = statistics.median(taken[PageRequest(BARE)])
    for asked, spans in taken.items():
        print(
            f"{asked!s:<44} {1000 * statistics.median(spans):>8.1f} ms {statistics.median(spans) / bare:>7.1f} × bare"
        )


def _spent(client: Any, address: str, seconds: float) -> float:
    spans: list[float] = []
    while not spans or sum(spans) < seconds:
        began = time.process_time()
        if client.get(address).status_code != 200:
            raise SystemExit(f"{address} was not answered")
        spans.append(time.process_time() - began)
    return statistics.median(spans)


def ask(demands: Sequence[int], kept: Path, *, is_alone: bool, seconds: float, rounds: int) -> None:
    for number in demands:
        environ = filled(kept / str(number), number)
        if is_alone:
            given = ("--seconds", str(seconds), "--rounds", str(rounds))
            print(f"\n{number:,} demands\n\n{own(environ, '--ask-alone', str(number), *given)}", flush=True)
        else:
            with server(environ) as port:
                report(number, measure(port, number, environ, seconds=seconds, rounds=rounds))
        for address in EXPORTS:
            print(own(environ, "--take-away", address), flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--seconds", type=duration, default=0.6, help="length of one turn")
    options.add_argument("--rounds", type=at_least(1), default=5)
    options.add_argument("--demands", type=at_least(1), nargs="+", default=[1_000, 100_000])
    options.add_argument("--kept", type=Path, help="where filled sites lie, and stay")
    options.add_argument(
        "--alone", action="store_true", help="processor time of one process, without a server"
    )
    options.add_argument("--ask-alone", type=at_least(1), help=argparse.SUPPRESS)
    options.add_argument("--fill", type=at_least(1), help=argparse.SUPPRESS)
    options.add_argument("--in-step", action="store_true", help=argparse.SUPPRESS)
    options.add_argument("--act", action="store_true", help=argparse.SUPPRESS)
    options.add_argument("--take-away", help=argparse.SUPPRESS)
    options.add_argument("--sign-in", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.fill:
        fill(chosen.fill)
    elif chosen.in_step:
        bring_in_step()
    elif chosen.sign_in:
        sign_in()
    elif chosen.act:
        act()
    elif chosen.take_away:
        take_away(chosen.take_away)
    elif chosen.ask_alone:
        ask_alone(chosen.ask_alone, seconds=chosen.seconds, rounds=chosen.rounds)
    else:
        # Of MEMBERS demands the delegate may send one that lies unsent; the round before the first sends as well.
        least = MEMBERS * sum(asked.after_an_act for asked in pages(1)) * (chosen.rounds + 1)
        if min(chosen.demands) < least:
            options.error(f"for {chosen.rounds} rounds of letters: --demands {least} at least")
        with tempfile.TemporaryDirectory() as folder:
            kept = chosen.kept or Path(folder)
            ask(
                chosen.demands,
                kept,
                is_alone=chosen.alone,
                seconds=chosen.seconds,
                rounds=chosen.rounds,
            )


if __name__ == "__main__":
    main()

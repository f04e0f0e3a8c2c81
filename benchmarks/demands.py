"""Pages of demands on a site that keeps 100,000 of them, against a bare one-query view of the same site.

    .venv/bin/python -m benchmarks.demands [--seconds 0.6] [--rounds 5] [--demands 100000]

One worker of the real server answers one client on loopback. Pages and the bare view take turns in every round, so
that a drifting machine moves both; the ratios are medians over the rounds. The same pages are then asked of a site
with a hundredth of the demands.
"""

import argparse
import http.client
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any
from uuid import uuid4

from benchmarks.pages import BARE, Turn, environment, server, take_turn

BODIES, MEMBERS, AT_ONCE = 300, 60, 5_000
DAY = timedelta(days=1)
BEGAN = datetime(2025, 1, 6, 9, tzinfo=UTC)


def addresses(demands: int) -> tuple[str, ...]:
    pages = demands * 4 // 5 // 25
    return (
        "/ru/demands/",
        f"/en/demands/?page={pages}",
        "/ru/demands/?country=KAZ&state=waiting",
        "/ru/demands/?addressee=70007",
        f"/en/demands/{demands // 2 + 1}/",
        "/ru/demands/answers/",
        "/en/demands/answers/table.csv",
        "/ru/demands/feed.xml",
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
    numbers = iter(range(demands))
    while batch := list(islice(numbers, AT_ONCE)):
        _add(batch, places, bodies, members)


def _add(numbers: list[int], places: list[str], bodies: list[Any], members: list[Any]) -> None:
    from tamyr.demands.models import Backer, Delivery, Demand, DemandText, Event, Verdict

    demands = Demand.objects.bulk_create(_demand(n, places, members) for n in numbers)
    DemandText.objects.bulk_create(text for demand in demands for text in _texts(demand))
    Backer.objects.bulk_create(
        Backer(demand=demand, member=demand.member, is_named=True, joined_on=BEGAN.date())
        for demand in demands
    )
    agreed = [demand for demand in demands if demand.agreed_at]
    letters = Delivery.objects.bulk_create(
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
    )
    Event.objects.bulk_create(event for letter in letters for event in _events(letter))
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
    _sum_up(letters)


def _sum_up(letters: list[Any]) -> None:
    """Keep with each letter what its events say, as the service does that records them."""
    from tamyr.demands.logic.history import course
    from tamyr.demands.models import Delivery
    from tamyr.demands.queries.deliveries import happened

    for letter in letters:
        found = course([happened(event) for event in _events(letter)])
        letter.is_out, letter.ended_as, letter.days_taken = found.is_out, found.ended_as, found.days
    Delivery.objects.bulk_update(letters, ["is_out", "ended_as", "days_taken"], batch_size=500)


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


def measure(port: int, demands: int, *, seconds: float, rounds: int) -> dict[str, list[Turn]]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as client:
        turns: dict[str, list[Turn]] = {address: [] for address in (BARE, *addresses(demands))}
        for address in turns:
            take_turn(client, address, 0.1)
        for _ in range(rounds):
            for address, taken in turns.items():
                taken.append(take_turn(client, address, seconds))
    return turns


def report(demands: int, turns: dict[str, list[Turn]]) -> None:
    print(
        f"\n{demands:,} demands\n\n{'address':<44} {'per second':>10} {'of bare':>8} {'p95 ms':>8} {'× bare':>7}"
    )
    for address, taken in turns.items():
        speed, slow = (
            statistics.median(own[i] / bare[i] for own, bare in zip(taken, turns[BARE], strict=True))
            for i in (0, 1)
        )
        rate, p95 = (statistics.median(turn[i] for turn in taken) for i in (0, 1))
        print(f"{address:<44} {rate:>10.1f} {speed:>8.3f} {p95:>8.1f} {slow:>7.1f}", flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--seconds", type=float, default=0.6, help="length of one turn")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--demands", type=int, default=100_000)
    options.add_argument("--fill", type=int, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.fill:
        fill(chosen.fill)
        return
    for demands in (chosen.demands // 100, chosen.demands):
        with tempfile.TemporaryDirectory() as folder:
            environ = environment(folder, "parts")
            for command in ("-m django migrate -v0", "-m django collectstatic --noinput -v0"):
                subprocess.run([sys.executable, *command.split()], env=environ, check=True)
            filling = [sys.executable, "-m", "benchmarks.demands", "--fill", str(demands)]
            subprocess.run(filling, env=environ, check=True)
            with server(environ) as port:
                report(demands, measure(port, demands, seconds=chosen.seconds, rounds=chosen.rounds))


if __name__ == "__main__":
    main()

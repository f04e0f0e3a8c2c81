"""Pages of the register with 1,900 members in 130 countries against the same pages with seventy.

    .venv/bin/python -m benchmarks.network [--seconds 0.5] [--rounds 5]

Two sites of one worker each, with their own throw-away databases, answer one client on loopback.
They take turns in every round, so that a drifting machine moves both; ratios are medians over the
rounds. A page must cost the same whatever the size of the network: a ratio of the median times
up to 1.5 counts as flat.
"""

import argparse
import http.client
import json
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, closing
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from benchmarks.pages import environment, server
from benchmarks.parts.arguments import at_least, duration

FLAT = 1.5
# Of the smaller one strangers see 52: two pages of the directory are full there too.
SIZES = {70: 11, 1900: 130}
"""Members and the countries they are in."""


class MainTarget(NamedTuple):
    """One address and who asks for it: a visitor, a delegate or a coordinator."""

    who: str
    address: str


PAGES = (
    MainTarget("visitor", "/ru/members/"),
    MainTarget("visitor", "/en/members/?page=2"),
    MainTarget("visitor", "/ru/members/?country=KAZ&theme=forests"),
    MainTarget("visitor", "/ru/members/?part=%D0%BF%D1%80%D0%B8%D0%BC%D0%B5%D1%80"),
    MainTarget("visitor", "/ru/members/example-member-7/"),
    MainTarget("visitor", "/ru/members/count/"),
    MainTarget("visitor", "/ru/members/feed.xml"),
    MainTarget("visitor", "/ru/partners/"),
    MainTarget("delegate", "/ru/members/"),
    MainTarget("delegate", "/ru/members/example-member-7/edit/"),
    MainTarget("delegate", "/ru/desk/"),
    MainTarget("coordinator", "/ru/members/"),
    MainTarget("coordinator", "/ru/desk/"),
    MainTarget("coordinator", "/ru/register/"),
)


def fill(members: int, countries: int) -> None:
    """Fill the database of this process and print the sessions of a delegate and a coordinator."""
    import django

    django.setup()
    from tamyr.network.logic.country_names import iso2_by_iso3
    from tamyr.network.models import Country, Member, Theme
    from tamyr.network.services.members import MemberFacts, MemberProfile, register_members
    from tamyr.safety.models import ExposureLevel

    region = ["KAZ", "GEO", "ARM", "AZE", "BLR", "KGZ", "MDA", "RUS", "TJK", "UKR", "UZB"]
    codes = [*region, *(code for code in sorted(iso2_by_iso3()) if code not in region)][:countries]
    places = {country.pk: country for country in Country.objects.filter(pk__in=codes)}
    themes = Theme.values

    def facts(n: int) -> MemberFacts:
        profile = MemberProfile(
            names={"en": f"Example Member {n}", "ru": f"Пример Член {n}"},
            stories={"ru": "Учим школьников измерять качество воздуха и ведём открытую карту замеров."},
            site=f"https://member-{n}.example.org/",
            themes=tuple(sorted({themes[n % 15], themes[(n + 5) % 15]})),
        )
        exposure = ExposureLevel.NETWORK if n % 4 == 0 else ExposureLevel.PUBLIC
        if n in (10, 20):
            exposure = ExposureLevel.CIRCLE
        joined = date(2010, 1, 1) + timedelta(days=n)
        return MemberFacts(profile, places[codes[n % countries]], joined, exposure=exposure)

    at = datetime.now(tz=UTC)
    register_members(entered=[facts(n) for n in range(members)], actor=None, at=at)
    print(json.dumps(sessions(Member.objects.get(slug="example-member-7"), at)))


def sessions(member: object, at: datetime) -> dict[str, str]:
    from django.conf import settings
    from django.test import Client

    from tamyr.accounts.models import Person
    from tamyr.network.models import Mandate, Member, Role, RoleGrant

    assert isinstance(member, Member)
    keys = {}
    for name in ("delegate", "coordinator"):
        person = Person.objects.create_user(f"example-{name}", made_at=at)
        if name == "delegate":
            Mandate.objects.create(person=person, member=member, from_on=date(2020, 1, 1))
        else:
            RoleGrant.objects.create(person=person, role=Role.COORDINATOR, from_on=date(2020, 1, 1))
        client = Client()
        client.force_login(person)
        keys[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return keys


def prepare(environ: dict[str, str], members: int) -> dict[str, str]:
    """Make and fill a site's database; return the sessions by who they are."""
    # The page of partners is an editor's page: it is there once a site's first pages are set up.
    for command in ("migrate -v0", "set_up_pages -v0", "collectstatic --noinput -v0"):
        subprocess.run([sys.executable, "-m", "django", *command.split()], env=environ, check=True)
    filling = [sys.executable, "-m", "benchmarks.network", "--fill", str(members)]
    printed = subprocess.run(filling, env=environ, check=True, stdout=subprocess.PIPE, text=True).stdout
    keys: dict[str, str] = json.loads(printed.splitlines()[-1])
    return keys


def median_ms(client: http.client.HTTPConnection, asked: MainTarget, key: str, seconds: float) -> float:
    """Ask for a page again and again for a while; return the median time of an answer."""
    headers = {"Accept-Encoding": "gzip", **({"Cookie": f"session={key}"} if key else {})}
    spans: list[float] = []
    began = time.perf_counter()
    while time.perf_counter() - began < seconds:
        sent = time.perf_counter()
        client.request("GET", asked.address, headers=headers)
        answer = client.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{asked.address} answered {answer.status} to a {asked.who}")
        spans.append(time.perf_counter() - sent)
    return 1000 * statistics.median(spans)


def measure(
    ports: dict[int, int], keys: dict[int, dict[str, str]], *, seconds: float, rounds: int
) -> dict[MainTarget, dict[int, list[float]]]:
    taken: dict[MainTarget, dict[int, list[float]]] = {asked: {size: [] for size in SIZES} for asked in PAGES}
    with ExitStack() as open_now:
        clients = {
            size: open_now.enter_context(closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)))
            for size, port in ports.items()
        }
        for round_number in range(rounds + 1):
            for asked, size in ((asked, size) for asked in PAGES for size in SIZES):
                key = keys[size].get(asked.who, "")
                spent = median_ms(clients[size], asked, key, seconds if round_number else 0.1)
                if round_number:
                    taken[asked][size].append(spent)
    return taken


def report(taken: dict[MainTarget, dict[int, list[float]]]) -> None:
    few, many = SIZES
    print(f"{'who':<12} {'address':<52} {few:>6} ms {many:>6} ms {'ratio':>6}")
    for asked, times in taken.items():
        ratio = statistics.median(b / a for a, b in zip(times[few], times[many], strict=True))
        small, large = (statistics.median(times[size]) for size in SIZES)
        flat = "flat" if ratio <= FLAT else "NOT flat"
        print(f"{asked.who:<12} {asked.address:<52} {small:>9.1f} {large:>9.1f} {ratio:>6.2f} {flat}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--seconds", type=duration, default=0.5, help="length of one turn")
    options.add_argument("--rounds", type=at_least(1), default=5)
    options.add_argument("--fill", type=at_least(1), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.fill:
        fill(chosen.fill, SIZES[chosen.fill])
        return
    with ExitStack() as running:
        ports, keys = {}, {}
        for size in SIZES:
            folder = running.enter_context(tempfile.TemporaryDirectory())
            environ = environment(folder, "parts")
            keys[size] = prepare(environ, size)
            ports[size] = running.enter_context(server(environ))
        report(measure(ports, keys, seconds=chosen.seconds, rounds=chosen.rounds))


if __name__ == "__main__":
    main()

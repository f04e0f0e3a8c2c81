"""Two site processes and two workers on one PostgreSQL behind the proxy, while each of them is killed in turn.

    bin/with-postgres .venv/bin/python -m benchmarks.two_of_each [--seconds 5] [--rounds 2] [--writers 8]

People start circles and seat somebody in them, over TLS, through nginx with deploy/nginx.conf, whose two upstreams
share a cache on disk. Every so many seconds one process and all it started are killed with SIGKILL, and begun anew
after ten seconds, as the units of deploy/ do. Whoever gets no answer sends the same form again. Aim: of all acts that
were acknowledged none is lost and none was done twice; each seat is told of once; the audit chain is whole.
"""

import argparse
import http.client
import json
import os
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from benchmarks.crowd import SECRET
from benchmarks.network import fill
from benchmarks.pages import ROOT, free_port, wait_until_open
from benchmarks.parts.arguments import at_least, duration, end_without

HOST = "tamyr.example.org"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin") or "nginx"
CERTIFICATE = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=test -days 1"
SECONDS_TO_BEGIN_ANEW = 10
SECONDS_TO_TELL = 150
# The proxy's certificate was made a moment ago, and signed by nobody.
TRUSTING = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
TRUSTING.check_hostname, TRUSTING.verify_mode = False, ssl.CERT_NONE


def environment(folder: str) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        "DJANGO_SETTINGS_MODULE": "tamyr.config.settings.base",
        "TAMYR_DATA_DIR": folder,
        "TAMYR_CACHE_URL": f"file://{folder}/cache",
        "TAMYR_HTTPS": "1",
        "TAMYR_ALLOWED_HOSTS": HOST,
        "TAMYR_SECRET_KEY": "example-" * 8,
        "TAMYR_FIELD_KEYS": "k1 MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA=",
    }


class SupervisedProcess:
    """A process that is begun anew some seconds after it was killed, as its unit would do."""

    def __init__(self, name: str, command: list[str], environ: dict[str, str]) -> None:
        self.name, self.command, self.environ = name, command, environ
        self.begin()

    def begin(self) -> None:
        self.running = subprocess.Popen(
            [sys.executable, "-m", *self.command],
            env=self.environ,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
        )

    def kill(self) -> None:
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()


def site(number: int, port: int, environ: dict[str, str]) -> SupervisedProcess:
    options = (
        f"granian --interface rsgi --host 127.0.0.1 --port {port} --workers 1 --no-ws --log-level critical"
    )
    return SupervisedProcess(f"site {number}", [*options.split(), "tamyr.config.wsgi:front"], environ)


@contextmanager
def proxy(folder: Path, sites: list[int]) -> Iterator[int]:
    """Run deploy/nginx.conf, with only its ports, upstreams and the place of its certificate changed."""
    secure, plain = free_port(), free_port()
    certificate = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run(["openssl", *CERTIFICATE.split(), *certificate], check=True, capture_output=True)
    ours = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    (upstream,) = (line for line in ours.splitlines() if "127.0.0.1:8000" in line)
    upstreams = "\n".join(upstream.replace("8000", str(port)) for port in sites)
    ours = ours.replace(upstream, upstreams).replace("/etc/ssl/tamyr", str(folder))
    ours = ours.replace("listen 80;", f"listen 127.0.0.1:{plain};")
    ours = ours.replace("listen 443", f"listen 127.0.0.1:{secure}")
    temporary = "".join(f"{kind}_temp_path {folder}/temp;\n" for kind in ("client_body", "proxy"))
    around = (
        f"daemon off; pid {folder}/pid; error_log /dev/null;\nevents {{}}\nhttp {{\n{temporary}{ours}}}\n"
    )
    (folder / "nginx.conf").write_text(around, encoding="utf-8")
    command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "/dev/null"]
    with subprocess.Popen(command) as running:
        try:
            wait_until_open(secure)
            yield secure
        finally:
            running.terminate()


@dataclass
class People:
    """Who writes and who reads, and what was acknowledged to them."""

    port: int
    session: str
    seated: str
    over: threading.Event = field(default_factory=threading.Event)
    circles: list[str] = field(default_factory=list)
    seats: list[str] = field(default_factory=list)
    answered_at: dict[str, list[float]] = field(default_factory=lambda: {"acts": [], "pages": []})
    unanswered: int = 0

    def ask(self, method: str, address: str, typed: dict[str, str] | None = None) -> tuple[int, str]:
        """Return the status of an answer and where it leads; 0 for none."""
        line = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=60, context=TRUSTING)
        headers = {"Host": HOST, "Origin": f"https://{HOST}"}
        body = None
        if typed is not None:
            body = urlencode({**typed, "csrfmiddlewaretoken": SECRET})
            headers |= {
                "Cookie": f"__Host-session={self.session}; __Host-csrf={SECRET}",
                "Content-Type": "application/x-www-form-urlencoded",
            }
        with closing(line):
            try:
                line.request(method, address, body, headers)
                answer = line.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException):
                return 0, ""
            return answer.status, answer.headers.get("Location", "")

    def until_done(self, address: str, typed: dict[str, str]) -> str:
        """Send the same form until it is acknowledged; return where it leads."""
        while True:
            status, leads = self.ask("POST", address, typed)
            if status == 302:
                self.answered_at["acts"].append(time.monotonic())
                return leads
            # A database that recovers is a fault of the site, and no answer for whoever waits.
            if status not in (0, 500, 502, 503, 504):
                raise SystemExit(f"{address} answered {status}")
            self.unanswered += 1
            time.sleep(0.1)

    def write(self) -> None:
        while not self.over.is_set():
            name = f"Example {uuid4().hex}"
            typed = {"form_key": str(uuid4()), "name_en": name, "purpose_en": "x", "exposure": "network"}
            circle = self.until_done("/en/circles/start/", typed)
            self.circles.append(name)
            self.until_done(f"{circle}add/", {"person": self.seated})
            self.seats.append(name)

    def read(self) -> None:
        while not self.over.is_set():
            if self.ask("GET", "/en/members/")[0] == 200:
                self.answered_at["pages"].append(time.monotonic())
            time.sleep(0.05)

    def gap(self, kind: str, since: float) -> float:
        """Return the longest time without an answer since a moment."""
        times = [since, *(moment for moment in self.answered_at[kind] if moment >= since), time.monotonic()]
        return max(later - sooner for sooner, later in zip(times, times[1:], strict=False))


def prepare(environ: dict[str, str]) -> dict[str, str]:
    for command in ("migrate -v0", "set_up_pages -v0", "collectstatic --noinput -v0"):
        subprocess.run([sys.executable, "-m", "django", *command.split()], env=environ, check=True)
    return told_by("--fill", environ)


def told_by(option: str, environ: dict[str, str]) -> dict[str, str]:
    command = [sys.executable, "-m", "benchmarks.two_of_each", option]
    printed = subprocess.run(command, env=environ, check=True, stdout=subprocess.PIPE, text=True).stdout
    told: dict[str, str] = {}
    for line in printed.splitlines():
        told |= json.loads(line)
    return told


def fill_here() -> None:
    fill(50, 11)
    from tamyr.accounts.models import Person

    print(json.dumps({"seated": str(Person.objects.get(sign_in_name="example-delegate").pk)}))


def count_here() -> None:
    import django

    django.setup()
    from django.db.models import Count
    from django_tasks import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    from tamyr.network.models import Circle
    from tamyr.notices.models import Happening, Notice
    from tamyr.safety.queries import chain_faults

    seats = Circle.objects.annotate(seated=Count("seats"))
    doubled = Notice.objects.values("happening", "person").annotate(times=Count("pk")).filter(times__gt=1)
    told = {
        "circles": json.dumps([circle.names.get("en", "") for circle in Circle.objects.all()]),
        "seats": json.dumps([circle.names.get("en", "") for circle in seats.filter(seated=2)]),
        "untold": str(Happening.objects.filter(kind="seat-given", spread_at=None).count()),
        "told twice": str(doubled.count()),
        "given up": str(DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).count()),
        "faults of the chain": str(len([*chain_faults()])),
    }
    print(json.dumps(told))


def measure(
    people: People, kept: list[SupervisedProcess], sites: dict[str, int], seconds: float, writers: int
) -> None:
    acts: list[Callable[[], None]] = [people.write] * writers + [people.read]
    threads = [threading.Thread(target=act, daemon=True) for act in acts]
    for thread in threads:
        thread.start()
    began = time.monotonic()
    time.sleep(seconds)
    print(f"{'killed':<12} {'longest without an acknowledged act, s':>40} {'without a page, s':>18}")
    print(
        f"{'nobody':<12} {people.gap('acts', began):>40.2f} {people.gap('pages', began):>18.2f}", flush=True
    )
    for process in kept:
        at = time.monotonic()
        process.kill()
        time.sleep(SECONDS_TO_BEGIN_ANEW)
        process.begin()
        if process.name in sites:
            wait_until_open(sites[process.name])
        time.sleep(seconds)
        print(
            f"{process.name:<12} {people.gap('acts', at):>40.2f} {people.gap('pages', at):>18.2f}", flush=True
        )
    people.over.set()
    for thread in threads:
        thread.join(90)


def report(people: People, environ: dict[str, str]) -> bool:
    """Compare what was acknowledged with what is there; return whether the aim is met."""
    given_up_at = time.monotonic() + SECONDS_TO_TELL
    found = told_by("--count", environ)
    while found["untold"] != "0" and time.monotonic() < given_up_at:
        time.sleep(5)
        found = told_by("--count", environ)
    circles, seats = json.loads(found["circles"]), json.loads(found["seats"])
    lost = len({*people.circles} - {*circles}) + len({*people.seats} - {*seats})
    doubled = len(circles) - len({*circles})
    print(f"acknowledged: {len(people.circles)} circles, {len(people.seats)} seats")
    print(f"sent again because no answer came: {people.unanswered}")
    rest = {name: int(value) for name, value in found.items() if name not in ("circles", "seats")}
    told = {"lost": lost, "doubled": doubled, **rest}
    print(", ".join(f"{name}: {count}" for name, count in told.items()))
    return not any(told.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seconds", type=duration, default=5, help="length of one turn")
    parser.add_argument("--rounds", type=at_least(1), default=2, help="how many times each is killed")
    parser.add_argument("--writers", type=at_least(1), default=8)
    parser.add_argument("--fill", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--count", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.fill:
        return fill_here()
    if options.count:
        return count_here()
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        raise SystemExit("Several site processes need PostgreSQL: bin/with-postgres, or DATABASE_URL.")
    end_without(NGINX, "openssl")
    with tempfile.TemporaryDirectory() as folder, ExitStack() as ended:
        environ = environment(folder)
        told = prepare(environ)
        ports = [free_port(), free_port()]
        sites = [site(number, port, environ) for number, port in enumerate(ports, start=1)]
        workers = [
            SupervisedProcess(f"worker {number}", ["tamyr.config.worker"], environ) for number in (1, 2)
        ]
        for process in (*sites, *workers):
            ended.callback(process.kill)
        for port in ports:
            wait_until_open(port)
        people = People(ended.enter_context(proxy(Path(folder), ports)), told["coordinator"], told["seated"])
        by_name = {process.name: port for process, port in zip(sites, ports, strict=True)}
        measure(people, [*sites, *workers] * options.rounds, by_name, options.seconds, options.writers)
        is_met = report(people, environ)
    print("met" if is_met else "NOT met", flush=True)
    # Nobody waits for a person whose form was never acknowledged: the threads are theirs.
    sys.exit(0 if is_met else 1)


if __name__ == "__main__":
    main()

"""Postfix, set up as docs/how-to/take-letters-in.md says, hands letters to the site, and keeps those that it cannot hand over yet."""

import json
import os
import re
import shutil
import smtplib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from socket import socket
from typing import NamedTuple

import pytest
from tests.house.small_site import free_port

from tamyr.replies.services.arriving import LARGEST_TAKEN
from tamyr.replies.tests.corpus.making import mail, words

ROOT = Path(__file__).parents[4]
RECIPE = (ROOT / "docs" / "how-to" / "take-letters-in.md").read_text(encoding="utf-8")
POSTFIX = shutil.which("postfix", path="/usr/sbin:/usr/local/sbin")
HOST = "127.0.0.1"
pytestmark = [
    pytest.mark.trial,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not POSTFIX or os.getuid() != 0, reason="this machine has no Postfix, or not for us"),
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts([HOST]),
]
# What the system's own files say otherwise: here it listens on the loopback alone, with its queue in a folder of its own.
MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
myhostname = mx.example.org
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = loopback-only
inet_protocols = ipv4
alias_maps =
alias_database =
minimal_backoff_time = 1s
queue_run_delay = 1s
"""
SERVICES = """
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 1 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""
LETTERS = """
import json
from tamyr.replies.models import Arrival
print(json.dumps([[row.door, *row.sent_by, row.content.decode("latin-1")] for row in Arrival.objects.order_by("received_at")]))
"""


class KeptLetter(NamedTuple):
    """A letter that the site keeps."""

    door: str
    sender: str
    recipients: list[str]
    content: str


class Site(NamedTuple):
    """A site with no letters yet; its door for letters is open or shut."""

    environ: dict[str, str]
    port: int

    def manage(self, *told: str) -> str:
        command = [sys.executable, str(ROOT / "manage.py"), *told]
        return subprocess.run(command, env=self.environ, check=True, capture_output=True, text=True).stdout

    @contextmanager
    def door(self) -> Iterator[None]:
        command = [sys.executable, str(ROOT / "manage.py"), "serve_lmtp", "--listen", f"{HOST}:{self.port}"]
        with subprocess.Popen(command, env=self.environ) as door:
            try:
                until(lambda: is_open(self.port))
                yield
            finally:
                door.terminate()

    def letters(self) -> list[KeptLetter]:
        return [KeptLetter(*row) for row in json.loads(self.manage("shell", "--no-imports", "-c", LETTERS))]


def is_open(port: int) -> bool:
    with closing(socket()) as caller:
        return caller.connect_ex((HOST, port)) == 0


def until(done: Callable[[], bool]) -> None:
    given_up_at = time.monotonic() + 60
    while not done():
        assert time.monotonic() < given_up_at, "it did not come about"
        time.sleep(0.1)


def recipe(begins: str) -> str:
    """Return the lines that the recipe gives for a file of Postfix, by what they begin with."""
    blocks: list[str] = re.findall(r"```text\n(.*?)```", RECIPE, re.DOTALL)
    return next(block for block in blocks if block.startswith(begins))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("site")
    kept = {"DATABASE_URL": f"sqlite:///{folder}/site.sqlite3", "TAMYR_DATA_DIR": str(folder)}
    made = Site({**os.environ, **kept, "DJANGO_SETTINGS_MODULE": "tamyr.config.settings.base"}, free_port())
    made.manage("migrate", "-v0")
    return made


class Postfix(NamedTuple):
    folder: Path
    port: int

    def run(self, program: str, *told: str) -> str:
        command = [f"/usr/sbin/{program}", "-c", str(self.folder), *told]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def log(self) -> str:
        return (self.folder / "mail.log").read_text()

    def queue(self) -> list[str]:
        return self.run("postqueue", "-j").splitlines()


@contextmanager
def started(settings: str, services: str = "") -> Iterator[Postfix]:
    """Run a Postfix of its own: its users have to reach the folder, which lies in no one's home."""
    folder = Path(tempfile.mkdtemp(prefix="tamyr-postfix-"))
    folder.chmod(0o755)
    postfix = Postfix(folder, free_port())
    (folder / "main.cf").write_text(MAIN.format(folder=folder) + settings)
    (folder / "master.cf").write_text(SERVICES.format(port=postfix.port) + services)
    for name in ("queue", "data"):
        (folder / name).mkdir()
    shutil.chown(folder / "data", "postfix")
    try:
        postfix.run("postfix", "start")
        until(lambda: is_open(postfix.port))
        yield postfix
    finally:
        subprocess.run([str(POSTFIX), "-c", str(folder), "stop"], check=False, capture_output=True)
        shutil.rmtree(folder)


def letter(number: int) -> bytes:
    raw = mail(words(f"План утверждён: {number}."))
    return raw.replace(b"<one@", b"<%d@" % number)


def send(postfix: Postfix, raw: bytes, *recipients: str) -> None:
    with smtplib.SMTP(HOST, postfix.port, timeout=30) as server:
        server.sendmail("office@eco.example.kz", recipients, raw)


def test_letters_come_in_and_wait_while_the_door_is_shut(site: Site) -> None:
    ours = recipe("relay_domains").replace("127.0.0.1:8024", f"{HOST}:{site.port}")
    with started(ours) as postfix:
        with site.door():
            send(postfix, letter(1), "reply-x@answers.example.org", "info@answers.example.org")
            until(lambda: postfix.log().count("status=sent") == 2 and not postfix.queue())
        send(postfix, letter(2), "reply-y@answers.example.org")
        until(lambda: "status=deferred" in postfix.log())
        assert len(postfix.queue()) == 1 and len(site.letters()) == 1
        with site.door():
            until(lambda: not postfix.queue())
        first, second = site.letters()
        assert (first.door, first.sender) == ("lmtp", "office@eco.example.kz")
        assert sorted(first.recipients) == ["info@answers.example.org", "reply-x@answers.example.org"]
        assert second.recipients == ["reply-y@answers.example.org"]
        assert letter(2).decode("latin-1").partition("From:")[2] in second.content
        with smtplib.SMTP(HOST, postfix.port, timeout=30) as server:
            server.ehlo()
            assert server.mail("a@example.org", [f"SIZE={LARGEST_TAKEN + 1}"])[0] == 552
            assert server.mail("a@example.org", [f"SIZE={LARGEST_TAKEN - 1}"])[0] == 250
        # The script that starts it remarks on whose the folders are.
        told = [line for line in postfix.log().splitlines() if "postfix-script" not in line]
        assert [line for line in told if "warning:" in line or "fatal:" in line] == []


# Stands for the site: it notes what it is told, and refuses once with the number that asks to try again.
TAKE = """\
cd {folder}/taken && echo "$@" >> told && cat >> letter
mkdir again 2>/dev/null && exit 75
exit 0
"""


def test_a_pipe_gives_one_recipient_at_a_time_and_tries_again() -> None:
    service, settings = recipe("tamyr unix").split("\n\n")
    with started("") as postfix:
        taken, take = postfix.folder / "taken", postfix.folder / "take.sh"
        taken.mkdir(mode=0o777)
        taken.chmod(0o777)
        take.write_text(TAKE.replace("{folder}", str(postfix.folder)))
        ours = service.replace("user=tamyr", "user=nobody").replace("/srv/tamyr argv", "/ argv")
        ours = re.sub(r"argv=.* take_mail", f"argv=/bin/sh {take} take_mail", ours)
        lists = re.sub("(?m)^transport_maps.*$", "", recipe("relay_domains"))
        (postfix.folder / "main.cf").write_text(MAIN.format(folder=postfix.folder) + lists + settings)
        (postfix.folder / "master.cf").write_text(SERVICES.format(port=postfix.port) + ours + "\n")
        postfix.run("postfix", "reload")
        send(postfix, letter(3), "reply-x@answers.example.org", "reply-y@answers.example.org")
        until(lambda: "status=sent" in postfix.log() and not postfix.queue())
        told = (taken / "told").read_text().splitlines()
        assert len(told) == 3 and {line.split("--to ")[1] for line in told} == {
            "reply-x@answers.example.org",
            "reply-y@answers.example.org",
        }
        assert all(line.startswith("take_mail --from office@eco.example.kz --to ") for line in told)
        assert "status=deferred" in postfix.log()

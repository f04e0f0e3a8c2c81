"""Many writers at once all succeed, on the tables that they really write to, and no act is done twice."""

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import TypeVar
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection, transaction

from tamyr.accounts.services.ways_in import (
    Ways,
    app_code,
    new_recovery_seed,
    recovery_codes_from,
    replace_ways,
    spend_app_code,
    spend_recovery_code,
)
from tamyr.deliveries.models import Missive, State
from tamyr.deliveries.services.preparing import Plan, prepare
from tamyr.deliveries.tests.releasing import proposed
from tamyr.demands.models import Event
from tamyr.demands.tests.asking import agreed, letter, ministry
from tamyr.network.models import Circle, CircleSeat, Role, RoleGrant
from tamyr.network.models.circles import words_of
from tamyr.network.queries import visitor_on
from tamyr.network.services.circles import end_seat
from tamyr.network.services.invitations import (
    InvitationClosed,
    accept_as_yourself,
    create_first_coordinator,
    invite,
)
from tamyr.network.services.people import close_account, end_mandate, end_role
from tamyr.protection.models import Contact, LockDown
from tamyr.protection.services.lockdowns import ask_to_lock
from tamyr.safety.models import AuditLine, Proposal
from tamyr.safety.queries import chain_faults
from tamyr.safety.services import record_act
from tamyr.safety.services.proposals import AlreadyAnswered, approve
from tests.entry import APP_SECRET
from tests.people import LONG_AGO, give_mandate, give_role, make_member, make_person, seal, with_role

Done = TypeVar("Done")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
AT_ONCE, EACH = 4, 5
# SQLite in memory, as tests have it, refuses a second writer instead of letting it wait.
on_a_server = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="asks a database server"
)
PROCESSES, THREADS, ROUNDS = 3, 3, 10
# Each line reads the head and then writes, in one transaction: what fails at once with default settings.
WRITER = f"""
import threading, django
from tamyr.config.loading import loading
with loading(): django.setup()
from datetime import UTC, datetime
from django.db import connection, transaction
from tamyr.safety.services import record_act

def write():
    for _ in range({ROUNDS}):
        with transaction.atomic():
            record_act(act="test.done", actor=None, about=None, at=datetime(2026, 11, 23, tzinfo=UTC))
    connection.close()

threads = [threading.Thread(target=write) for _ in range({THREADS})]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""
READER = """
import django
from tamyr.config.loading import loading
with loading(): django.setup()
from django.db import connection
from tamyr.safety.queries import chain_faults, chain_head
with connection.cursor() as cursor:
    cursor.execute("PRAGMA journal_mode")
    print(*cursor.fetchone(), chain_head()[0], *chain_faults())
"""


@pytest.mark.whole
def test_processes_write_one_audit_chain_on_the_embedded_database(
    empty_database: Path, tmp_path: Path
) -> None:
    environ = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{empty_database}",
        "TAMYR_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tamyr.config.settings.base",
    }
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER], env=environ, stderr=subprocess.PIPE, text=True)
        for _ in range(PROCESSES)
    ]
    assert [writer.communicate()[1] for writer in writers] == [""] * PROCESSES
    said = subprocess.run([sys.executable, "-c", READER], env=environ, capture_output=True, text=True)
    assert said.stdout == f"wal {PROCESSES * THREADS * ROUNDS}\n", said.stderr


def all_at_once(act: Callable[[], Done]) -> list[Done | Exception]:
    """Do one thing on several connections at the same moment; return what came of each."""
    start = Barrier(AT_ONCE)

    def done(_n: int) -> Done | Exception:
        # Connected before, or the first would be done before the last has begun.
        connection.ensure_connection()
        start.wait()
        try:
            return act()
        except Exception as error:  # noqa: BLE001 (told by the test)
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(done, range(AT_ONCE)))


@on_a_server
def test_writers_on_a_server_follow_one_another_in_the_audit_chain(transactional_db: None) -> None:
    def write() -> int:
        for _round in range(EACH):
            with transaction.atomic():
                record_act(act="test.done", actor=None, about=None, at=NOW)
        return EACH

    before = AuditLine.objects.count()
    assert all_at_once(write) == [EACH] * AT_ONCE
    assert AuditLine.objects.count() == before + AT_ONCE * EACH
    assert list(chain_faults()) == []


@on_a_server
@pytest.mark.parametrize("kind", ["of the app", "of recovery"])
def test_a_code_sent_several_times_at_once_opens_once(transactional_db: None, kind: str) -> None:
    person, seed = make_person("aygul", "Aygul"), new_recovery_seed()
    replace_ways(person=person, ways=Ways(recovery_seed=seed, app_secret=APP_SECRET), at=NOW)
    tries: dict[str, Callable[[], bool]] = {
        "of the app": lambda: spend_app_code(person=person, code=app_code(APP_SECRET, NOW), at=NOW),
        "of recovery": lambda: spend_recovery_code(person=person, code=recovery_codes_from(seed)[0]),
    }
    assert sorted(map(str, all_at_once(tries[kind]))) == ["False"] * (AT_ONCE - 1) + ["True"]


@on_a_server
def test_a_link_opened_several_times_at_once_gives_once(transactional_db: None) -> None:
    person, secret = make_person(f"aygul-{uuid4().hex[:6]}", "Aygul"), create_first_coordinator(at=NOW)
    done = all_at_once(lambda: accept_as_yourself(secret=secret, person=person, at=NOW))
    assert sum(isinstance(one, InvitationClosed) for one in done) == AT_ONCE - 1
    assert person.roles.filter(role=Role.COORDINATOR).count() == 1


@on_a_server
def test_a_proposal_approved_by_several_at_once_is_done_once(transactional_db: None) -> None:
    names = [f"c{number}-{uuid4().hex[:6]}" for number in range(AT_ONCE + 1)]
    proposer, *seconds = [with_role(name, name, Role.COORDINATOR) for name in names]
    made, _secret = invite(form_key=uuid4(), by=visitor_on(proposer, NOW), role=Role.COORDINATOR)
    proposal, waiting = Proposal.objects.get(pk=made.pk), iter(seconds)
    done = all_at_once(lambda: approve(proposal=proposal, by=next(waiting).pk, at=NOW))
    assert sum(isinstance(one, AlreadyAnswered) for one in done) == AT_ONCE - 1
    assert sum("invitation.confirmed" in line.body for line in AuditLine.objects.all()) == 1


@on_a_server
def test_a_batch_released_by_several_at_once_goes_out_once(transactional_db: None) -> None:
    lake = make_member("Example Lake", "Пример Озеро", "KAZ", exposure="public")
    author, *seconds = [make_person(f"d{number}-{uuid4().hex[:6]}", "D") for number in range(AT_ONCE + 1)]
    for person in (author, *seconds):
        give_mandate(person, lake)
    made = letter(agreed(author, seconds[0], lake, NOW), author, ministry(), lake, NOW)
    batch = prepare(demand=made.demand, plan=Plan([made]), form_key=uuid4(), actor=author.pk, at=NOW)
    proposal, waiting = proposed(batch, author, NOW), iter(seconds)
    done = all_at_once(lambda: approve(proposal=proposal, by=next(waiting).pk, at=NOW))
    assert sum(isinstance(one, AlreadyAnswered) for one in done) == AT_ONCE - 1, done
    assert Missive.objects.get().state == State.BY_HAND
    assert Event.objects.filter(kind="released").count() == 1


def leave_coordination() -> list[Callable[[], object]]:
    grants = [give_role(make_person(f"c{n}", f"C{n}"), Role.COORDINATOR) for n in range(AT_ONCE)]
    return [partial(end_role, grant=grant, by=visitor_on(grant.person, NOW)) for grant in grants]


def leave_a_sealed_member() -> list[Callable[[], object]]:
    member = make_member("Example", "Пример", "KAZ")
    mandates = [give_mandate(make_person(f"d{n}", f"D{n}"), member) for n in range(AT_ONCE)]
    seal(member)
    return [
        partial(end_mandate, mandate=mandate, on=NOW.date(), by=visitor_on(mandate.person, NOW))
        for mandate in mandates
    ]


def leave_a_circle() -> list[Callable[[], object]]:
    circle = Circle.objects.create(
        slug="c", words=words_of({"en": "C"}, {}), exposure="circle", began_on=LONG_AGO
    )
    people = [make_person(f"e{n}", f"E{n}") for n in range(AT_ONCE + 1)]
    _stays, *seats = [
        CircleSeat.objects.create(circle=circle, person=person, convenes=n > 0, from_on=LONG_AGO)
        for n, person in enumerate(people)
    ]
    return [partial(end_seat, seat=seat, by=visitor_on(seat.person, NOW)) for seat in seats]


def close_the_accounts_of_coordinators() -> list[Callable[[], object]]:
    RoleGrant.objects.all().delete()
    people = [with_role(f"f{n}", f"F{n}", Role.COORDINATOR) for n in range(AT_ONCE)]
    return [partial(close_account, by=visitor_on(person, NOW)) for person in people]


LEAVING = [leave_coordination, leave_a_sealed_member, leave_a_circle, close_the_accounts_of_coordinators]


@on_a_server
@pytest.mark.parametrize("leaving", LEAVING)
def test_of_the_last_who_leave_at_once_one_stays(
    transactional_db: None, leaving: Callable[[], list[Callable[[], object]]]
) -> None:
    acts = leaving()
    done = all_at_once(lambda: acts.pop()())
    assert sorted(type(one).__name__ for one in done) == ["NobodyLeft"] + ["NoneType"] * (AT_ONCE - 1)


# The same on a file, where a second writer waits: each thread has a connection of its own.
LEAVERS = """
import django
from tamyr.config.loading import loading
with loading(): django.setup()
from tests.house import test_concurrent_writers as writers
for leaving in writers.LEAVING:
    acts = leaving()
    done = writers.all_at_once(lambda: acts.pop()())
    print(*sorted(type(one).__name__ for one in done))
"""


@pytest.mark.whole
def test_of_the_last_who_leave_at_once_one_stays_on_the_embedded_database(
    database_file: Callable[[str], Path], tmp_path: Path
) -> None:
    environ = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{database_file('empty')}",
        "TAMYR_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tamyr.config.settings.base",
    }
    said = subprocess.run([sys.executable, "-c", LEAVERS], env=environ, capture_output=True, text=True)
    stays = ["NobodyLeft", *["NoneType"] * (AT_ONCE - 1)]
    assert said.stdout.splitlines() == [" ".join(stays)] * len(LEAVING), said.stderr


@on_a_server
def test_of_contacts_who_press_at_once_the_first_two_lock_once(transactional_db: None) -> None:
    person = make_person("aygul", "Aygul Example")
    contacts = [make_person(f"contact-{n}", "Contact") for n in range(AT_ONCE)]
    for contact in contacts:
        Contact.objects.create(person=person, trusted=contact, named_at=NOW, accepted_at=NOW)
    pressing = iter(contacts)
    done = all_at_once(lambda: ask_to_lock(subject=person, by=visitor_on(next(pressing), NOW)).stage)
    assert sorted(map(str, done)) == ["asked", "locked", "locked", "locked"]
    person.refresh_from_db()
    assert LockDown.objects.get().locked_at == NOW and not person.is_active
    assert list(chain_faults()) == []

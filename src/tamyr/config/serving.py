"""What the start of the site does: bring the database, figures and static files up to date, then serve."""

import http.client
import multiprocessing
import os
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial
from multiprocessing import resource_tracker
from typing import Any

from tamyr.config.command_line import SETTINGS, in_plain_words
from tamyr.config.first_steps import prepare_people
from tamyr.config.interrupts import STOPS, stops_held_back
from tamyr.config.loading import loading
from tamyr.config.port import HOST, free_port_or_exit, hold
from tamyr.config.private_files import keep_private, keys_beside_data, make_private
from tamyr.config.set_up import LOCK_FOLDER, only_one_at_a_time
from tamyr.config.settings.environment import read_folder
from tamyr.config.stopping import (
    SECONDS_TO_KILL,
    beside,
    hear_once,
    load_site,
    runs,
)
from tamyr.config.terminal import said, step
from tamyr.config.worker import Worker

WORKERS = 2
# Headers hold no thread, yet a connection that sends none is of no use to anybody.
SECONDS_FOR_HEADERS = 15
SECONDS_TO_ANSWER = 60


def prepare() -> None:
    # Its threads would hear Ctrl-C in place of the one that waits for it while the site runs.
    with stops_held_back():
        import numpy  # noqa: F401
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import translation

    from tamyr.config.catalogues import compile_catalogues

    step(4, "Compiling the translations", "Компилирую переводы")
    # Before Django is set up, which reads each catalogue once and keeps it.
    for folder in settings.LOCALE_PATHS:
        compile_catalogues(folder)
    with loading():
        django.setup()
    translation.activate(said("en", "ru"))
    step(5, "Preparing the database and loading the figures", "Готовлю базу данных и загружаю показатели")
    call_command("migrate", verbosity=0)
    call_command("load_figures", verbosity=0)
    call_command("set_up_pages", verbosity=0)
    count_days()
    step(
        6,
        "Assessing the twelve countries, once for these figures",
        "Оцениваю двенадцать стран, один раз для этих показателей",
    )
    assess()
    step(7, "Collecting styles and pictures", "Собираю стили и картинки")
    call_command("collectstatic", verbosity=0, interactive=False)


def count_days() -> None:
    """Count by this release's law until when letters wait, before anybody reads what is late the longest."""
    from tamyr.demands.services.recounting import bring_days_in_step
    from tamyr.safety.services.faults import PartlyDone

    try:
        bring_days_in_step()
    except PartlyDone as partly:
        print(
            said(
                f"Some days of answers are not counted yet: {partly}.",
                f"Сроки ответа сочтены не все: {partly}.",
            ),
            flush=True,
        )


def assess() -> None:
    from django.conf import settings
    from django.utils import timezone

    from climate_pathways.fair_shares import Parameters
    from tamyr.evidence.queries.assessments import to_be_assessed

    if to_be_assessed(Parameters(draws=settings.DRAWS), as_of=timezone.now().year):
        run_apart("load_assessments", "--verbosity", "0")


def public_address(port: int) -> str:
    """Return where people reach the site: behind a proxy that is not where it listens."""
    from django.conf import settings

    # By name: browsers bind no passkey to a number.
    return str(settings.SITE_URL) or f"http://localhost:{port}"


def close_to_others() -> list[str]:
    """Close the site's files to other users of the machine; return what its keeper has to know."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    names = [str(database["NAME"])] if database["ENGINE"].endswith("sqlite3") else []
    warnings = [] if settings.DEMO else keys_beside_data(settings.DATA_DIR, os.environ)
    return [*keep_private(settings.DATA_DIR, names), *warnings]


def run_apart(*command: str) -> None:
    """Run a command in a process of its own, which gives its memory back before the site runs, and ends with this one."""
    with stops_held_back():
        child = subprocess.Popen(
            [sys.executable, "-m", "tamyr.config.kept_command", *command], stdin=subprocess.PIPE
        )
    try:
        failed = child.wait()
    except KeyboardInterrupt:
        child.kill()
        raise
    if failed:
        sys.exit(failed)


def answers(port: int) -> bool:
    from django.conf import settings

    caller = http.client.HTTPConnection(HOST, port, timeout=SECONDS_TO_ANSWER)
    try:
        caller.request("HEAD", "/", headers={"Host": settings.ALLOWED_HOSTS[0]})
        caller.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        caller.close()
    return True


def announce(port: int, first_steps: list[str]) -> None:
    """Print the addresses and how to begin, once the site answers."""
    # A connection says nothing: the system accepts it while the workers are still loading.
    while not answers(port):
        time.sleep(0.05)
    for language in ("ru", "en"):
        print(f"{said('Tamyr runs at', 'Тамыр работает:')} {public_address(port)}/{language}/", flush=True)
    for line in first_steps:
        print(line, flush=True)
    print(said("Stop it with Ctrl-C.", "Остановить: Ctrl-C."), flush=True)


def serve(port: int, first_steps: list[str]) -> None:
    from django.db import connections
    from granian.constants import Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels
    from granian.server.mp import MPServer, WorkerProcess

    class Server(MPServer):
        def _spawn_worker(self, *args: Any, **named: Any) -> WorkerProcess:
            worker: WorkerProcess = super()._spawn_worker(*args, **named)
            worker.is_alive = partial(runs, worker.inner)  # type: ignore[method-assign]
            return worker

    connections.close_all()
    multiprocessing.set_start_method("spawn")  # A forked worker would hang at its first chart.
    # Begun with the first worker, it would let through the signals that are held back from this thread.
    resource_tracker.ensure_running()
    server = Server(
        "tamyr.config.wsgi:front",
        address=HOST,
        port=port,
        interface=Interfaces.RSGI,
        workers=WORKERS,
        log_level=LogLevels.warning,
        log_access=False,
        websockets=False,
        http1_settings=HTTP1Settings(header_read_timeout=1000 * SECONDS_FOR_HEADERS),
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_KILL,
    )
    # Before any other thread begins: each inherits which signals its maker holds back.
    worker = Worker()

    def stop() -> None:
        worker.stop()
        server.signal_handler_interrupt()  # type: ignore[no-untyped-call]

    def welcome() -> None:
        announce(port, first_steps)
        # Only now, so that it takes nothing from the start.
        worker.keep()

    hear_once(STOPS, stop)
    beside(welcome)
    server.serve(target_loader=load_site)
    worker.stop()
    worker.wait()
    with suppress(OSError):  # The terminal may be what has gone.
        print(said("Tamyr has stopped.", "Тамыр остановлен."), flush=True)
    os._exit(0)  # Taking down all that was prepared would cost a person seconds.


def run() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    make_private()
    port = free_port_or_exit(os.environ)
    with in_plain_words():
        with only_one_at_a_time(read_folder(os.environ, "TAMYR_DATA_DIR", LOCK_FOLDER)):
            prepare()
            first_steps = [*prepare_people(public_address(port)), *close_to_others()]
            # Asked again: preparing may take minutes, and another program may have come meanwhile.
            door = hold(port)
        with door:
            serve(port, first_steps)

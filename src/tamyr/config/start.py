"""Bring the database, figures and static files up to date, then serve: ``python -m tamyr.config.start``."""

# What takes a moment to import is imported by ``main``, which can tell of a Ctrl-C in a sentence.
import os
import signal
from contextlib import suppress

from tamyr.config.interrupts import INTERRUPTED, STOPS, stops_held_back
from tamyr.config.terminal import refuse_arguments, said


def main() -> None:
    refuse_arguments(
        "Bring the database, figures and static files up to date, then serve the site.",
        "Обновить базу данных, показатели и статические файлы, затем запустить сайт.",
    )
    for stop in STOPS:
        signal.signal(stop, signal.default_int_handler)
    try:
        # An interrupt that met an extension while it is loading would come out as another error.
        with stops_held_back():
            from tamyr.config.serving import run
        run()
    except KeyboardInterrupt:
        # Impatient, a person presses twice.
        for stop in STOPS:
            signal.signal(stop, signal.SIG_IGN)
        with suppress(OSError):  # The terminal may be what has gone.
            print(
                said(
                    "Stopped before the site was ready. What is done will not be done twice.",
                    "Остановлено до готовности сайта. Сделанное не повторится.",
                ),
                flush=True,
            )
        # Or it would turn sys.exit's status into a signal.
        os._exit(INTERRUPTED)


if __name__ == "__main__":
    main()

"""Django's command line; what its reader can mend is said in one sentence, not a traceback."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, execute_from_command_line
from django.db import OperationalError
from django.utils import translation

from tamyr.config.first_steps import refuse_to_try_beside_people
from tamyr.config.loading import loading
from tamyr.config.port import PortError
from tamyr.config.private_files import make_private
from tamyr.config.terminal import said

SETTINGS = "tamyr.config.settings.base"
# Commands by which an example and real people are parted, and those that touch nobody.
MAKES_ROOM = ("", "help", "check", "migrate", "example_network")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    make_private(command)
    with in_plain_words():
        with loading():
            django.setup()
        if command not in MAKES_ROOM:
            refuse_to_try_beside_people()
        with translation.override(said("en", "ru")):
            execute_from_command_line(sys.argv)


@contextmanager
def in_plain_words() -> Iterator[None]:
    try:
        yield
    except ImproperlyConfigured as error:
        sys.exit(f"{said('Settings:', 'Настройки:')} {error}")
    except (PortError, CommandError) as error:
        sys.exit(str(error))
    except OperationalError as error:
        sys.exit(explain(error))


def explain(error: OperationalError) -> str:
    """Say which database does not answer and where it was set; the password stays out."""
    from django.conf import settings

    from tamyr.config.settings.environment import without_password

    database = settings.DATABASES["default"]
    address = without_password(os.environ.get("DATABASE_URL") or f"sqlite:///{database['NAME']}")
    reason = " ".join(str(error).split())
    # The driver may quote the address that it was given.
    if password := database.get("PASSWORD"):
        reason = reason.replace(password, "***")
    return said(
        f"The database at {address} does not answer ({reason}). Start it, or set DATABASE_URL "
        "to one that runs; without DATABASE_URL the site uses its own SQLite file.",
        f"База данных {address} не отвечает ({reason}). Запустите её или укажите в DATABASE_URL "
        "ту, что работает; без DATABASE_URL сайт использует собственный файл SQLite.",
    )


if __name__ == "__main__":
    main()

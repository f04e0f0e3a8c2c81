"""Django's command line; what its reader can mend is said in one sentence, not a traceback."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, ManagementUtility, get_commands
from django.db import OperationalError
from django.utils import translation

from tamyr.config.first_steps import refuse_to_try_beside_people
from tamyr.config.loading import loading
from tamyr.config.operations.reasons import of_database
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
        refuse_unknown(command if command != "help" else "".join(sys.argv[2:3]))
        if command not in MAKES_ROOM:
            refuse_to_try_beside_people()
        with translation.override(said("en", "ru")):
            CommandLine(sys.argv).execute()


class CommandLine(ManagementUtility):
    """Django's own, but for its list of commands, whose two sentences it has in English alone."""

    def main_help_text(self, commands_only: bool = False) -> str:
        english = super().main_help_text(commands_only)
        how = f"Type '{self.prog_name} help <subcommand>' for help on a specific subcommand."
        in_words = {
            how: f"О каждой команде расскажет «{self.prog_name} help КОМАНДА».",
            "Available subcommands:": "Команды:",
        }
        text = english
        for sentence, russian in in_words.items():
            text = text.replace(sentence, said(sentence, russian))
        return text


def refuse_unknown(command: str) -> None:
    """End where no command has this name: Django would say so in English alone."""
    known = [*get_commands(), "help", "version"]
    if not command or command.startswith("-") or command in known:
        return
    meant = "".join(get_close_matches(command, known, 1))
    sys.exit(
        said(
            f"There is no command “{command}”.{f' Did you mean “{meant}”?' if meant else ''} “manage.py help” lists them.",
            f"Команды «{command}» нет.{f' Может быть, «{meant}»?' if meant else ''} Все перечисляет «manage.py help».",
        )
    )


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
    if "no such table" in str(error.__cause__):
        return said(
            f"The database at {address} has not all its tables yet. Make them: manage.py migrate",
            f"В базе данных {address} ещё не все таблицы. Создайте их: manage.py migrate",
        )
    english, russian = of_database(error.__cause__)
    return said(
        f"The database at {address} does not answer: {english}. Start it, or set DATABASE_URL "
        "to one that runs; without DATABASE_URL the site uses its own SQLite file.",
        f"База данных {address} не отвечает: {russian}. Запустите её или укажите в DATABASE_URL "
        "ту, что работает; без DATABASE_URL сайт использует собственный файл SQLite.",
    )


if __name__ == "__main__":
    main()

"""``tamyr``: what whoever runs the server types. Every refusal says why and what to do, and loses nothing."""

import argparse
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from climate_pathways.commands.parser import Parser, file_name, preferred_language
from tamyr.config.operations import recounting
from tamyr.config.operations.refusal import Refused
from tamyr.config.private_files import make_private
from tamyr.config.set_up import LOCK_FOLDER
from tamyr.config.terminal import said

RECIPIENTS = "TAMYR_BACKUP_RECIPIENTS"


def main(words: Sequence[str] | None = None) -> None:
    given = parser().parse_args(words)
    act: Callable[[argparse.Namespace], None] = given.act
    try:
        if act is recounting.count_again:
            act(given)
        else:
            on_the_site(act, given)
    except Refused as refused:
        sys.exit(str(refused))
    except KeyboardInterrupt:
        sys.exit(
            said("Stopped; nothing half done is left.", "Остановлено, ничего недоделанного не осталось.")
        )


def on_the_site(act: Callable[[argparse.Namespace], None], given: argparse.Namespace) -> None:
    # Django is loaded here: whoever counts a file again may have no site.
    from tamyr.config.command_line import SETTINGS, in_plain_words

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    make_private()
    # Ended so, a copy removes what it has begun.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with in_plain_words():
        act(given)


def parser() -> Parser:
    language = preferred_language()
    whole = Parser(
        language=language,
        prog="tamyr",
        description=said("Keep a site of Tamyr.", "Содержать сайт «Тамыр»."),
    )
    acts = whole.add_subparsers(required=True, metavar=said("ACT", "ДЕЙСТВИЕ"))

    def act(name: str, do: Callable[[argparse.Namespace], None], words: str) -> Parser:
        added = acts.add_parser(name, language=language, help=words, description=words)
        added.set_defaults(act=do)
        return added

    copy = act("backup", back_up, said("copy the data, sealed", "скопировать данные, запечатав"))
    keys = act("backup-keys", back_up_keys, said("copy the keys, sealed", "скопировать ключи, запечатав"))
    a_file: dict[str, Any] = {"type": file_name, "metavar": said("FILE", "ФАЙЛ")}
    for made in (copy, keys):
        made.add_argument("file", **a_file, help=said("a new file, or a folder", "новый файл или папка"))
        add_recipients(made)
    back = act("restore", restore, said("put a copy back", "восстановить копию"))
    back.add_argument("file", **a_file, help=said("the copy", "копия"))
    back.add_argument("--drill", action="store_true", help=said("only try it", "только проверить"))
    back.add_argument(
        "--aside", action="store_true", help=said("put aside what is here", "отложить то, что здесь есть")
    )
    back.add_argument(
        "--anyway", action="store_true", help=said("also what does not work", "и то, что не работает")
    )
    anew = act(
        "upgrade", upgrade, said("copy, then bring the database up to date", "скопировать и обновить базу")
    )
    anew.add_argument("file", **a_file, help=said("a new file, or a folder", "новый файл или папка"))
    add_recipients(anew)
    components = act("sbom", list_components, said("list what is installed", "перечислить установленное"))
    components.add_argument("file", **a_file, help=said("where to write it", "куда записать"))
    unsealed = act("restore-keys", restore_keys, said("put keys back", "восстановить ключи"))
    unsealed.add_argument("file", **a_file, help=said("the copy of the keys", "копия ключей"))
    unsealed.add_argument(
        "folder", type=file_name, metavar=said("FOLDER", "ПАПКА"), help=said("a new folder", "новая папка")
    )
    again = act(
        "recount", recounting.count_again, said("count a decision file again", "пересчитать файл решения")
    )
    recounting.add_arguments(again)
    for read in (back, unsealed):
        read.add_argument(
            "--identity",
            **a_file,
            help=said(
                "a file with a private key; else it is asked for", "файл с закрытым ключом; иначе спросят"
            ),
        )
    return whole


def add_recipients(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--recipients",
        type=file_name,
        metavar=said("FILE", "ФАЙЛ"),
        help=said(
            f"a file of at least two public keys; else that of {RECIPIENTS}",
            f"файл, в котором не меньше двух открытых ключей; иначе тот, что назван в {RECIPIENTS}",
        ),
    )


def recipients_file(given: argparse.Namespace) -> Path:
    named = given.recipients or os.environ.get("TAMYR_BACKUP_RECIPIENTS")
    if not named:
        raise Refused(
            f"For whom is the copy? Name a file of at least two public keys: --recipients FILE, or {RECIPIENTS}.",
            f"Для кого копия? Назовите файл, где не меньше двух открытых ключей: --recipients ФАЙЛ или {RECIPIENTS}.",
        )
    return Path(named)


def back_up(given: argparse.Namespace) -> None:
    _copy(given)


def _copy(given: argparse.Namespace) -> Path:
    from tamyr.config.operations import backup
    from tamyr.config.operations.recipients import read_recipients
    from tamyr.config.operations.site import this_site
    from tamyr.ui.logic.release import release

    recipients, at = read_recipients(recipients_file(given)), datetime.now(UTC)
    file = backup.name_of_copy(given.file, at)
    made = backup.back_up(this_site(), file, recipients, release=release(), at=at)
    count = sum(made.rows.values())
    print(
        said(
            f"Copied: {count} rows of {len(made.rows)} tables and {made.files} uploaded files, for {len(recipients)} keys: "
            f"{file}\nThe site’s keys are not in it: “tamyr backup-keys” copies them, to be kept elsewhere.",
            f"Скопировано строк: {count}, таблиц: {len(made.rows)}, загруженных файлов: {made.files}; ключей, "
            f"которые откроют копию: {len(recipients)}. Файл: {file}\n"
            "Ключей сайта в ней нет: их копирует «tamyr backup-keys», хранить отдельно.",
        ),
        flush=True,
    )
    return file


def upgrade(given: argparse.Namespace) -> None:
    from tamyr.config.operations import restore as restoring
    from tamyr.config.operations import upgrade as upgrading
    from tamyr.config.operations.site import this_site

    # Before the copy: what a running site writes after it would be lost on the way back.
    restoring.refuse_while_used(this_site())
    file = _copy(given)
    failed = upgrading.bring_up_to_date()
    # Also where the update failed: that is when somebody needs it.
    print(upgrading.way_back(file), flush=True)
    if failed:
        sys.exit(said(f"The update failed: {failed}", f"Обновление не удалось: {failed}"))
    print(said("The database is up to date. Start the site.", "База обновлена. Запускайте сайт."))


def back_up_keys(given: argparse.Namespace) -> None:
    from django.conf import settings

    from tamyr.config.operations import keys
    from tamyr.config.operations.backup import name_of_copy
    from tamyr.config.operations.recipients import read_recipients

    recipients = read_recipients(recipients_file(given))
    file = name_of_copy(given.file, datetime.now(UTC), "tamyr-keys")
    keys.back_up_keys(settings.MONTH_KEYS.folder, keys.keys_of_settings(), file, recipients)
    print(
        said(
            f"The keys are in {file}. Keep it elsewhere than the copies of the data, and destroy the one before it: "
            "an old copy of keys opens what has been forgotten since.",
            f"Ключи в файле {file}. Храните его отдельно от копий данных, а предыдущий уничтожьте: "
            "старая копия ключей открывает то, что с тех пор забыто.",
        )
    )


def restore(given: argparse.Namespace) -> None:
    from django.db import connections

    from tamyr.config.operations import restore as restoring
    from tamyr.config.operations.keys import keys_of_settings
    from tamyr.config.operations.recipients import read_identities
    from tamyr.config.operations.site import this_site
    from tamyr.config.operations.upgrade import known_migrations

    refuse_without_keys()
    site, began = this_site(), time.monotonic()
    tried = restoring.tried_with(keys_of_settings())
    way = restoring.Way(read_identities(given.identity), known_migrations(), tried, given.anyway)
    if given.drill:
        told, before = restoring.drill(site, given.file, way), None
    else:
        told, before = restoring.restore(site, given.file, way, aside=given.aside, at=datetime.now(UTC))
    rows, seconds = sum(told.rows.values()), time.monotonic() - began
    print(
        said(
            f"{'The drill went well' if given.drill else 'Restored'}: {rows} rows of {len(told.rows)} tables and {told.files} "
            f"uploaded files, as many as the copy of {told.made_at} holds; the audit chain is whole, encrypted values "
            f"open, pages answer. {seconds:.0f} s.",
            f"{'Проверка удалась' if given.drill else 'Восстановлено'}: строк {rows}, таблиц {len(told.rows)}, загруженных "
            f"файлов {told.files}, столько же, сколько в копии от {told.made_at}; журнал действий цел, зашифрованное "
            f"открывается, страницы отвечают. {seconds:.0f} с.",
        )
    )
    if not given.drill:
        # What was open before names a file that lies elsewhere now.
        connections.close_all()
        tell_of_restoring(told.made_at[:10])
        print(restoring.way_back(site, before))


def tell_of_restoring(day: str) -> None:
    """Note in the restored site that it was restored, and let its members be told: what was said since is gone."""
    from django.db import DatabaseError
    from django.utils import timezone

    from tamyr.safety.services.server import record_server_act

    try:
        record_server_act(act="server.restored", at=timezone.now(), details={"copy_of": day})
    except DatabaseError:
        print(
            said(
                "It could not be noted in the site that it was restored: tell its members yourself.",
                "Отметить на сайте, что он восстановлен, не удалось: скажите об этом членам сети сами.",
            )
        )


def refuse_without_keys() -> None:
    from tamyr.config.operations import keys
    from tamyr.config.settings.environment import read_folder

    if not keys.are_there(read_folder(os.environ, "TAMYR_DATA_DIR", LOCK_FOLDER)):
        raise Refused(
            "The site’s keys are not here, and without them nothing encrypted opens. Bring them first: "
            "“tamyr restore-keys FILE FOLDER”, then set TAMYR_SECRET_KEY and TAMYR_FIELD_KEYS.",
            "Ключей сайта здесь нет, а без них зашифрованное не открыть. Сначала принесите их: "
            "«tamyr restore-keys ФАЙЛ ПАПКА», затем задайте TAMYR_SECRET_KEY и TAMYR_FIELD_KEYS.",
        )


def restore_keys(given: argparse.Namespace) -> None:
    from tamyr.config.operations import keys
    from tamyr.config.operations.recipients import read_identities

    # Before a private key is asked for and typed.
    keys.ensure_new(given.folder)
    written = keys.restore_keys(given.file, given.folder, read_identities(given.identity))
    print(
        said(
            f"The keys are in {written}, for the service’s environment. Destroy this folder once they stand there.",
            f"Ключи в файле {written}, для переменных службы. Когда они будут там, уничтожьте эту папку.",
        )
    )


def list_components(given: argparse.Namespace) -> None:
    from tamyr.config.operations.components import write_components

    count = write_components(given.file)
    print(
        said(
            f"{given.file} lists {count} distributions (CycloneDX 1.6).",
            f"В файле {given.file} перечислено пакетов: {count} (CycloneDX 1.6).",
        )
    )


if __name__ == "__main__":
    main()

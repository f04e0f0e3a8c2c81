"""Why the system or a database refused, in words of ours: their own come in English, whoever reads them."""

import errno
import re
import sqlite3

from climate_pathways.core.errors import PathwaysError

TORN = ("the disk does not answer as it should", "диск не отвечает как следует")
FULL = ("the disk is full", "на диске нет места")
# What befalls a disk rather than a name, of which ``core.errors`` knows no words.
OF_THE_DISK = {
    errno.EIO: TORN,
    errno.EDQUOT: ("no more may be written here", "больше записывать здесь не разрешено"),
}
OF_SQLITE = {
    sqlite3.SQLITE_BUSY: ("another program holds it", "её занимает другая программа"),
    sqlite3.SQLITE_LOCKED: ("another program holds it", "её занимает другая программа"),
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: TORN,
    sqlite3.SQLITE_CORRUPT: ("it is damaged", "она повреждена"),
    sqlite3.SQLITE_NOTADB: ("it is no database", "это не база данных"),
    sqlite3.SQLITE_CANTOPEN: ("the file cannot be opened", "файл не открывается"),
    sqlite3.SQLITE_PERM: ("the system does not allow it", "система этого не разрешает"),
    sqlite3.SQLITE_READONLY: ("nothing can be written there", "записать туда ничего нельзя"),
}
# What a connection that did not come about is told by: PostgreSQL has codes for the rest alone, and its words may quote
# the password.
OF_A_CONNECTION = {
    "refused": ("nothing listens there", "по этому адресу ничего не запущено"),
    "resolve": ("no machine has this name", "машины с таким именем нет"),
    "name or service not known": ("no machine has this name", "машины с таким именем нет"),
    "no such file": ("nothing listens there", "по этому адресу ничего не запущено"),
    "timeout": ("no answer came in time", "ответ не пришёл вовремя"),
    "timed out": ("no answer came in time", "ответ не пришёл вовремя"),
    "unreachable": ("there is no route to it", "до неё нет маршрута"),
    "no route": ("there is no route to it", "до неё нет маршрута"),
    "password": ("its name or password is wrong", "имя пользователя или пароль неверны"),
    "does not exist": ("it has no such database or user", "такой базы или такого пользователя там нет"),
    "pg_hba": ("it takes no connections from here", "подключения с этого адреса она не принимает"),
    "too many": ("too many are connected already", "подключено уже слишком много программ"),
    "starting up": ("it is just starting", "она только запускается"),
    "shutting down": ("it is being stopped", "её останавливают"),
    "ssl": ("no encrypted connection came about", "не удалось установить защищённое соединение"),
    "certificate": ("no encrypted connection came about", "не удалось установить защищённое соединение"),
    "closed": ("the connection broke off", "соединение оборвалось"),
}
NOT_KNOWN = ("its own log says why", "почему, сказано в её журнале")
Reason = tuple[str, str]


def of_system(error: OSError) -> Reason:
    """Return why the system refused, in English and in Russian."""
    if known := OF_THE_DISK.get(error.errno or 0):
        return known
    told = PathwaysError("{reason}", reason=error)
    return told.in_language("en"), told.in_language("ru")


def of_sqlite(error: sqlite3.Error) -> Reason:
    """Return why SQLite refused, in English and in Russian; of a rarer fault its code, which is no word of a language."""
    # The lowest byte is the code itself; those above it say more of its cause, as of the file that was locked.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    name = getattr(error, "sqlite_errorname", type(error).__name__)
    return OF_SQLITE.get(code, (name, name))


def of_database(error: BaseException | None) -> Reason:
    """Return why a database did not answer: of SQLite, or of a server by what its library says of the connection."""
    if isinstance(error, sqlite3.Error):
        return of_sqlite(error)
    # Names stand in quotation marks, and may be any word: a database may be called “closed”.
    told = re.sub(r"\"[^\"]*\"|'[^']*'", "", str(error)).lower()
    return next((words for mark, words in OF_A_CONNECTION.items() if mark in told), NOT_KNOWN)

"""Why the system or SQLite refused, in words of ours: their own come in English, whoever reads them."""

import errno
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

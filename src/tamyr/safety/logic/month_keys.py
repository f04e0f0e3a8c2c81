"""A key for each month and kind of keeping, in a folder of their own outside the database.

What was deleted lies on in old copies of the database, in its files and its log. It opens with the
field key and the key of the month in which it was written; once that one is destroyed, nowhere.
Whoever writes takes the newest key, so that no clock is asked; ``expire`` makes the new ones.
"""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tamyr.safety.logic.field_encryption import KEY_BYTES

# Days after its month is over until a key is destroyed, by how long the registry says that a thing is kept. What
# still has to be read then is written anew with the newest key before.
DAYS = {"days": 15, "month": 45, "process": 45, "sealed": 45}
# From the writing of a text to the destruction of its key, in the longest month.
LONGEST_DAYS = 31 + max(DAYS.values())
# Made where there is none at all, as after a lost folder: it sorts, and is destroyed, before all others.
BEFORE_ALL = "0000-00"
NOW = ".month"


def name_of_month(kept: str, day: date) -> str:
    return f"{day:%Y-%m}-{kept}"


def is_over(name: str, on: date) -> bool:
    """Whether a key's time is over on a day; what is no name of a key is none of ours."""
    month, _, kept = name.rpartition("-")
    if kept not in DAYS:
        return False
    if month == BEFORE_ALL:
        return True
    if month > f"{on:%Y-%m}":
        return True  # Made by a clock that ran ahead.
    first = date.fromisoformat(f"{month}-01")
    next_month = (first + timedelta(days=31)).replace(day=1)
    return on >= next_month + timedelta(days=DAYS[kept])


def random_key(_name: str) -> bytes:
    return secrets.token_bytes(KEY_BYTES)


@dataclass(frozen=True)
class MonthKeys:
    """The keys in a folder, one file each, read anew each time: a destroyed one stays in no process."""

    folder: Path
    new: Callable[[str], bytes] = random_key

    def names(self) -> list[str]:
        if not self.folder.is_dir():
            return []
        return sorted(file.name for file in self.folder.iterdir() if not file.name.startswith("."))

    def key(self, name: str) -> bytes:
        """Return a key, or raise KeyError where it was destroyed or lost."""
        try:
            key = (self.folder / name).read_bytes()
        except OSError as error:
            raise KeyError(name) from error
        if len(key) != KEY_BYTES:
            raise KeyError(name)
        return key

    def newest(self, kept: str) -> tuple[str, bytes]:
        """Return the name and the key to write with; one is made where there is none."""
        now = self._month_of_now()
        own = [name for name in self.names() if name.endswith(f"-{kept}") and name[: len(now)] <= now]
        name = own[-1] if own else self.make(f"{BEFORE_ALL}-{kept}")
        return name, self.key(name)

    def keep_time(self, day: date) -> None:
        """Say which month it is: a key that was made by a clock that ran ahead is not written with."""
        if self._month_of_now() != f"{day:%Y-%m}":
            draft = self.folder / f"{NOW}.{os.getpid()}"
            draft.write_text(f"{day:%Y-%m}")
            draft.replace(self.folder / NOW)

    def _month_of_now(self) -> str:
        try:
            return (self.folder / NOW).read_text()
        except OSError:
            return "9999-12"

    def make(self, name: str) -> str:
        """Make a key, unless it is there; of two who make it at once one wins, and both read its key."""
        file = self.folder / name
        if not file.exists():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft = self.folder / f".{name}.{os.getpid()}"
            # Made for its owner alone: changed afterwards, it would be open to all for a moment.
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as handle:
                handle.write(self.new(name))
                handle.flush()
                os.fsync(handle.fileno())
            try:
                os.link(draft, file)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return name

    def destroy(self, name: str) -> None:
        """Overwrite a key and take its file away."""
        file = self.folder / name
        with file.open("r+b") as handle:
            handle.write(bytes(KEY_BYTES))
            handle.flush()
            os.fsync(handle.fileno())
        file.unlink()

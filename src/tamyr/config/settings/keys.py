"""Read the keys of a site from its variables, or make and keep them beside its data where none is given."""

import os
import secrets
from datetime import UTC, datetime
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from tamyr.config.settings.environment import Environ, read_folder, refusal
from tamyr.config.terminal import said
from tamyr.safety.logic.field_encryption import KeyRing, new_key_line, read_key_ring
from tamyr.safety.logic.month_keys import DAYS, MonthKeys, name_of_month

SECRET_KEY_LENGTH = 50


def read_secret_key(environ: Environ, variable: str, *, kept_in: Path, required: bool) -> str:
    value = environ.get(variable, "")
    if len(value) < SECRET_KEY_LENGTH and (value or required):
        allowed = said(
            f"at least {SECRET_KEY_LENGTH} random characters; it must be set when TAMYR_HTTPS=1",
            f"не меньше {SECRET_KEY_LENGTH} случайных знаков; при TAMYR_HTTPS=1 его нужно задать",
        )
        # The words stand on a terminal or in a log, where no secret belongs.
        raise refusal(variable, "*" * len(value), allowed, '"$(openssl rand -base64 48)"')
    return value or keep_secret(kept_in)


def read_field_keys(environ: Environ, variable: str, kept_in: Path, *, required: bool) -> KeyRing:
    """Return the keys of encrypted fields, from the variable or else from a file made on first use."""
    value = environ.get(variable, "")
    if required and not value:
        raise field_keys_refused(variable)
    try:
        return read_key_ring(value.replace(",", "\n") or keep_secret(kept_in, new_key_line("k1")))
    except ValueError as error:
        raise field_keys_refused(variable) from error


def read_month_keys(environ: Environ, variable: str, default: Path) -> MonthKeys:
    """Return the folder of the keys that are destroyed month by month, with those of this month."""
    keys = MonthKeys(read_folder(environ, variable, default))
    try:
        for kept in DAYS:
            keys.key(keys.make(name_of_month(kept, datetime.now(UTC).date())))
    except (OSError, KeyError) as error:
        allowed = said(
            "the full path of a folder that the site may write to, with keys that it may read",
            "полный путь к папке, в которую сайт может писать, с ключами, которые он может читать",
        )
        raise refusal(variable, str(keys.folder), allowed, "/var/lib/tamyr-month-keys") from error
    return keys


def field_keys_refused(variable: str) -> ImproperlyConfigured:
    allowed = said(
        "a name, a space and 32 random bytes in base64, the current key first, separated by commas; "
        "it must be set when TAMYR_HTTPS=1",
        "имя, пробел и 32 случайных байта в base64, действующий ключ первым, через запятую; "
        "при TAMYR_HTTPS=1 их нужно задать",
    )
    return refusal(variable, "***", allowed, '"k1 $(openssl rand -base64 32 | tr +/ -_)"')


def keep_secret(file: Path, new: str = "") -> str:
    """Return the secret in ``file``, made on the first call and readable by its owner only."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        # Made for its owner alone: changed afterwards, it would be open to all for a moment.
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as handle:
            handle.write(new or secrets.token_urlsafe(SECRET_KEY_LENGTH))
        try:
            os.link(draft, file)
        except FileExistsError:
            pass  # Of two first starts at once one wins, and both read its secret.
        finally:
            draft.unlink()
    return file.read_text().strip()

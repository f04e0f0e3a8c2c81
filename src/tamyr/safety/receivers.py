"""To keep people's words out of the database's own log, as far as the role may say so."""

from typing import Any

from django.core import checks
from django.db import DatabaseError, connection, transaction
from django.db.backends.signals import connection_created
from django.dispatch import receiver

from tamyr.safety.logic.database_log import WANTED, unsafe

LEAKS = "PostgreSQL writes the values of a statement that fails into its log."


@receiver(connection_created)
def log_no_values(connection: Any, **_signal: Any) -> None:
    if connection.vendor != "postgresql":
        return
    for name, value in WANTED.items():
        try:
            with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
                cursor.execute(f"SET {name} = {value}")
        except DatabaseError:
            return  # For the database's keeper alone: the check below says so.


@checks.register(checks.Tags.security, deploy=True)
def check_database_log(**_given: Any) -> list[checks.CheckMessage]:
    """Say what the database's keeper has to set, where this role may not."""
    if connection.vendor != "postgresql":
        return []
    try:
        with connection.cursor() as cursor:
            found = {name: shown(cursor, name) for name in WANTED}
    except DatabaseError:
        return []  # It does not answer: that is said elsewhere.
    hint = f"Set in postgresql.conf, or for the role with ALTER ROLE: {', '.join(unsafe(found))}."
    return [checks.Warning(LEAKS, hint=hint, id="tamyr.W001")] if unsafe(found) else []


def shown(cursor: Any, name: str) -> str:
    cursor.execute(f"SHOW {name}")
    return str(cursor.fetchone()[0])

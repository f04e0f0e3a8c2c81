"""Django's command line; what its reader can mend is said in one sentence, not a traceback."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tamyr.config.settings.base")
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Settings: {error}")
    except OperationalError as error:
        sys.exit(explain(error))


def explain(error: Exception) -> str:
    """Say which database does not answer and where it was set; the password stays out."""
    from django.conf import settings

    from tamyr.config.settings.environment import without_password

    database = settings.DATABASES["default"]
    address = without_password(os.environ.get("DATABASE_URL") or f"sqlite:///{database['NAME']}")
    reason = " ".join(str(error).split())
    if password := database.get("PASSWORD"):
        reason = reason.replace(password, "***")
    return (
        f"The database at {address} does not answer ({reason}). "
        "Start it, or set DATABASE_URL to one that runs; without DATABASE_URL the site uses its own SQLite file."
    )

"""Bring the database to this release, once a copy of it is made; say how to go back."""

from pathlib import Path

from tamyr.config.loading import loading
from tamyr.config.terminal import said


def known_migrations() -> frozenset[str]:
    """Return the migrations of this release, as ``app.name``."""
    import django
    from django.db import connections
    from django.db.migrations.loader import MigrationLoader

    with loading():
        django.setup()
    known = frozenset(".".join(key) for key in MigrationLoader(None).disk_migrations)
    # A connection of our own would look like a running site.
    connections.close_all()
    return known


def bring_up_to_date() -> str:
    """Apply the migrations; return why they could not be, empty if they were."""
    import django
    from django.core.management import CommandError, call_command
    from django.db import Error

    with loading():
        django.setup()
    from tamyr.safety.services.faults import kind_and_place

    try:
        call_command("migrate", verbosity=0)
    except CommandError as error:
        return str(error)
    except Error as error:
        return kind_and_place(error)
    return ""


def way_back(copy: Path) -> str:
    return said(
        f"To go back to the release before: stop the site, put that release in place, then: tamyr restore {copy} --aside",
        "Чтобы вернуться к прежнему выпуску: остановите сайт, поставьте прежний выпуск, затем: "
        f"tamyr restore {copy} --aside",
    )

"""Does a restored site live? A process of its own asks, because settings name the database once.

``python -m tamyr.config.operations.smoke`` prints what is wrong, a line each, and ends with 1; 0: all is well.
"""

import os
import sys
from collections.abc import Iterator

from tamyr.config.command_line import SETTINGS, in_plain_words
from tamyr.config.loading import loading
from tamyr.config.terminal import said

# Nobody collects static files for a trial.
PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


def faults() -> Iterator[str]:
    wrong_keys = list(sealed_values())
    # With other keys no line of the chain could be read.
    yield from wrong_keys or breaks_of_the_chain()
    yield from silent_page()


def sealed_values() -> Iterator[str]:
    """Ask for the latest text of each encrypted column: one that does not open is a fault of its own, all are the key's."""
    from tamyr.safety.models import is_sealed
    from tamyr.safety.services.keys import encrypted_fields

    found = []
    for model, field in encrypted_fields():
        row = model._base_manager.order_by("-pk").first()
        value = getattr(row, field.name, "")
        if value or is_sealed(value):
            found.append(is_sealed(value))
    if found and all(found):
        yield said(
            "No encrypted value opens: TAMYR_FIELD_KEYS are not the keys of this copy.",
            "Ничего зашифрованного не открывается: TAMYR_FIELD_KEYS не от этой копии.",
        )


def breaks_of_the_chain() -> Iterator[str]:
    from django.utils.translation import override

    from tamyr.safety.queries import chain_faults

    with override(said("en", "ru")):
        found = list(chain_faults())
    for fault in found:
        yield said(f"The audit chain: {fault}", f"Цепочка учёта: {fault}")


def silent_page() -> Iterator[str]:
    from django.conf import settings
    from django.test import Client
    from django.test.utils import override_settings

    with override_settings(STORAGES=PLAIN):
        # A host that begins with a point stands for all names below it; without the point it is one of them.
        client = Client(
            raise_request_exception=False, headers={"host": settings.ALLOWED_HOSTS[0].lstrip(".")}
        )
        for address in ("/ru/members/", "/en/safety/"):
            # As through a proxy with HTTPS: asked plainly, such a site would only lead there.
            status = client.get(address, secure=True).status_code
            if status != 200:
                yield said(f"The page {address} answers {status}.", f"Страница {address} отвечает {status}.")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    with in_plain_words():
        import django

        with loading():
            django.setup()
        found = list(faults())
    print("\n".join(found))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()

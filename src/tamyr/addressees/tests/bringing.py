"""A file of the directory, as a coordinator brings it in."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.entry import signed_in

from tamyr.accounts.models import Person

PLACE = "/en/addressees/import/"
ONE, TWO, POST, ROAD = (f"00000000-0000-4000-8000-00000000000{number}" for number in range(1, 5))


def looked_at(person: Person, content: bytes, name: str = "directory.json") -> Any:
    return signed_in(person).post(PLACE, {"file": SimpleUploadedFile(name, content)})


def a_body(key: str, name: str, **others: Any) -> dict[str, Any]:
    source = {"status": "seen", "sources": [{"url": "https://x.example/", "seen_on": "2026-01-01"}]}
    names = [{"lang": "ru", "name": name}]
    given = {
        "id": key,
        "classification": "ministry",
        "parent_id": None,
        "area_id": "KAZ",
        "level": "national",
    }
    return given | {"languages": ["ru"], "names": names, "contact_details": []} | source | others

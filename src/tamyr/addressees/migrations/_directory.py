"""The shipped directory in the database: what is not there yet, and what nobody of the network has changed.

A later release that changes a file of the directory calls this again in a migration of its own, and takes the call
out of the one before: an empty database is written once.
"""

from datetime import UTC, datetime
from typing import Any

from django.db.migrations.state import StateApps
from django.db.models import Max

from tamyr.addressees.logic.directory_file import shipped
from tamyr.addressees.logic.likeness import found_as
from tamyr.addressees.logic.rows import FileRow

MODELS = {
    "body": "Institution",
    "name": "InstitutionName",
    "office": "Office",
    "holder": "Holder",
    "channel": "Channel",
}
PARENTS = {"name": "institution", "office": "institution", "holder": "office", "channel": "institution"}


def load(apps: StateApps) -> None:
    """Write every shipped row that the network has not made its own; a body that it changed is left whole."""
    model = {subject: apps.get_model("addressees", name) for subject, name in MODELS.items()}
    bodies = model["body"].objects
    theirs = {str(key) for key in bodies.filter(changed_at__isnull=False).values_list("pk", flat=True)}
    numbers = dict(bodies.exclude(key=None).values_list("key", "number"))
    highest = bodies.aggregate(highest=Max("number"))["highest"] or 0
    offices: set[str] = set()
    at = datetime.now(UTC)
    for row in shipped():
        if row.of in theirs or row.key in theirs or row.subject == "holder" and row.of not in offices:
            continue
        if row.subject == "office":
            offices.add(row.key)
        values = _values(row) | ({} if row.subject == "name" else {"entered_at": at})
        if row.subject == "body":
            number = numbers.get(row.of) or (highest := highest + 1)
            values |= {"key": row.of, "number": number, "form_key": row.key, "parent_id": None}
        _write(model[row.subject], row, values)
    for row in shipped():
        if row.subject == "body" and row.facts["parent"] and row.key not in theirs:
            bodies.filter(pk=row.key).update(parent_id=row.facts["parent"])


def _values(row: FileRow) -> dict[str, Any]:
    values = {name: value for name, value in row.facts.items() if name not in ("parent", "office")}
    for name in values:
        if name.endswith("_on"):
            values[name] = values[name] or None
    if row.subject == "channel":
        values["office_id"] = row.facts["office"] or None
    if row.subject == "name":
        values["found_as"] = found_as(values["name"])
    return values | ({f"{PARENTS[row.subject]}_id": row.of} if row.subject in PARENTS else {})


def _write(model: Any, row: FileRow, values: dict[str, Any]) -> None:
    if row.subject == "name":
        same = {name: values[name] for name in ("institution_id", "language", "from_on")}
        model.objects.update_or_create(**same, defaults=values)
        return
    found = model.objects.filter(pk=row.key).first()
    if found is None:
        model.objects.create(pk=row.key, **values)
    elif found.changed_at is None and getattr(found, "taken_away_at", None) is None:
        # Entered when it was first written: only what the file says of it changes.
        values.pop("entered_at")
        model.objects.filter(pk=row.key).update(**values)

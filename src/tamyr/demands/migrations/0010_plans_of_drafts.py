"""Drafts do not say yet who last said what they are about: the audit chain does."""

import json

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def name_planners(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Name as planner who changed a draft's plan last, or else who wrote it last."""
    rows = apps.get_model("demands", "Demand").objects.filter(stage="draft")
    drafts = {f"demands.demand:{row.pk}": row for row in rows}
    if not drafts:
        return
    for row in drafts.values():
        row.planned_by_id = row.written_by_id
    people = {str(key): key for key in apps.get_model("accounts", "Person").objects.values_list("pk", flat=True)}
    for line in apps.get_model("safety", "AuditLine").objects.order_by("n").iterator(chunk_size=500):
        if '"demand.changed"' in line.body:
            said = json.loads(line.body)
            if said["about"] in drafts and said["actor"] in people:
                drafts[said["about"]].planned_by_id = people[said["actor"]]
    for row in drafts.values():
        row.save(update_fields=["planned_by"])


class Migration(migrations.Migration):
    dependencies = [("demands", "0009_planned_by"), ("safety", "0004_uses_of_proposals")]

    operations = [migrations.RunPython(name_planners, migrations.RunPython.noop)]

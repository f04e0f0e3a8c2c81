from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from tamyr.demands.logic.history import ClockEvent, as_far_as_possible, course

FACTS = ("pk", "kind", "happened_on", "at", "until", "letter", "replaces")


def sum_up_anew(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Count letters that were answered and then refused as refused."""
    rows = apps.get_model("demands", "Delivery").objects
    letters = rows.filter(events__kind="answered").filter(events__kind="refused").distinct().order_by("pk")
    for letter in letters.iterator(chunk_size=500):
        events = [ClockEvent(*event) for event in letter.events.values_list(*FACTS)]
        found, faults = course(events), as_far_as_possible(letter.letter, events)[1]
        letter.ended_as, letter.days_taken = found.ended_as, None if faults else found.days
        letter.save(update_fields=["ended_as", "days_taken"])


class Migration(migrations.Migration):
    dependencies = [("demands", '0010_plans_of_drafts')]

    operations = [migrations.RunPython(sum_up_anew, migrations.RunPython.noop)]

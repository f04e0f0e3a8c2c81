from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from tamyr.demands.logic.history import ClockEvent, as_far_as_possible, course

FACTS = ("pk", "kind", "happened_on", "at", "until", "letter", "replaces")


def sum_up_anew(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Count letters that came back or were taken back as lying with nobody until they went out again."""
    rows = apps.get_model("demands", "Delivery").objects
    letters = rows.filter(events__kind__in=("returned", "taken_back")).distinct().order_by("pk")
    for letter in letters.iterator(chunk_size=500):
        events = [ClockEvent(*event) for event in letter.events.values_list(*FACTS)]
        found, faults = course(events), as_far_as_possible(letter.letter, events)[1]
        letter.is_out, letter.ended_as = found.is_out, found.ended_as
        letter.days_taken = None if faults else found.days
        letter.save(update_fields=["is_out", "ended_as", "days_taken"])


class Migration(migrations.Migration):
    dependencies = [("demands", "0007_no_days_of_what_cannot_be")]

    operations = [migrations.RunPython(sum_up_anew, migrations.RunPython.noop)]

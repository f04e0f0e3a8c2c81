from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from tamyr.demands.logic.history import ClockEvent, as_far_as_possible


def forget_days(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Count no days of letters whose events stand in an order that cannot be, as former releases took them."""
    letters = apps.get_model("demands", "Delivery").objects.filter(days_taken__isnull=False)
    for letter in letters.order_by("pk").iterator(chunk_size=500):
        events = letter.events.values_list("pk", "kind", "happened_on", "at", "until", "letter", "replaces")
        if as_far_as_possible(letter.letter, [ClockEvent(*event) for event in events])[1]:
            letter.days_taken = None
            letter.save(update_fields=["days_taken"])


class Migration(migrations.Migration):
    dependencies = [("demands", "0006_found_by_awaited_day")]

    operations = [migrations.RunPython(forget_days, migrations.RunPython.noop)]

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def carry_over(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let whoever wanted letters be told at once, as before: the choice stays theirs to change."""
    person, plan = apps.get_model("accounts", "Person"), apps.get_model("notices", "MailPlan")
    wanted = person.objects.filter(wants_mail=True).values_list("pk", flat=True)
    plan.objects.bulk_create([plan(person_id=key, pace="once") for key in wanted], ignore_conflicts=True)


def bring_back(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    person, plan = apps.get_model("accounts", "Person"), apps.get_model("notices", "MailPlan")
    person.objects.filter(pk__in=plan.objects.exclude(pace="none").values("pk")).update(wants_mail=True)


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]
    # Both ways: the answer is read before its column goes, and written once it is there again.
    run_before = [("accounts", "0003_remove_person_wants_mail")]
    operations = [migrations.RunPython(carry_over, bring_back)]

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from tamyr.network.logic.country_names import iso2_by_iso3


def add_countries(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    country = apps.get_model("network", "Country")
    country.objects.bulk_create([country(iso3=code) for code in sorted(iso2_by_iso3())], ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("network", "0001_initial")]
    operations = [migrations.RunPython(add_countries, migrations.RunPython.noop)]

from django.db import migrations


class Migration(migrations.Migration):
    """Wrote the directory as it was then; the last migration of this kind writes all of it."""

    dependencies = [("addressees", "0003_directory")]

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [('evidence', '0001_initial')]

    operations = [migrations.RenameField('profile', 'assessment', 'standing')]

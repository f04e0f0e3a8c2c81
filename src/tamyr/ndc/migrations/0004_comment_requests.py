"""A request for a comment is called what it is; its table, its sealed values and its audit lines keep their name."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('ndc', '0003_named_in_the_chain'),
    ]

    operations = [
        # First, so that the new name moves no table.
        migrations.AlterModelTable(name='asked', table='ndc_asked'),
        migrations.RenameModel(old_name='Asked', new_name='CommentRequest'),
    ]

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0005_circle_words"),
    ]

    operations = [
        migrations.RemoveField(model_name="circle", name="names"),
        migrations.RemoveField(model_name="circle", name="purposes"),
    ]

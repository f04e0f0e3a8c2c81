from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("consultations", "0002_one_reading_per_member")]

    operations = [migrations.RemoveConstraint(model_name="move", name="a_move_is_to_another_moment")]

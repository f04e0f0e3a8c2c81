from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("consultations", '0003_named_in_the_chain')]

    operations = [migrations.RemoveConstraint(model_name="move", name="a_move_is_to_another_moment")]

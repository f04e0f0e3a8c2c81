from typing import Any

from django.db import migrations, models

KINDS = {"back": "network.way-back", "coordinator": "network.coordination"}


def ask_a_second_person(apps: Any, schema_editor: Any) -> None:
    """Let no way back that one person made before open by that person's word alone."""
    Invitation = apps.get_model("network", "Invitation")
    Proposal = apps.get_model("safety", "Proposal")
    open_ones = Invitation.objects.filter(used_at=None, revoked_at=None, confirmed_at=None)
    waiting = open_ones.filter(models.Q(back_for__isnull=False) | models.Q(needs_second=True))
    for invitation in waiting:
        Proposal.objects.create(
            id=invitation.pk,
            kind=KINDS["back" if invitation.back_for_id else "coordinator"],
            about=f"network.invitation:{invitation.pk}",
            proposed_by=invitation.invited_by_id,
            proposed_at=invitation.made_at,
            expires_at=invitation.expires_at,
        )
    waiting.update(needs_second=True)


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0002_countries"),
        ("safety", "0003_two_persons"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="line",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="invitation",
            name="opens_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(ask_a_second_person, migrations.RunPython.noop),
    ]

"""Turn states that are no more, where they were stored, into those whose name people chose in the list.

CLDR gave a state that is no more the name of one of today: whoever chose «Россия» could store the Soviet
Union. Turned is what has one successor of that name (ISO 3166-3); a state that became several under other
names stays, for a person to decide.
"""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

import tamyr.network.models.countries

OF_TODAY = {
    "SUN": "RUS",
    "YUG": "SRB",
    "SCG": "SRB",
    "DDR": "DEU",
    "BUR": "MMR",
    "FXX": "FRA",
    "TMP": "TLS",
    "YMD": "YEM",
    "ZAR": "COD",
}


def turn(apps: Any, schema_editor: Any) -> None:
    country = apps.get_model("network", "Country")
    for code in country.objects.filter(pk__in=OF_TODAY).values_list("pk", flat=True):
        country.objects.get_or_create(pk=OF_TODAY[code])
        turn_rows(apps, code, OF_TODAY[code])
        turn_drafts(apps, code, OF_TODAY[code])
        country.objects.filter(pk=code).delete()


def turn_rows(apps: Any, code: str, today: str) -> None:
    kinds: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
        ("network", "Member", "member.changed", {"version": models.F("version") + 1}),
        ("admissions", "Admission", "admission.country_corrected", {}),
        ("publishing", "Story", "page.country_corrected", {}),
    )
    for room, name, act, more in kinds:
        rows = apps.get_model(room, name).objects.filter(country_id=code)
        for key in list(rows.order_by("pk").values_list("pk", flat=True)):
            record(room, name, key, act, {"country": today, "country_before": code})
        rows.update(country_id=today, **more)


def turn_drafts(apps: Any, code: str, today: str) -> None:
    """Turn what Wagtail keeps of each version of a page: a draft would bring the old code back."""
    for revision in apps.get_model("wagtailcore", "Revision").objects.filter(content__country=code):
        revision.content["country"] = today
        revision.save(update_fields=["content"])


def record(room: str, name: str, key: object, act: str, details: dict[str, Any]) -> None:
    # Asked for where there is something to tell: a new site has nothing, whatever became of these names.
    from django.apps import apps as of_now

    from tamyr.safety.services import record_act

    record_act(act=act, actor=None, about=of_now.get_model(room, name)(pk=key), at=timezone.now(), details=details)


class Migration(migrations.Migration):

    dependencies = [
        ('admissions', '0001_initial'),
        ('network', '0002_countries'),
        ('publishing', '0001_initial'),
        ('safety', '0002_letters'),
    ]

    operations = [
        migrations.RunPython(turn, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='story',
            name='country',
            field=models.ForeignKey(blank=True, limit_choices_to=tamyr.network.models.countries.of_today, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.country', verbose_name='country'),
        ),
    ]

"""Pictures brought by "add several" before now were kept as they came, with camera and place."""

import io
from typing import Any
from uuid import uuid4

import wagtail.images.models
from django.core.files.base import ContentFile
from django.db import migrations
from PIL import Image

import tamyr.publishing.models.uploads
from tamyr.safety.logic.pictures import SUFFIXES, PictureRefused, clean_picture, picture_format


def draw_anew(apps: Any, _schema: Any) -> None:
    """Draw every kept picture anew, and forget the sizes drawn from what came: they are drawn when asked for."""
    for size in apps.get_model("publishing", "Rendition").objects.all():
        size.file.storage.delete(size.file.name)
        size.delete()
    pictures = apps.get_model("publishing", "Picture").objects
    for picture in pictures.all():
        storage, former = picture.file.storage, picture.file.name
        try:
            with storage.open(former) as kept:
                data = clean_picture(kept.read())
        except (PictureRefused, FileNotFoundError):
            continue  # No page shows it: neither before nor now.
        with Image.open(io.BytesIO(data)) as drawn:
            width, height = drawn.size
        name = f"pictures/{uuid4().hex}{SUFFIXES[picture_format(data)][0]}"
        kept_as = storage.save(name, ContentFile(data))
        changed = {"file": kept_as, "width": width, "height": height, "file_size": len(data), "file_hash": ""}
        pictures.filter(pk=picture.pk).update(**changed)
        storage.delete(former)


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0002_countries_of_today"),
    ]

    operations = [
        migrations.AlterField(
            model_name="file",
            name="file",
            field=tamyr.publishing.models.uploads.CheckedFileField(
                upload_to="documents", verbose_name="file"
            ),
        ),
        migrations.AlterField(
            model_name="picture",
            name="file",
            field=tamyr.publishing.models.uploads.FreshPictureField(
                height_field="height",
                upload_to=wagtail.images.models.get_upload_to,
                verbose_name="file",
                width_field="width",
            ),
        ),
        migrations.RunPython(draw_anew, migrations.RunPython.noop),
    ]

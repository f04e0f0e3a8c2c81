from pathlib import PurePosixPath
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition


class Picture(AbstractImage):
    """A picture on fresh pixels. Its file's name says nothing of where it came from."""

    source = models.CharField(
        _("source"), max_length=200, help_text=_("Who made the picture, and under which licence.")
    )
    admin_form_fields = ("title", "file", "source", "description")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def get_upload_to(self, filename: str) -> str:
        # A name would tell of the camera, the day or the person that the picture came from.
        return f"pictures/{uuid4().hex}{PurePosixPath(filename).suffix.lower()}"


class Rendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="one_rendition_of_a_kind"
            ),
        )


class File(AbstractDocument):
    """A document to take away. What is hidden in it cannot be cleaned, and the page says so."""

    is_cleaned = models.BooleanField(default=False, editable=False)
    admin_form_fields = ("title", "file")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

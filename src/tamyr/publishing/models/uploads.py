"""What editors bring. Cleaned where all of Wagtail's ways of keeping a file meet: the field that writes it."""

from pathlib import PurePosixPath
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.base import File as AnyFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    SourceImageIOError,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)
from wagtail.models import UploadedFile

from tamyr.safety.logic.documents import DocumentRefused, check_document
from tamyr.safety.logic.pictures import SUFFIXES, PictureRefused, clean_picture, picture_format

# The one size that pages show; whatever else the editor draws for itself is for editors.
ON_A_PAGE = "width-800|format-webp"
PDF = "application/pdf"


class FreshPicture(SimpleUploadedFile):
    """A picture on fresh pixels: ``fresh_picture`` alone makes one."""


def fresh_picture(sent: Any) -> FreshPicture:
    """Draw a picture anew, once, under a name that says its format only; raise ``PictureRefused``."""
    if isinstance(sent, FreshPicture):
        return sent
    sent.seek(0)
    data = clean_picture(sent.read())
    form = picture_format(data)
    return FreshPicture(f"picture{SUFFIXES[form][0]}", data, content_type=f"image/{form.lower()}")


def checked_document(sent: Any) -> Any:
    """Return a PDF as it is; raise ``DocumentRefused`` for anything else."""
    sent.seek(0)
    if check_document(sent.read(), "document.pdf").media_type != PDF:
        raise DocumentRefused("unknown")
    sent.seek(0)
    return sent


class FreshPictureFile(WagtailImageFieldFile):
    def save(self, name: str, content: Any, save: bool = True) -> None:
        fresh = fresh_picture(content)
        super().save(fresh.name, fresh, save=save)


class FreshPictureField(WagtailImageField):
    attr_class = FreshPictureFile


class CheckedFile(FieldFile):
    def save(self, name: str, content: Any, save: bool = True) -> None:
        super().save(name, checked_document(content), save=save)


class CheckedFileField(models.FileField):
    attr_class = CheckedFile


class Picture(AbstractImage):
    """A picture on fresh pixels. Its file's name says nothing of where it came from."""

    file = FreshPictureField(
        verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
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

    def generate_rendition_file(self, filter: Any, *, source: Any = None) -> AnyFile[bytes]:  # noqa: A002 (Wagtail's)
        """Draw a size from fresh pixels: Wagtail would copy what its original says of camera and place."""
        try:
            with self.open_file() as kept:
                data = clean_picture(kept.read())
        except PictureRefused as refused:
            # What a page takes for a picture that is lost, instead of failing as a whole.
            raise SourceImageIOError(str(refused)) from refused
        bare = ContentFile(data, name=self.file.name)
        drawn: AnyFile[bytes] = super().generate_rendition_file(filter, source=bare)
        return drawn


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

    file = CheckedFileField(upload_to="documents", verbose_name=_("file"))
    is_cleaned = models.BooleanField(default=False, editable=False)
    admin_form_fields = ("title", "file")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")


def clean_before_keeping(upload: UploadedFile) -> None:
    """Clean a file that is not written yet, and give it a name that tells nothing."""
    # What is committed lies on the disk already, and was cleaned before it came there.
    if not upload.file or upload.file._committed:
        return
    is_picture = upload.for_content_type.model_class() is Picture
    clean = (fresh_picture if is_picture else checked_document)(upload.file.file)
    clean.name = f"{uuid4().hex}{PurePosixPath(str(clean.name)).suffix}"
    upload.file = clean

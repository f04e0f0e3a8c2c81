"""What editors upload: pictures lose everything but their pixels, documents are PDF."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import Form
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from tamyr.safety.logic.documents import DocumentRefused, check_document
from tamyr.safety.logic.pictures import PictureRefused, check_label, clean_picture

PICTURE_FAULTS = {
    "empty": _("The file is empty: choose the picture again."),
    "too-large": _("The picture is larger than 8 MB: make it smaller and send it again."),
    "too-many-pixels": _("The picture has more than 40 million pixels: make it smaller and send it again."),
    "unknown": _("This is no JPEG, PNG or WebP picture: save it as one of these and send it again."),
    "broken": _("The picture is broken and cannot be drawn: save it anew and send it again."),
    "mislabelled": _("The file's name does not say what it is: let a JPEG end in .jpg, a PNG in .png."),
}
DOCUMENT_FAULTS = {
    "empty": _("The file is empty: choose the document again."),
    "too-large": _("The document is larger than 5 MB: make it smaller and send it again."),
}
NOT_A_PDF = _("Only PDF documents are taken: save it as PDF, with a name ending in .pdf.")


def bytes_sent(form: Form) -> bytes | None:
    """Return what was uploaded; ``None`` where nothing was, or the file stays as it is."""
    file = form.cleaned_data.get("file")
    if not file or "file" not in form.changed_data:
        return None
    file.seek(0)
    # A file is told from its bytes: what the browser says of it is what its sender wants it to say.
    data: bytes = file.read()
    return data


class PictureForm(BaseImageForm):
    def clean_file(self) -> Any:
        file, data = self.cleaned_data.get("file"), bytes_sent(self)
        if data is None:
            return file
        try:
            check_label(file.name, data)
            return fresh_file(file, clean_picture(data))
        except PictureRefused as refused:
            raise ValidationError(PICTURE_FAULTS[refused.fault], code=refused.fault) from refused


def fresh_file(sent: Any, data: bytes) -> SimpleUploadedFile:
    kept = SimpleUploadedFile(sent.name, data, content_type=sent.content_type)
    # Wagtail reads the size of the picture from here instead of opening the file again.
    from willow.image import Image  # Willow loads its plug-ins on import: only when needed.

    setattr(kept, "image", Image.open(kept))  # noqa: B010
    return kept


class FileForm(BaseDocumentForm):
    def clean_file(self) -> Any:
        file, data = self.cleaned_data.get("file"), bytes_sent(self)
        if data is None:
            return file
        try:
            document = check_document(data, file.name)
        except DocumentRefused as refused:
            raise ValidationError(DOCUMENT_FAULTS.get(refused.fault, NOT_A_PDF)) from refused
        if document.media_type != "application/pdf":
            raise ValidationError(NOT_A_PDF)
        file.seek(0)
        return file

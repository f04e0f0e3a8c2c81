"""What editors upload: pictures lose everything but their pixels, documents are PDF."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from tamyr.publishing.models import fresh_picture
from tamyr.publishing.queries.visible import is_shown
from tamyr.safety.logic.documents import DocumentRefused, check_document
from tamyr.safety.logic.pictures import PictureRefused, check_label
from tamyr.safety.pages import PICTURE_FAULTS

DOCUMENT_FAULTS = {
    "empty": _("The file is empty: choose the document again."),
    # The limit is ``safety.logic.documents.LARGEST``.
    "too-large": _("The document is larger than 5 MB: make it smaller and send it again."),
}
NOT_A_PDF = _("Only PDF documents are taken: save it as PDF, with a name ending in .pdf.")
SHOWN = _(
    "This stands on a public page. Bring the new one by itself and put it on the page: "
    "another editor reads that before it is public."
)


def bytes_sent(form: Form) -> bytes | None:
    """Return what was uploaded; ``None`` where nothing was, or the file stays as it is."""
    file = form.cleaned_data.get("file")
    if not file or "file" not in form.changed_data:
        return None
    file.seek(0)
    # A file is told from its bytes: what the browser says of it is what its sender wants it to say.
    data: bytes = file.read()
    return data


class PictureInput(WagtailImageField):
    """Draws a picture anew before Wagtail looks at it: Wagtail trusts that whatever has a header can be read."""

    def to_python(self, data: Any) -> Any:
        if not data:
            return super().to_python(data)
        try:
            data.seek(0)
            check_label(data.name, data.read())
            return super().to_python(fresh_picture(data))
        except PictureRefused as refused:
            raise ValidationError(PICTURE_FAULTS[refused.fault], code=refused.fault) from refused


def refuse_if_shown(form: Any, *parts: str) -> None:
    """What a public page shows changes by a second reading: not by another file under the same name."""
    changed = [part for part in parts if part in form.changed_data]
    if changed and form.instance.pk and is_shown(form.instance):
        form.add_error(changed[0], SHOWN)


class PictureForm(BaseImageForm):
    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        if "file" in self.fields:
            theirs = self.fields["file"]
            self.fields["file"] = PictureInput(
                label=theirs.label, required=theirs.required, widget=theirs.widget, help_text=theirs.help_text
            )

    def clean(self) -> Any:
        refuse_if_shown(self, "file", "source")
        return super().clean()


class FileForm(BaseDocumentForm):
    def clean(self) -> Any:
        refuse_if_shown(self, "file")
        return super().clean()

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

"""What is said of files that are not taken, the same words at every door."""

from django.utils.translation import gettext_lazy as _

PICTURE_FAULTS = {
    "empty": _("The file is empty: choose the picture again."),
    "too-large": _("The picture is larger than 8 MB: make it smaller and send it again."),
    "too-many-pixels": _("The picture has more than 40 million pixels: make it smaller and send it again."),
    "unknown": _("This is no JPEG, PNG or WebP picture: save it as one of these and send it again."),
    "broken": _("The picture is broken and cannot be drawn: save it anew and send it again."),
    "mislabelled": _("The file's name does not say what it is: let a JPEG end in .jpg, a PNG in .png."),
}

"""What is said of files that are not taken, the same words at every door."""

from django.utils.translation import gettext_lazy as _

PICTURE_FAULTS = {
    "empty": _("The file is empty: choose the picture again."),
    "too-large": _("The picture is larger than 8 MB: make it smaller and send it again."),
    "too-many-pixels": _("The picture has more than 40 million pixels: make it smaller and send it again."),
    "heif": _("This is a HEIC photograph, which is not taken: save or send it as JPEG or PNG."),
    "unknown": _("This is no JPEG, PNG or WebP picture: save it as one of these and send it again."),
    "broken": _("The picture is broken and cannot be drawn: save it anew and send it again."),
    "mislabelled": _("The file’s name does not say what it is: let a JPEG end in .jpg, a PNG in .png."),
}
# Of a paper that is to prove something: whoever sends more has not looked at it.
MOST_PAGES = 20
PAPER_FAULTS = {
    "too-large": _("The PDF is larger than 8 MB: print the pages that prove it to a new PDF, and send that."),
    "too-many-pages": _(
        "The PDF has more than 20 pages: print those that prove it to a new PDF, and send that."
    ),
    "locked": _(
        "The PDF is locked by a password: print it to a new PDF and send that, or photograph the page."
    ),
    "broken": _("The PDF is broken and cannot be drawn: get it anew, or photograph the page and send that."),
    "filled": _(
        "The PDF holds filled fields or stamps that we cannot draw: print it to a new PDF, and send that."
    ),
    "unknown": _("This is no PDF, JPEG, PNG or WebP: save it as one of these and send it again."),
    "too-costly": _("The PDF takes too much time to draw: photograph the page, and send that."),
}

"""The nouns of letters and bodies in words, the same on every page and in every file."""

from django.utils.translation import gettext_lazy as _

LETTER_WORDS = {
    "information": _("Request for information"),
    "environment": _("Request for environmental information"),
    "demand": _("Demand, appeal or petition"),
    "consultation": _("Comment in a consultation"),
}
WAY_WORDS = {
    "email": _("By e-mail"),
    "signed_email": _("By e-mail with an electronic signature"),
    "portal": _("By a portal of the state"),
    "form": _("By a form on the body’s site"),
    "post": _("On paper"),
    "hand": _("By hand, against a receipt"),
    "hearing": _("In person, at a hearing or reception"),
}

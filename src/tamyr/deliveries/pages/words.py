"""The nouns of this room in words, the same on every page."""

from django.utils.translation import gettext_lazy as _

CHANGED_WORDS = {
    "demand": _("the demand was withdrawn or closed"),
    "position": _(
        "the position it comes from was adopted anew or annulled: read whether the demand still stands"
    ),
    "away": _("it is recorded as sent already"),
    "unreadable": _("the letter does not open any more"),
    "road": _("such a letter may no longer take this road"),
    "words": _("its words were changed, and nobody has checked them yet"),
    "addressee": _("its addressee changed: another person holds the office, or it has another name"),
    "content": _("its words, its evidence or who stands behind it changed"),
    "address": _("the address in the directory changed"),
    "right": _("neither who released it nor who prepared it may send letters of this demand any more"),
}


def changed_words(code: str) -> str:
    return str(CHANGED_WORDS[code])


# What a broken connection is called by the program that met it.
BROKEN_WORDS = {
    "ConnectionRefusedError": _("the mail server took no connection"),
    "ConnectionResetError": _("the mail server broke the connection off"),
    "BrokenPipeError": _("the mail server broke the connection off"),
    "SMTPServerDisconnected": _("the mail server broke the connection off"),
    "TimeoutError": _("the mail server did not answer in time"),
    "gaierror": _("the mail server’s name leads nowhere"),
    "SSLCertVerificationError": _("the mail server’s certificate does not hold"),
    "SMTPAuthenticationError": _("the mail server did not take our name and password"),
    **dict.fromkeys(
        ("ValueError", "UnicodeError", "UnicodeEncodeError"), _("no mail server can be told this address")
    ),
}


def fault_words(fault: str) -> str:
    """Return why a letter is not away, in words; of what a mail server said its own."""
    known = {**CHANGED_WORDS, **BROKEN_WORDS}
    return str(known[fault]) if fault in known else fault

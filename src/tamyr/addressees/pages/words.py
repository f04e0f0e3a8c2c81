"""The nouns of letters and bodies in words, the same on every page and in every file."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from tamyr.network.queries.member_entry import language_name
from tamyr.shared.languages import language

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
# How an entry of the directory is known; of a law it is said in other words.
KNOWN_WORDS = {
    "verified": _("looked up by a second person"),
    "seen": _("seen on the page named"),
    "second_hand": _("known from second hand"),
    "disputed": _("pages disagree"),
    "unverified": _("not verified by a person"),
}
LEVEL_WORDS = {
    "local": _("local"),
    "regional": _("regional"),
    "national": _("national"),
    "international": _("international"),
}
BODY_WORDS = {
    "president": _("head of state"),
    "government": _("government"),
    "parliament": _("parliament"),
    "ministry": _("ministry"),
    "agency": _("agency"),
    "local": _("local authority"),
    "ombudsman": _("ombudsman"),
    "commission": _("commission for access to information"),
    "court": _("court"),
    "secretariat": _("secretariat"),
    "committee": _("committee"),
    "bank": _("development bank"),
    "presidency": _("presidency of a conference"),
    "other": _("other body"),
}
OFFICE_WORDS = {
    "head": _("head"),
    "focal_point": _("focal point"),
    "climate": _("leads on climate"),
    "information": _("answers requests for information"),
    "contact": _("contact"),
    "other": _("other office"),
}
SUBJECT_WORDS = {
    "body": _("the body itself"),
    "name": _("name"),
    "office": _("office"),
    "holder": _("holder of an office"),
    "channel": _("channel"),
}
FIELD_WORDS = {
    "iso3": _("Country"),
    "level": _("Level"),
    "kind": _("Kind"),
    "parent": _("Body above"),
    "website": _("Site"),
    "languages": _("Languages"),
    "founded_on": _("Founded on"),
    "dissolved_on": _("Dissolved on"),
    "merged_into": _("Merged into"),
    "status": _("How it is known"),
    "source_url": _("Public page"),
    "source_seen_on": _("Seen on"),
    "language": _("Language"),
    "name": _("Name"),
    "from_on": _("Since which day"),
    "until_on": _("Until which day"),
    "titles": _("Title of the office"),
    "letter": _("Kind of letter"),
    "way": _("Road"),
    "value": _("Address"),
    "is_lawful": _("Whether the law takes it"),
    "fields": _("Fields of the form"),
    "checklist": _("What the letter needs"),
    "warning": _("Warning"),
    "office": _("Office"),
}
# What a file that is brought in should have said.
# In full on both sides: faults name these texts as they are, and the collector finds what is marked alone.
EXPECTED_WORDS = {
    "an object with names and values": _("an object with names and values"),
    "a text": _("a text"),
    "an id": _("an id"),
    "a list": _("a list"),
    "a list of texts": _("a list of texts"),
    "texts by language": _("texts by language"),
    "one entry at most": _("one entry at most"),
    "nothing of a person but the name in office": _("nothing of a person but the name in office"),
    "a name that the guide lists": _("a name that the guide lists"),
    "a name": _("a name"),
    "the id of a person of the file": _("the id of a person of the file"),
    "true, false or null": _("true, false or null"),
    "a number of characters": _("a number of characters"),
    "a table with quotes around cells that hold separators": _(
        "a table with quotes around cells that hold separators"
    ),
    "each column once": _("each column once"),
    "at most %(count)s rows": _("at most %(count)s rows"),
    "at most %(count)s letters": _("at most %(count)s letters"),
    "%(count)s cells": _("%(count)s cells"),
    "a value; this is a formula": _("a value; this is a formula"),
    "nothing: “%(row)s” has no such column": _("nothing: “%(row)s” has no such column"),
    "objects at most %(count)s deep": _("objects at most %(count)s deep"),
    "whole letters, and numbers of a usual length": _("whole letters, and numbers of a usual length"),
    "numbers that JSON knows": _("numbers that JSON knows"),
}


def languages_words(codes: Iterable[str]) -> str:
    """Name languages in the reader's own; one that nobody knows by its code."""
    return ", ".join(language_name(code, language()) for code in codes)

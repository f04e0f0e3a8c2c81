"""What stands in a draft otherwise than somebody typed it, by the labels of its form."""

from django.forms import Form

from tamyr.procedures.pages import otherwise_words

DAYS = ("closes_on", "codes_until_on")


def differing(form: Form, zone: str, its_zone: str) -> str:
    """Say each field of a draft that holds something else than ``form`` was sent with; its days end by ``its_zone``."""
    # A day of another zone ends at another moment, though it is the same day.
    days = dict.fromkeys(DAYS, f" ({its_zone})") if zone != its_zone else {}
    others = {*form.changed_data, *days}
    return otherwise_words((field for field in form.visible_fields() if field.name in others), days)

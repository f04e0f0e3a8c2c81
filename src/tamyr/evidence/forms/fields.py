"""Fields that read a number or a year as people of the region write them."""

import math
import re
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from climate_pathways.core.wording import say_plain
from tamyr.shared.languages import language

SPACES = re.compile(r"[\s\u00a0\u202f]")
# “0,120” is a part of one in every language: no number of thousands begins with zero.
THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?")


def parsed(text: str) -> float:
    """Read ``7 500``, ``0,5`` or ``0.5``; raise ``ValueError`` for what is no finite number."""
    plain = SPACES.sub("", text).replace("−", "-")
    # In English alone: elsewhere 1,250 is one and a quarter, and would be read as a thousand times as much.
    if get_language() == "en" and THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    plain = plain.replace(",", ".")
    # Python reads ``1_000`` and the digits of every script as numbers; nobody here means one by them.
    if "_" in plain or not plain.isascii():
        raise ValueError(text)
    value = float(plain)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


class NumberField(forms.CharField):
    """A number between two bounds; nothing typed is no number."""

    def __init__(self, low: float, high: float, *, whole: bool = False, **options: Any) -> None:
        self.low, self.high, self.whole = low, high, whole
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(max_length=40, required=False, **options)

    def clean(self, value: Any) -> float | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            number = parsed(text)
        except ValueError:
            raise forms.ValidationError(
                _("“%(text)s” is not a number. Give one from %(low)s to %(high)s.") % self._said(text)
            ) from None
        if not self.low <= number <= self.high:
            raise forms.ValidationError(
                _("“%(text)s” is out of bounds. Give a number from %(low)s to %(high)s.") % self._said(text)
            )
        if self.whole and number != int(number):
            raise forms.ValidationError(
                _("“%(text)s” is not a year. Give one from %(low)s to %(high)s.") % self._said(text)
            )
        return number

    def _said(self, text: str) -> dict[str, str]:
        low, high = (
            # A year is written without the space that parts thousands.
            str(int(end)) if self.whole else say_plain(language(), end)
            for end in (self.low, self.high)
        )
        return {"text": text[:40], "low": low, "high": high}

"""Nothing typed is longer or larger than what keeps it: a database would refuse it with a fault and no word."""

from collections import defaultdict
from collections.abc import Iterator

from django import forms
from django.apps import apps
from django.core.validators import RegexValidator
from django.db import models

from tests.house.refused import form_classes

# Compared with what is kept, and never kept.
ONLY_COMPARED = {("accounts", "password"), ("accounts", "sign_in_name"), ("decisions", "code")}
# What a page wrote: signed, packed or looked at, and read by us again.
OF_THE_PAGE = {"rows", "basis", "beside", "ReadForm.words"}
# Held by another field or by a row, with which it is compared.
HELD = {"replaces", "needed"}
VAST = 100_000


def typed_texts() -> Iterator[tuple[str, str, str, forms.CharField]]:
    for form in form_classes():
        room = form.__module__.split(".")[1]
        for name, field in getattr(form, "base_fields", {}).items():
            is_kept = not issubclass(form, forms.ModelForm) and not isinstance(field, forms.UUIDField)
            if isinstance(field, forms.CharField) and is_kept:
                yield room, form.__name__, name, field


def takes(field: forms.CharField, length: int) -> bool:
    """Whether a field takes a text of a length: as long as it says itself, else one or several words as its kind asks."""
    if field.max_length is not None:
        return length <= field.max_length
    before = {forms.URLField: "https://example.org/", forms.EmailField: "aygul@"}.get(type(field), "")
    after = ".org" if isinstance(field, forms.EmailField) else ""
    longest = length - len(before) - len(after)
    texts = (before + words[:longest] + after for words in ("a" * longest, "aaa " * longest))
    return any(is_taken(field, text) for text in texts)


def is_taken(field: forms.CharField, text: str) -> bool:
    try:
        field.clean(text)
    except forms.ValidationError:
        return False
    return True


def is_silent(field: forms.CharField) -> bool:
    """Whether a field says no length and takes none of these texts: that it refuses a long one proves nothing then."""
    return field.max_length is None and not any(takes(field, length) for length in (2, 3, 30))


def columns() -> dict[tuple[str, str], int]:
    longest: dict[tuple[str, str], int] = defaultdict(int)
    for model in apps.get_models():
        for column in model._meta.local_fields:
            if model.__module__.startswith("tamyr.") and isinstance(column, models.CharField):
                place = (model.__module__.split(".")[1], column.name)
                longest[place] = max(longest[place], column.max_length or 0)
    return longest


def test_no_text_is_taken_that_its_column_does_not_hold() -> None:
    held, too_long, seen = columns(), [], 0
    for room, form, name, field in typed_texts():
        longest = held.get((room, name), 0)
        if longest and (room, name) not in ONLY_COMPARED:
            seen += 1
            too_long += [f"{form}.{name}: nothing is taken"] if is_silent(field) else []
            too_long += [f"{form}.{name}: more than {longest}"] if takes(field, longest + 1) else []
    assert too_long == [] and seen > 40


def test_no_text_that_people_type_is_endless() -> None:
    endless = [
        f"{form}.{name}"
        for _room, form, name, field in typed_texts()
        if not {name, f"{form}.{name}"} & OF_THE_PAGE and (takes(field, VAST) or is_silent(field))
    ]
    assert endless == []


def test_no_number_is_endless() -> None:
    endless = [
        f"{form.__name__}.{name}"
        for form in form_classes()
        for name, field in getattr(form, "base_fields", {}).items()
        if type(field) is forms.IntegerField and field.max_value is None and name not in HELD
    ]
    assert endless == []


def test_a_text_that_is_too_long_is_noticed() -> None:
    codes = forms.RegexField(r"^([a-z]{2,3}( [a-z]{2,3})*)?$")
    key = forms.CharField(max_length=80, validators=[RegexValidator("^key")])
    assert takes(codes, VAST - 1) and takes(key, 80) and not takes(key, 81)
    assert is_silent(forms.RegexField(r"^key-[0-9]+$")) and not is_silent(codes)

"""What was chosen comes back in the words that it was chosen by: never as a key or a word of ours."""

import re
from pathlib import Path

from django import forms
from django.http import QueryDict
from django.utils import translation

from tamyr.shared.listed import known_words, listed_in, words_for
from tamyr.ui.pages.listed import LONGEST, signed, unknown_at_a_door
from tests.architecture import plan
from tests.house.test_refused_forms import asked_of_people, form_classes

# Numbers, and fractions of a vote, are their own words.
ITSELF = re.compile(r"\d+(/\d+)?")
OF_WAGTAIL = "comment_notifications"
KEY = "0a1b2c3d-0000-4000-8000-00000000000{}"


def test_every_list_that_is_the_same_for_everybody_has_its_words_and_a_name() -> None:
    """Nothing is asked of the database, which this test has none of."""
    bare, lists = [], 0
    with translation.override("ru"):
        for form in form_classes():
            for name, field in asked_of_people(form):
                is_a_tick = isinstance(field, forms.ChoiceField | forms.BooleanField)
                if field.label is None and is_a_tick and name != OF_WAGTAIL:
                    bare.append(f"{form.__name__}.{name}: no label")
                words = known_words(field)
                lists += bool(words)
                bare += [
                    f"{form.__name__}.{name}: {value}"
                    for value in words
                    if value and words_for([value], field) == value and not ITSELF.fullmatch(value)
                ]
    assert bare == [] and lists > 60


class Opened(forms.Form):
    """A list of each kind: the same for everybody, of its reader, longer than a page should carry."""

    fixed = forms.ChoiceField(label="Answer", choices=[("yes", "ja")])
    own = forms.MultipleChoiceField(label="Letters")
    many = forms.ChoiceField(label="Body")

    def __init__(self) -> None:
        super().__init__()
        of_it = {"own": [(KEY.format(n), f"letter {n}") for n in range(3)]}
        of_it["many"] = [(KEY.format(0), "a body")] * 2 + [(str(n), f"body {n}") for n in range(LONGEST + 1)]
        for name, choices in of_it.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.fields["rank_p1"] = forms.ChoiceField(label="Sun", choices=[("", "none"), ("1", "1")])


def test_a_page_sends_along_what_its_reader_alone_has_and_no_more() -> None:
    drawn = str(Opened())
    found = re.findall(r'name="listed" value="([^"]+)"', drawn)
    fields = listed_in(found)
    assert fields.keys() == {"own", "rank_p1"} and fields["rank_p1"].label == "Sun"
    with translation.override("en"):
        said = words_for([KEY.format(0), KEY.format(2)], fields["own"])
        of_many = words_for([KEY.format(0)], Opened.base_fields["many"])
    assert said == "letter 0, letter 2" and of_many == "1 from the list"
    forged = found[0][:-1] + ("A" if found[0][-1] != "A" else "B")
    assert listed_in([forged, "letter", ""]) == {}


def test_no_address_carries_the_words_of_a_list() -> None:
    class Asked(Opened):
        method = "get"

    assert 'name="listed"' not in str(Asked())
    assert unknown_at_a_door(Asked()["own"]) == "" != unknown_at_a_door(Opened()["own"])


def test_a_list_in_parts_is_one_list() -> None:
    parts = [signed("clause", "Clauses", [(f"{n}.c1", f"Text {n}")]) for n in range(2)]
    assert words_for(["0.c1", "1.c1"], listed_in(parts)["clause"]) == "Text 0, Text 1"


# Asked of an address, of a script alone, or a tick beside which nothing else is said.
BY_HAND = {"choose_rule.html", "sources.html", "choose_versions.html", "filters.html", "make_key.html"}


def test_what_a_template_lists_by_hand_has_words_as_well() -> None:
    fixed = {name for form in form_classes() for name, field in asked_of_people(form) if known_words(field)}
    bare, seen = [], 0
    for page in sorted(Path(plan.PLATFORM).rglob("templates/**/*.html")):
        text = page.read_text()
        lists = re.findall(
            r'<select[^>]* name="(\w+)"|type="(?:radio|checkbox)" name="(\w+)" value="\{', text
        )
        for name in {name for pair in lists for name in pair if name} if page.name not in BY_HAND else ():
            seen += 1
            is_said = f'{{% listed_as "{name}"' in text or name in fixed
            bare += [] if is_said or name == "are_others" else [f"{page.name}: {name}"]
    assert bare == [] and seen > 6


def test_a_key_alone_is_counted() -> None:
    sent = QueryDict(f"letter={KEY.format(1)}&letter={KEY.format(2)}")
    with translation.override("ru"):
        assert KEY.format(1) not in words_for(sent.getlist("letter"), None)

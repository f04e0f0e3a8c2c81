"""What was chosen comes back in the words that it was chosen by: never as a key or a word of ours."""

import re
import time
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import pytest
from django import forms
from django.core.signing import Signer, b62_encode
from django.http import QueryDict
from django.test import RequestFactory
from django.urls import resolve, reverse
from django.utils import translation

from tamyr.network.models import Country
from tamyr.shared.asked import TRAP, is_secret, label_of
from tamyr.shared.listed import AGE, DAY, LISTED, TICKED, DaySigner, listed_in, words_for
from tamyr.shared.room_forms import known_words, room_of, unlike_in
from tamyr.shared.typed import typed_in, typed_texts
from tamyr.ui.pages.listed import HEAVIEST, LONGEST, signed, unknown_at_a_door
from tests.architecture import plan
from tests.house.refused import asked_of_people, form_classes

# Numbers, and fractions of a vote, are their own words.
ITSELF = re.compile(r"\d+(/\d+)?")
OF_WAGTAIL = "comment_notifications"
KEY = "0a1b2c3d-0000-4000-8000-00000000000{}"
HERE = room_of(__name__)


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


def test_a_word_that_a_page_adds_to_such_a_list_takes_none_of_its_own_away() -> None:
    """An instance of a form may offer other words: of a list that it drew, all are said."""
    lost, lists = [], 0
    with translation.override("ru"):
        for form in form_classes():
            for name, field in asked_of_people(form):
                known = known_words(field)
                if not known:
                    continue
                lists += 1
                drawn = type("Drawn", (forms.Form,), {"__module__": form.__module__, name: field})()
                drawn.fields[name].choices = [*known.items(), ("of_this_page", "Слово этой страницы")]
                room = room_of(form.__module__)
                told = listed_in([unknown_at_a_door(drawn[name])], room, {name: field})[name]
                wanted = {**known, "of_this_page": "Слово этой страницы"}
                lost += [
                    f"{form.__name__}.{name}: {one}"
                    for one in wanted
                    if words_for([one], told) != wanted[one]
                ]
    assert lost == [] and lists > 60


class ListsForm(forms.Form):
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
    drawn = str(ListsForm())
    found = re.findall(r'name="listed" value="([^"]+)"', drawn)
    fields = listed_in(found, HERE, {})
    assert len(found) == 1 and listed_in(found, "tamyr.other", {}) == {}, "one for all, and for its own room"
    assert fields.keys() == {"own", "rank_p1"} and fields["rank_p1"].label == "Sun"
    with translation.override("en"):
        said = words_for([KEY.format(0), KEY.format(2)], fields["own"])
        of_many = words_for([KEY.format(0)], ListsForm.base_fields["many"])
    assert said == "letter 0, letter 2" and of_many == "1 from the list"
    forged = found[0][:-1] + ("A" if found[0][-1] != "A" else "B")
    assert listed_in([forged, "letter", "letter:", "a:b:c", ""], HERE, {}) == {}


def test_what_was_chosen_of_hundreds_is_said_and_a_page_carries_no_more_than_it_may() -> None:
    keys = [str(UUID(int=10**30 + number)) for number in range(240)]
    bodies = [(key, f"Example Ministry of Matter {number}") for number, key in enumerate(keys)]
    along = signed(HERE, ("body", "Bodies", bodies))
    told = listed_in([along], HERE, {})["body"]
    assert (
        words_for([keys[0], keys[239]], told)
        == "Example Ministry of Matter 0, Example Ministry of Matter 239"
    )
    assert len(along) < HEAVIEST
    # Words that do not pack: the longest list stays behind, and of it is said how many were chosen.
    noise = [(key, sha256(key.encode()).hexdigest()) for key in keys]
    both = signed(HERE, ("body", "Bodies", bodies[:60]), ("noise", "Noise", noise))
    assert len(both) < HEAVIEST and listed_in([both], HERE, {}).keys() == {"body"}


def test_no_address_carries_the_words_of_a_list() -> None:
    class AskedForm(ListsForm):
        method = "get"

    assert 'name="listed"' not in str(AskedForm())
    assert unknown_at_a_door(AskedForm()["own"]) == "" != unknown_at_a_door(ListsForm()["own"])


def test_a_list_in_parts_is_one_list() -> None:
    parts = [signed(HERE, ("clause", "Clauses", [(f"{n}.c1", f"Text {n}")])) for n in range(2)]
    assert words_for(["0.c1", "1.c1"], listed_in(parts, HERE, {})["clause"]) == "Text 0, Text 1"


class EarlierSigner(DaySigner):
    """Signs as it was done some days ago."""

    days = 0

    def timestamp(self) -> str:
        return b62_encode(int(time.time()) - self.days * int(DAY.total_seconds()))


def test_words_are_believed_for_a_day_and_no_week() -> None:
    fields = (HERE, [[("p1", "Rivers")]], [("approved", "Ticked", 0)])
    earlier = EarlierSigner(salt="tamyr.shared.listed")
    told = []
    for earlier.days in (0, 1, AGE // DAY + 1):
        told.append(listed_in([earlier.sign_object(fields)], HERE, {}).keys())
    assert told == [{"approved"}, {"approved"}, set()]
    assert signed(HERE, ("a", "A", [("b", "c")])) == signed(HERE, ("a", "A", [("b", "c")]))


def test_a_page_from_before_an_upgrade_says_nothing_and_breaks_nothing() -> None:
    before = Signer(salt="tamyr.shared.listed").sign_object(("approved", "Ticked", [("p1", "Rivers")]))
    assert listed_in([before], HERE, {}) == {}


def test_no_word_that_a_page_sends_opens_what_is_secret() -> None:
    """Words for a list called ``code``, and that name as a secret in the room that they are sent to."""
    for name in ("code", "password", "new_password"):
        along = [
            signed(room, (name, "Код из письма", [("p1", "слово")]))
            for room in ("tamyr.decisions", "tamyr.positions")
        ]
        request = RequestFactory().post("/", {name: "123456", LISTED: along})
        request.resolver_match = resolve(reverse("decisions:ballot"))
        assert typed_in(request) == []


def test_each_field_of_each_form_has_its_own_label_and_its_own_words_at_a_door() -> None:
    """Whatever other forms of its room ask for under the same name."""
    lost, seen = [], 0
    with translation.override("ru"):
        for form in form_classes():
            for name, field in asked_of_people(form):
                if is_secret(name) or field.label is None or getattr(form, "method", "post") == "get":
                    continue
                seen += 1
                drawn = type("Drawn", (forms.Form,), {"__module__": form.__module__, name: field})()
                values = [value for value in known_words(field) if value][-1:]
                if isinstance(field, forms.ModelChoiceField):
                    drawn.fields[name].queryset, values = Country.objects.none(), []
                value, word = (values[0], known_words(field)[values[0]]) if values else ("Слово", "Слово")
                value, word = (TICKED, "да") if isinstance(field, forms.BooleanField) else (value, word)
                along = unknown_at_a_door(drawn[name])
                request = RequestFactory().post("/", {name: value, LISTED: along})
                request.resolver_match = SimpleNamespace(func=form)  # type: ignore[assignment]
                wanted = f"{label_of(name, field)} {word}"
                if typed_in(request) != [wanted]:
                    lost.append(f"{form.__name__}.{name}: {typed_in(request)}, not {wanted}")
    assert lost == [] and seen > 300


def test_a_country_is_named_without_the_database_by_its_forms_that_send_no_list() -> None:
    lists = [
        (form, name, field)
        for form in form_classes()
        for name, field in asked_of_people(form)
        if getattr(getattr(field, "queryset", None), "model", None) is Country
    ]
    with translation.override("ru"):
        assert {words_for(["KAZ"], field) for _form, _name, field in lists} == {"Казахстан"}
    assert len(lists) >= 3


def test_a_tick_that_says_of_what_it_is_by_a_hash_comes_back() -> None:
    mark = sha256(b"these bodies").hexdigest()
    asked = listed_in([signed(HERE, ("are_others", "Other bodies", [(mark, "yes")]))], HERE, {})
    assert typed_texts([("are_others", [mark]), ("sha", [mark])], asked) == ["Other bodies: yes"]


def test_long_words_of_a_short_list_are_sent_whole() -> None:
    words = [(str(place), f"{place} " + "long " * 60) for place in range(3)]
    assert known_words(listed_in([signed(HERE, ("a", "A", words))], HERE, {})["a"]) == dict(words)


# All that they ask, an address holds; of the last one each form says what it asks.
BY_ADDRESS = {
    "how.html",
    "choose_rule.html",
    "sources.html",
    "choose_versions.html",
    "filters.html",
    "members_count.html",
    "select.html",
}
UNTOLD = re.compile(r'type="(hidden|submit|file|search|password)"')


def asked_by_hand(text: str) -> set[str]:
    """Return the names of what a template asks people for by no form of ours."""
    drawn = [tag for tag in re.findall(r"<(?:input|select|textarea)\b[^>]*>", text) if not UNTOLD.search(tag)]
    return {name for tag in drawn for name in re.findall(r' name="([^"]+)"', tag)}


@pytest.mark.parametrize(
    "tag",
    [
        '<input type="radio" name="how" value="a>b">',
        '<label><input type="checkbox" name="how" value="1" checked>',
        '<select id="how" name="how">',
        '<textarea rows="2" name="how">',
    ],
)
def test_what_is_asked_by_hand_is_found(tag: str) -> None:
    assert asked_by_hand(f'<input type="hidden" name="sha" value="">{tag}') == {"how"}


def test_what_a_template_asks_by_hand_has_a_label_and_words_at_a_door() -> None:
    """Those of its room's forms, where they have but one meaning for its name; else it sends its own along."""
    known: dict[str, set[str]] = {}
    for form in form_classes():
        known.setdefault(room_of(form.__module__), set()).update(name for name, _ in asked_of_people(form))
    bare, seen = [], 0
    for page in sorted(Path(plan.PLATFORM).rglob("templates/**/*.html")):
        text, room = page.read_text(), room_of(f"tamyr.{page.relative_to(plan.PLATFORM).parts[0]}")
        for name in asked_by_hand(text) if page.name not in BY_ADDRESS else ():
            seen += 1
            is_sent = re.search(rf'listed_as "?{re.escape(name.strip("{ }"))}"? ', text)
            is_told = is_sent or name in known.get(room, set()) - unlike_in(room) or name == TRAP
            bare += [] if is_told else [f"{page.name}: {name}"]
    assert bare == [] and seen > 15


def test_a_key_alone_is_counted() -> None:
    sent = QueryDict(f"letter={KEY.format(1)}&letter={KEY.format(2)}")
    with translation.override("ru"):
        assert KEY.format(1) not in words_for(sent.getlist("letter"), None)

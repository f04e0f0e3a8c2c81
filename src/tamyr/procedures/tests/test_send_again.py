"""A form of what several may write, refused and sent again: about the words that its sender was shown."""

import pytest
from django import forms
from django.http import QueryDict

from tamyr.procedures.forms import WrittenByMany
from tamyr.procedures.pages import otherwise_words
from tamyr.shared.attempts import Refusal

OPENED, NOW = "a" * 64, "b" * 64


@pytest.mark.parametrize(
    ("told", "mark"),
    [
        ({"status": 422}, OPENED),
        ({"refused": Refusal("It is over.")}, OPENED),
        ({"refused": "A sentence alone."}, OPENED),
        ({"refused": Refusal("Somebody else changed it.", "Their words.", sha=NOW)}, NOW),
    ],
)
def test_a_form_is_about_what_its_sender_was_shown(told: dict[str, object], mark: str) -> None:
    form = WrittenByMany(QueryDict(f"base_sha={OPENED}"))
    form.seen_now(told)
    assert form["base_sha"].value() == mark


class OfferForm(forms.Form):
    offered = forms.MultipleChoiceField(
        label="Offered", choices=[("a", "A lake"), ("Others", [("b", "A garden")])]
    )
    nobody = forms.ChoiceField(choices=())
    words = forms.CharField()


def test_what_stands_otherwise_is_told_by_what_its_reader_is_offered_and_never_by_a_key() -> None:
    stands = {"offered": ["a", "b", "sealed"], "nobody": "sealed", "words": "one\ntwo"}
    sent = QueryDict("offered=a&nobody=&words=one%0D%0Atwo")
    assert otherwise_words(OfferForm(sent, initial=stands)) == "Offered: A lake, A garden"
    sent = QueryDict("offered=a&offered=b&nobody=&words=one%0D%0Atwo")
    assert (
        otherwise_words(OfferForm(sent, initial=stands)) == "Something that you may not see here was changed."
    )

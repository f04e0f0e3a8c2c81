"""A form of what several may write, refused and sent again: about the words that its sender was shown."""

import pytest
from django.http import QueryDict

from tamyr.procedures.forms import WrittenByMany
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

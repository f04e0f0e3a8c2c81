"""What was typed, chosen or counted comes back as people write it, but for passwords and keys."""

from django import forms
from django.utils import translation

from tamyr.shared.typed import typed_texts


def test_whatever_was_typed_comes_back_but_no_password_and_no_key() -> None:
    by_us = {
        "form_key": "0a1b2c3d-0000-4000-8000-000000000001",
        "member": "0a1b2c3d-0000-4000-8000-000000000002",
        "base_sha": "ab" * 32,
        "anything": "eyJ0" * 30 + ":1vQ:x-y_z",
        "passkey": "one",
        "verdict": "approve",
        "body-0-type": "paragraph",
        "related-TOTAL_FORMS": "2",
    }
    said = {
        "reason": "  two words ",
        "one": "Построят",
        "source": "https://example.org/a",
        "day": "2040-01-02",
        "hour": "09:30",
        "share": "50,5",
        "mail": "a@example.org",
        **by_us,
        "password": "seven quiet hares",
        "new_password1": "eight quiet hares",
        "code": "12 34",
        "next": "a b",
        "credential": "a b",
        "csrfmiddlewaretoken": "a b",
        "sealed": "a b",
        "body": '{"blocks": [{"text": "First part."}, {"text": "Second."}]}',
        "body_too": '{\n  "blocks": [{"key": "nom2s", "text": "Third."}]}',
        "remark": '{"comment": "Not yet."}',
        "broken": '{"blocks": 1} and more',
        "own": '{"comment": "a", "b": "c"}',
    }
    single = ["Построят", "https://example.org/a", "day: 2 January 2040", "hour: 09:30", "share: 50,5"]
    own = ['{"blocks": 1} and more', '{"comment": "a", "b": "c"}']
    paragraphs = ["First part.\n\nSecond.", "Third.", "Not yet.", *own]
    with translation.override("en"):
        texts = typed_texts(one_by_one(said), {})
    assert texts == ["two words", *single, "a@example.org", *paragraphs]
    # A press of a button alone types nothing: who is signed out is led to the sign-in at once.
    assert typed_texts(one_by_one(by_us), {}) == []


def test_what_was_chosen_ticked_or_counted_comes_back_with_what_it_answers() -> None:
    chosen = {
        "year": "2050",
        "who": "public",
        "iso3": "KAZ",
        "zone": "Asia/Almaty",
        "rank_p1": "1",
        "ticked": "on",
    }
    with translation.override("en"):
        texts = typed_texts(one_by_one(chosen), {})
    assert texts == [
        *("year: 2050", "who: public", "iso3: KAZ", "zone: Asia/Almaty", "rank_p1: 1", "ticked: yes")
    ]
    letters = ["0a1b2c3d-0000-4000-8000-000000000001", "0a1b2c3d-0000-4000-8000-000000000002"]
    assert typed_texts([("letter", letters)], {}) == ["letter: 2 from the list"]
    asked = {
        "themes": forms.MultipleChoiceField(
            label="Themes", choices=[("coal", "coal mines"), ("air", "clean air")]
        ),
        "code": forms.ChoiceField(label="Which word?", choices=[(1, "the first")]),
        "member": forms.ChoiceField(label="Organisation"),
    }
    given = [("themes", ["coal", "air", "gone"]), ("code", ["1"]), ("member", [letters[0], "p1", "p2"])]
    assert typed_texts(given, asked) == [
        "Themes: coal mines, clean air, gone",
        "Which word? the first",
        "Organisation: p1, p2, 1 from the list",
    ]


def test_a_day_a_number_and_a_text_come_back_as_people_write_them() -> None:
    asked = {
        "on": forms.DateField(label="День"),
        "at": forms.DateTimeField(label="Не раньше"),
        "share": forms.DecimalField(label="Доля"),
        "why": forms.CharField(label="Почему?"),
    }
    given = {"on": "2032-06-02", "at": "2032-06-02T09:05", "share": "2.5"}
    for why, told in (("2032-06-02", " 2032-06-02"), ("Две\nстроки", "\nДве\nстроки")):
        with translation.override("ru"):
            texts = typed_texts(one_by_one({**given, "why": why}), asked)
        day = "2\N{NO-BREAK SPACE}июня 2032\N{NO-BREAK SPACE}г."
        assert texts == [f"День: {day}", f"Не раньше: {day}, 09:05", "Доля: 2,5", f"Почему?{told}"]
    assert typed_texts([("on", ["2032-06-31"])], asked) == ["День: 2032-06-31"], "no such day"


def one_by_one(given: dict[str, str]) -> list[tuple[str, list[str]]]:
    return [(name, [value]) for name, value in given.items()]

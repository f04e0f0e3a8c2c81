"""A file that came is held, given with a warning, or made anew: and only what was made anew is ever everybody's."""

import pytest
from django.db import IntegrityError
from django.test import Client
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.replies.models import Arrival, PublicWords
from tamyr.replies.tests.filing import CANARY, page
from tamyr.replies.tests.mailing import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def arrival(answered_with_files: Arrival) -> Arrival:
    return answered_with_files


def test_what_is_held_is_given_to_nobody_and_what_is_not_clean_with_a_warning(
    hers: Client, arrival: Arrival
) -> None:
    assert [hers.get(page(arrival, number)).status_code for number in (1, 2, 3)] == [200, 404, 200]
    assert [hers.get(page(arrival, number, "copy/")).status_code for number in (1, 2, 3)] == [200, 404, 404]
    assert arrival.files.get(number=3).no_copy == "broken"
    shown = hers.get(f"/en/replies/{arrival.pk}/").content.decode()
    assert "Held: it is given to nobody" in shown and "open it only where it can do no harm" in shown
    assert page(arrival, 2) not in shown


@pytest.mark.parametrize("number", [2, 3])
def test_what_was_not_made_anew_is_shown_to_nobody(hers: Client, arrival: Arrival, number: int) -> None:
    assert hers.post(page(arrival, number, "show/"), {"is_public": "1"}).status_code == 409
    with pytest.raises(IntegrityError):
        arrival.files.filter(number=number).update(is_public=True, shown_at=AT)


def test_a_file_is_saved_under_a_name_that_says_nothing_and_runs_nothing(
    hers: Client, arrival: Arrival
) -> None:
    for more in ("", "copy/"):
        answer = hers.get(page(arrival, 1, more))
        assert answer["Content-Disposition"] == 'attachment; filename="file-1.jpg"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert (
            "sandbox" in answer["Content-Security-Policy"]
            and "'self'" not in answer["Content-Security-Policy"]
        )
    assert hers.get(page(arrival, 3))["Content-Disposition"] == 'attachment; filename="file-3.rtf"'


def test_everybody_has_the_clean_copy_once_a_second_person_has_looked_at_it(
    hers: Client, arrival: Arrival, dana: Person, aygul: Person
) -> None:
    public, stranger, second = {"words": "Words."}, Client(), signed_in(dana)
    hers.post(f"/en/replies/{arrival.pk}/words/", public)
    assert second.post(f"/en/replies/{arrival.pk}/words/check/", public).status_code == 302
    assert stranger.get(page(arrival, 1, "copy/")).status_code == 404
    assert hers.post(page(arrival, 1, "show/"), {"is_public": "1"}).status_code == 302
    assert PublicWords.objects.get().checked_at is None, "what is shown later is looked at anew"
    assert stranger.get(page(arrival, 1, "copy/")).status_code == 404
    check = f"/en/replies/{arrival.pk}/words/check/"
    both = {**public, "beside": str(arrival.files.get(number=1).pk)}
    assert second.post(check, public).status_code == 409, "the file was not there when the page was opened"
    assert hers.post(check, both).status_code == 409
    assert second.post(check, both).status_code == 302
    answer = stranger.get(page(arrival, 1, "copy/"))
    given = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert given.startswith(b"\xff\xd8") and CANARY.encode() not in given
    assert stranger.get(page(arrival, 1)).status_code == 404, "as it came it stays with those who handle it"
    shown = stranger.get(f"/en/replies/{arrival.pk}/").content.decode()
    assert page(arrival, 1, "copy/") in shown and "снимок" not in shown


def test_whoever_showed_a_file_is_not_the_second_to_look_at_it(
    hers: Client, arrival: Arrival, dana: Person
) -> None:
    second = signed_in(dana)
    hers.post(f"/en/replies/{arrival.pk}/words/", {"words": "Words."})
    second.post(page(arrival, 1, "show/"), {"is_public": "1"})
    both = {"words": "Words.", "beside": str(arrival.files.get(number=1).pk)}
    assert second.post(f"/en/replies/{arrival.pk}/words/check/", both).status_code == 409
    read_it = "I have read it: show it to everybody"
    assert read_it not in second.get(f"/en/replies/{arrival.pk}/").content.decode()

"""An election held on Belenios: what goes there, what comes back, and what is refused with its place."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.translation import override
from tests.people import with_role

from tamyr.accounts.models import Person
from tamyr.decisions.logic.belenios import fingerprint_of, read_rankings
from tamyr.decisions.logic.file.recount import recount
from tamyr.decisions.logic.refusals import Refusal
from tamyr.decisions.models import Decision, Stage
from tamyr.decisions.services.closing import close, see_to_decisions
from tamyr.decisions.tests.decision import CLOSE, at, place_of, signed_in
from tamyr.decisions.tests.elections import People, crowd, opened
from tamyr.decisions.views.belenios import in_words
from tamyr.network.models import Role
from tamyr.safety.models import Proposal
from tamyr.safety.services.proposals import approve

RESULT: dict[str, Any] = {
    "result": [[[1, 2, 0, 0], [1, 0, 0, 0], [0, 1, 2, 0], [2, 0, 1, 0], [0, 0, 0, 0], [1, 1, 0, 0]]]
}


@pytest.fixture
def people(db: None) -> People:
    return crowd()


@pytest.fixture
def election(cyra: Person, people: People) -> Decision:
    return opened(cyra, people, ballots_from="belenios", codes_until=None)


@pytest.fixture
def there(election: Decision, cyra: Person) -> str:
    """What Belenios publishes of the election, made from what the site gave for it."""
    text: str = signed_in(cyra).get(f"{place_of(election)}belenios/questions.json").content.decode()
    return json.dumps({"uuid": "example", **json.loads(text)})


@pytest.fixture
def bring(election: Decision, there: str, cyra: Person) -> Callable[..., Any]:
    """Send the two files after the close."""
    client, place = signed_in(cyra), place_of(election)
    named = client.post(f"{place}belenios/fingerprint/", {"fingerprint": fingerprint_of(there) + "="})
    assert named.status_code == 302
    assert close(decision=election, clock=at(CLOSE))

    def send(result: Any = RESULT, text: str = there) -> Any:
        said = result if isinstance(result, str) else json.dumps(result)
        files = {
            name: SimpleUploadedFile(name, content.encode())
            for name, content in (("election_file", text), ("result_file", said))
        }
        answer: Any = client.post(f"{place}belenios/result/", files)
        return answer

    return send


def test_voters_go_there_as_labels_and_the_question_as_ranks(
    election: Decision, cyra: Person, people: People
) -> None:
    client, place = signed_in(cyra), place_of(election)
    voters = client.get(f"{place}belenios/voters.txt").content.decode().splitlines()
    labels = sorted(election.seats.values_list("label", flat=True))
    assert voters == [f"{label}@voters.invalid,{label}" for label in labels]
    (asked,) = client.get(f"{place}belenios/questions.json").json()["questions"]
    assert asked["type"] == "NonHomomorphic" and asked["extra"] == {
        "method": "STV",
        "blank": True,
        "seats": 2,
    }
    assert asked["value"]["answers"] == list(election.options.values_list("title_en", flat=True))
    member, person = people[0]
    own = signed_in(person).get(place).content.decode()
    assert election.seats.get(member=member).label in own and "Pick up the code" not in own
    assert signed_in(person).get(f"{place}belenios/voters.txt").status_code == 403


def test_two_coordinators_bring_the_ballots_and_they_are_counted_here(
    election: Decision, bring: Callable[..., Any], cyra: Person, people: People
) -> None:
    see_to_decisions(clock=at(CLOSE))
    assert Decision.objects.get(pk=election.pk).stage == Stage.CLOSED
    assert "Bring the ballots here" in signed_in(cyra).get("/en/desk/").content.decode()
    answer = bring()
    assert answer.status_code == 302
    second = with_role("second", "Second", Role.COORDINATOR)
    shown = signed_in(second).get(answer["Location"]).content.decode()
    assert "6 ballots" in shown
    see_to_decisions(clock=at(CLOSE))
    assert Decision.objects.get(pk=election.pk).stage == Stage.CLOSED, "one alone brings nothing"
    approve(proposal=Proposal.objects.get(), by=second.pk, at=timezone.now())
    see_to_decisions(clock=at(CLOSE))
    done = Decision.objects.get(pk=election.pk)
    body = json.loads(done.file.inside)["body"]
    assert done.stage == Stage.ADOPTED and body["secret"]["ballots_from"] == "belenios"
    assert body["result"]["quorum"]["cast"] == 6 and body["result"]["quorum"]["blank"] == 2
    assert len(body["secret"]["election"]) == 43 and recount(done.file.outside).differs == ()
    page = signed_in(people[0][1]).get(place_of(done)).content.decode()
    assert body["secret"]["election"] in page and "People voted on Belenios" in page


@pytest.mark.parametrize(
    ("result", "told"),
    [
        ({"result": [[[1, 2, 0]]]}, "result.json: result[0][0]"),
        ({"result": [[[1, 2, 0, 0], [1, "x", 0, 0]]]}, "result.json: result[0][1][1]"),
        ({"result": [[[1, 0, 0, 0]] * 8]}, "Ballots: 8; organisations that could vote: 7"),
        ({"result": [[[1, 0, 0, 0]], []]}, "result.json: result"),
        ({"votes": []}, "result.json: result"),
        ('{"result": [[[1, 0', "result.json: line 1"),
    ],
)
def test_files_that_do_not_fit_are_refused_with_their_place(
    result: Any, told: str, bring: Callable[..., Any]
) -> None:
    answer = bring(result)
    assert answer.status_code == 422 and told in answer.content.decode()
    assert not Proposal.objects.exists()


def test_another_election_and_other_candidates_are_refused(there: str, bring: Callable[..., Any]) -> None:
    other = bring(text=there.replace('"example"', '"another"'))
    assert other.status_code == 422 and "This is another election" in other.content.decode()
    renamed = json.loads(there)
    renamed["questions"][0]["value"]["answers"][2] = "Somebody else"
    strange = bring(text=json.dumps(renamed))
    assert strange.status_code == 422 and "questions[0].value.answers[2]" in strange.content.decode()


def test_ranks_are_read_as_belenios_means_them() -> None:
    text = json.dumps({"result": [[[4, 1, 2, 3], [0, 2, 1, 0], [2, 0, 0, 0], [0, 0, 0, 0]]]})
    found = read_rankings(text, ["p1", "p2", "p3", "p4"], most=4)
    assert found.invalid == 1
    assert found.choices == ("blank", "blank", [["p2"], ["p3"], ["p4"], ["p1"]], [["p3"], ["p2"]])


def test_a_file_that_breaks_off_is_told_by_its_line() -> None:
    with override("en"):
        told = in_words(Refusal("not-json", "election.json: line 3, column 16"))
    assert told == "The file breaks off or is another one. Place: election.json: line 3, character 16."

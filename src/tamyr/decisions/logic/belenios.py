"""Elections held on a Belenios server: the question as it is asked there, and the rankings that come back.

What Belenios publishes of a question that is answered by ranks is, for each ballot, one number for each answer, in the order of the
question: 1 for the first choice, 0 for no rank (``method_stv.ml`` and ``question_nh.mli`` of the Belenios sources, 2026). Ranks that begin
elsewhere than at 1, or that leave one out or give it twice, it calls invalid and does not count: here they are blank ballots.
"""

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tamyr.decisions.logic.file.canonical import canonical
from tamyr.decisions.logic.question import BLANK
from tamyr.decisions.logic.refusals import Refusal

FINGERPRINT = re.compile(r"[A-Za-z0-9+/]{43}")
"""SHA-256 in base64 without its last sign, as Belenios shows it."""
LARGEST = 2_000_000


@dataclass(frozen=True)
class Rankings:
    """The ballots as the decision file has them, in an order that comes from themselves alone; ``invalid`` of them are blank."""

    choices: tuple[Any, ...]
    invalid: int


def question(text: str, titles: Sequence[str], seats: int) -> dict[str, Any]:
    """Return the question as a template of Belenios has it: answered by ranks, with the place of each candidate."""
    return {
        "description": "",
        "name": text,
        "questions": [
            {
                "type": "NonHomomorphic",
                "value": {"answers": list(titles), "question": text},
                # Blank ones are let through: who names nobody there counts for the quorum here.
                "extra": {"method": "STV", "blank": True, "seats": seats},
            }
        ],
    }


def voters(addresses: Sequence[str]) -> str:
    """Return the file of voters: one on each line."""
    return "".join(f"{address}\n" for address in addresses)


def fingerprint_of(election: str) -> str:
    """Return the fingerprint of ``election.json``, byte for byte as Belenios publishes it."""
    return base64.b64encode(hashlib.sha256(election.encode()).digest()).decode().rstrip("=")


def check_election(text: str, titles: Sequence[str], fingerprint: str) -> None:
    """Raise ``Refusal`` unless this is the election with that fingerprint, and asks for these candidates in this order."""
    document = _document(text, "election.json")
    questions = document.get("questions")
    if not isinstance(questions, list) or len(questions) != 1:
        raise Refusal("one-question-only", "election.json: questions")
    value = questions[0].get("value") if isinstance(questions[0], dict) else None
    answers = value.get("answers") if isinstance(value, dict) else None
    if not isinstance(answers, list):
        raise Refusal("missing", "election.json: questions[0].value.answers")
    for number, title in enumerate(titles):
        if number >= len(answers) or answers[number] != title:
            raise Refusal("other-candidates", f"election.json: questions[0].value.answers[{number}]")
    if len(answers) > len(titles):
        raise Refusal("other-candidates", f"election.json: questions[0].value.answers[{len(titles)}]")
    if fingerprint_of(text) != fingerprint:
        raise Refusal("another-election", "election.json")


def read_rankings(text: str, options: Sequence[str], *, most: int) -> Rankings:
    """Return the ballots of ``result.json``; raise ``Refusal`` with the place of what is not one.

    ``options`` are the candidates in the order of the question, ``most`` is how many could vote.
    """
    results = _document(text, "result.json").get("result")
    if not isinstance(results, list) or len(results) != 1:
        raise Refusal("one-question-only", "result.json: result")
    ballots, place = results[0], "result.json: result[0]"
    if not isinstance(ballots, list):
        raise Refusal("not-a-list", place)
    if len(ballots) > most:
        raise Refusal("more-ballots-than-voters", place, found=len(ballots), most=most)
    read = [_ranking(ballot, options, f"{place}[{number}]") for number, ballot in enumerate(ballots)]
    # In an order of their own: whatever that of the server says of voters ends here.
    choices = sorted((BLANK if ranking is None else ranking for ranking in read), key=canonical)
    return Rankings(tuple(choices), sum(ranking is None for ranking in read))


def _document(text: str, name: str) -> dict[str, Any]:
    if len(text) > LARGEST:
        raise Refusal("too-large", name, found=len(text), most=LARGEST)
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise Refusal("not-json", f"{name}: line {error.lineno}, column {error.colno}") from None
    except RecursionError:
        raise Refusal("too-deep", name) from None
    if not isinstance(document, dict):
        raise Refusal("not-json", name)
    return document


def _ranking(ballot: Any, options: Sequence[str], place: str) -> Any:
    """Return a ballot's order, "blank" where it names nobody, None where Belenios calls it invalid."""
    if not isinstance(ballot, list):
        raise Refusal("not-a-list", place)
    if len(ballot) != len(options):
        raise Refusal("other-candidates", place, found=len(ballot), expected=len(options))
    for number, rank in enumerate(ballot):
        # A truth value is an integer to Python, and no rank.
        if not isinstance(rank, int) or isinstance(rank, bool) or not 0 <= rank <= 255:
            raise Refusal("not-a-rank", f"{place}[{number}]", found=str(rank)[:40])
    ranked = sorted((rank, option) for rank, option in zip(ballot, options, strict=True) if rank)
    if [rank for rank, _option in ranked] != list(range(1, len(ranked) + 1)):
        return None
    return [[option] for _rank, option in ranked] or BLANK


def read_fingerprint(typed: str) -> str:
    """Return the fingerprint of an election as it was copied from its page."""
    plain = typed.strip().rstrip("=")
    if not FINGERPRINT.fullmatch(plain):
        raise Refusal("not-a-fingerprint", "fingerprint")
    return plain

"""Count a decision file again and say whether its result holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tamyr.decisions.logic.counting import count
from tamyr.decisions.logic.file.labels import label_of
from tamyr.decisions.logic.file.reading import DecisionFile, from_file
from tamyr.decisions.logic.file.results import result_of
from tamyr.decisions.logic.question import Choice
from tamyr.decisions.logic.refusals import Refusal
from tamyr.decisions.logic.secret import code_sha256, read_code, tag_of


@dataclass(frozen=True)
class Recount:
    """What a second count found. ``differs`` names the parts of the result that came out otherwise: none, if it holds.

    ``mine`` is one's own answer in the file; ``is_counted_again`` is false where the file holds the result only. ``titles`` are
    the names of the options by language.
    """

    sha256: str
    outcome: str
    chosen: tuple[str, ...]
    differs: tuple[str, ...]
    is_counted_again: bool
    mine: Choice | None = None
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def recount(
    text: str, *, expected: str | None = None, mine: tuple[str, str] | None = None, code: str | None = None
) -> Recount:
    """Count a file again; ``expected`` is the hash that was published elsewhere, ``mine`` one's member key and salt.

    In a secret ballot one's own choice is found by the ``code`` that one picked up.

    Raises ``Refusal`` where the file is not one, is another than expected, or holds no ballot under one's label. Without
    ``expected`` a forgery that was counted and hashed anew is not noticed.
    """
    file = from_file(text)
    if expected is not None and expected != file.sha256:
        raise Refusal("not-the-expected", "sha256", found=file.sha256, expected=expected)
    told = file.body["result"]
    if file.question is None:
        return Recount(file.sha256, told["outcome"], tuple(told["chosen"]), (), False)
    again = result_of(count(file.question, file.ballots, file.ties))
    # Also by a part that only one of the two has.
    differs = tuple(sorted(name for name in {*again, *told} if again.get(name) != told.get(name)))
    own = None if mine is None else _own_choice(file, *mine)
    if code is not None:
        own = _choice_by_code(file, code)
    titles = {option.id: option.title for option in file.question.options}
    return Recount(file.sha256, again["outcome"], tuple(again["chosen"]), differs, True, own, titles)


def _choice_by_code(file: DecisionFile, code: str) -> Choice:
    sha256 = code_sha256(file.body["decision"]["id"], read_code(code))
    roll = None if file.question is None else file.question.roll
    if roll is None or sha256 not in roll.codes:
        raise Refusal("no-such-code", "secret.codes")
    found = [ballot.choice for ballot in file.ballots if ballot.voter == tag_of(sha256)]
    if not found:
        raise Refusal("code-not-used", "ballots", tag=tag_of(sha256))
    return found[0]


def _own_choice(file: DecisionFile, member: str, salt: str) -> Choice:
    label = label_of(salt, member)
    found = [ballot.choice for ballot in file.ballots if ballot.voter == label]
    if not found:
        raise Refusal("no-ballot-of-yours", "ballots", label=label)
    return found[0]

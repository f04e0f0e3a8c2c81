"""Read a decision file: only its one form is taken, and everything that it says of itself must hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from tamyr.decisions.logic.file.canonical import (
    Json,
    canonical,
    read_fraction,
    read_json,
    sha256_of,
)
from tamyr.decisions.logic.file.labels import label_of, row_sha256, sha256_of_rows
from tamyr.decisions.logic.file.writing import FORMAT
from tamyr.decisions.logic.question import (
    Ballot,
    Option,
    Question,
    Roll,
    Rule,
    Voter,
    check_ballots,
    read_choice,
)
from tamyr.decisions.logic.refusals import Refusal
from tamyr.decisions.logic.secret import CODES, SHA256, SOURCES
from tamyr.decisions.logic.set_up import check_question
from tamyr.decisions.logic.ties import Ties, ballots_sha256, commitment_of, drawn_ties

# Fields of a rule that are in none of these are whole numbers: one of another kind has to be added here.
FRACTIONS = ("cap", "share", "quorum")
SWITCHES = ("above", "silence")
TEXTS = ("name", "satisfaction", "endowment", "fallback")
BODY = {
    "format",
    "audience",
    "decision",
    "rule",
    "tie",
    "options",
    "electorate",
    "electorate_sha256",
    "ballots",
    "ballots_sha256",
    "events",
    "result",
}
LARGEST_FILE = 64_000_000


@dataclass(frozen=True)
class DecisionFile:
    """What a file says. Without ballots (a result only) there is no ``question`` to count."""

    sha256: str
    body: Mapping[str, Json]
    question: Question | None
    ballots: tuple[Ballot, ...]
    ties: Ties


def from_file(text: str) -> DecisionFile:
    """Return what a decision file says; raise ``Refusal`` with the place where it is not one, or contradicts itself."""
    if len(text) > LARGEST_FILE:
        raise Refusal("too-large", "file", found=len(text), most=LARGEST_FILE)
    document = read_json(text)
    _take(document, "file", {"body", "sha256"})
    # With spaces, or in another order, it would be another file under the same hash.
    if canonical(document) != text:
        raise Refusal("not-canonical", "file")
    body = document["body"]
    if sha256_of(body) != document["sha256"]:
        raise Refusal("hash-differs", "sha256")
    _take(body, "body", BODY, BODY | {"secret"})
    if body["format"] != FORMAT:
        raise Refusal("unknown-format", "body.format", found=str(body["format"])[:40], known=FORMAT)
    if body["audience"] not in ("inside", "outside"):
        raise Refusal("unknown-audience", "body.audience", found=str(body["audience"])[:40])
    is_outside = body["audience"] == "outside"
    if body["ballots"] is None or body["electorate"] is None:
        # Of a secret vote the world has the ballots and not the roll; of all others both or neither.
        tags_only = "secret" in body and body["ballots"] is not None
        if not is_outside or (body["ballots"] is not body["electorate"] and not tags_only):
            raise Refusal("missing", "body.ballots")
    if body["ballots"] is None:
        return DecisionFile(document["sha256"], body, None, (), Ties({}))
    question = _question(body)
    ballots = _ballots(body, question)
    return DecisionFile(document["sha256"], body, question, ballots, _ties(body, question, ballots))


def _question(body: Json) -> Question:
    options = tuple(
        _option(option, f"options[{number}]") for number, option in enumerate(_list(body, "options"))
    )
    voters = tuple(_voter(row, f"electorate[{number}]") for number, row in enumerate(_electorate(body)))
    labels = [voter.label for voter in voters]
    # In the one order that says nothing: that of the register would name who stands where.
    if labels != sorted(labels):
        raise Refusal("not-sorted", "electorate")
    rows = {voter.label: _committed(body, number, voter) for number, voter in enumerate(voters)}
    if body["electorate"] is not None and sha256_of_rows(rows) != body["electorate_sha256"]:
        raise Refusal("hash-differs", "electorate_sha256")
    roll = _roll(body, voters) if "secret" in body else None
    question = Question(_rule(body["rule"]), options, voters, roll)
    check_question(question)
    return question


def _electorate(body: Json) -> list[Json]:
    return [] if body["electorate"] is None else _list(body, "electorate")


def _roll(body: Json, voters: Sequence[Voter]) -> Roll:
    """Return what a secret ballot says of itself; who picked up a code must be as many as the codes."""
    said = body["secret"]
    _take(said, "secret", {"ballots_from", "base", "codes", "election"})
    codes = _texts(said, "codes", "secret")
    roll = Roll(
        _text(said, "ballots_from", "secret"),
        _kind(said["base"], int, "secret.base"),
        codes,
        _text(said, "election", "secret"),
    )
    if roll.ballots_from not in SOURCES:
        raise Refusal("unknown-source", "secret.ballots_from", found=roll.ballots_from[:40])
    if not all(SHA256.fullmatch(code) for code in codes) or bool(codes) != (roll.ballots_from == CODES):
        raise Refusal("unfit-codes", "secret.codes")
    if body["electorate"] is not None:
        _check_roll(body, roll, voters)
    return roll


def _check_roll(body: Json, roll: Roll, voters: Sequence[Voter]) -> None:
    by_codes = roll.ballots_from == CODES
    took = []
    for number, (row, voter) in enumerate(zip(_electorate(body), voters, strict=True)):
        place = f"electorate[{number}].picked_up"
        if ("picked_up" in row) != by_codes:
            raise Refusal("missing" if by_codes else "unknown-field", place)
        if by_codes and _kind(row["picked_up"], bool, place):
            if voter.state == "recused":
                raise Refusal("recused", place)
            took.append(voter)
    if len(took) != len(roll.codes):
        raise Refusal("more-codes-than-voters", "secret.codes", found=len(roll.codes), picked_up=len(took))
    may = [voter for voter in voters if voter.state != "recused"]
    if sum(voter.state == "entitled" or voter in took for voter in may) != roll.base:
        raise Refusal("unfit", "secret.base", found=roll.base)
    if len(_list(body, "ballots")) > len(may):
        raise Refusal("more-ballots-than-voters", "ballots", most=len(may))


def _committed(body: Json, number: int, voter: Voter) -> str:
    """Return what the electorate's hash holds of a row, proven by its salt where that is shown."""
    row, place = body["electorate"][number], f"electorate[{number}]"
    if "salt" not in row:
        if body["audience"] == "inside":
            raise Refusal("missing", f"{place}.salt")
        return _text(row, "row_sha256", place)
    if label_of(_text(row, "salt", place), _text(row, "member", place)) != voter.label:
        raise Refusal("label-differs", f"{place}.voter")
    proven = row_sha256(voter, row["salt"])
    # Shown beside its salt the hash must be the one that the salt makes: no line is bound twice.
    if row.get("row_sha256", proven) != proven:
        raise Refusal("hash-differs", f"{place}.row_sha256")
    return proven


def _rule(said: Json) -> Rule:
    known = {field.name for field in fields(Rule)}
    _take(said, "rule", {"name", "version"}, known)
    given: dict[str, Any] = {}
    for name in said:
        place = f"rule.{name}"
        if name in FRACTIONS:
            given[name] = read_fraction(said[name], place)
        elif name in SWITCHES:
            given[name] = _kind(said[name], bool, place)
        elif name in TEXTS:
            given[name] = _kind(said[name], str, place)
        else:
            given[name] = _kind(said[name], int, place)
    return Rule(**given)


def _option(said: Json, place: str) -> Option:
    needed = {"id", "cost", "countries", "themes", "title", "text_sha256"}
    _take(said, place, needed, needed | {"concerns"})
    return Option(
        _text(said, "id", place),
        _kind(said["cost"], int, f"{place}.cost"),
        _texts(said, "countries", place),
        _texts(said, "themes", place),
        _kind(said["title"], dict, f"{place}.title"),
        _kind(said["text_sha256"], dict, f"{place}.text_sha256"),
        _text(said, "concerns", place) if "concerns" in said else None,
    )


def _voter(said: Json, place: str) -> Voter:
    needed = {"voter", "country", "weight", "state", "opened_as", "recused_from"}
    _take(said, place, needed, needed | {"member", "name", "salt", "row_sha256", "picked_up"})
    country = said["country"]
    return Voter(
        _text(said, "voter", place),
        None if country is None else _text(said, "country", place),
        read_fraction(said["weight"], f"{place}.weight"),
        _text(said, "state", place),
        _text(said, "opened_as", place),
        _texts(said, "recused_from", place),
    )


def _ballots(body: Json, question: Question) -> tuple[Ballot, ...]:
    read = []
    whose = "voter" if question.roll is None else "tag"
    for number, said in enumerate(_list(body, "ballots")):
        place = f"ballots[{number}]"
        _take(said, place, {whose, "choice"}, {whose, "choice", *({"by"} if whose == "voter" else ())})
        voter = _text(said, whose, place)
        choice = read_choice(question, voter, said["choice"], f"{place}.choice")
        # As texts: what was read holds tuples, which Python takes for no lists.
        if canonical(choice) != canonical(said["choice"]):
            raise Refusal("not-sorted", f"{place}.choice")
        read.append(Ballot(voter, choice, _text(said, "by", place) if "by" in said else ""))
    if [ballot.voter for ballot in read] != sorted(ballot.voter for ballot in read):
        raise Refusal("not-sorted", "ballots")
    check_ballots(question, read)
    if ballots_sha256(ballot.choice for ballot in read) != body["ballots_sha256"]:
        raise Refusal("hash-differs", "ballots_sha256")
    return tuple(read)


def _ties(body: Json, question: Question, ballots: tuple[Ballot, ...]) -> Ties:
    _take(body["tie"], "tie", {"committed", "revealed"})
    secret = _text(body["tie"], "revealed", "tie")
    if commitment_of(secret) != body["tie"]["committed"]:
        raise Refusal("hash-differs", "tie.committed")
    decision = _kind(body["decision"], dict, "decision")
    return drawn_ties(
        _text(decision, "id", "decision"), secret, (option.id for option in question.options), ballots
    )


def _take(said: Json, place: str, needed: set[str], known: set[str] | None = None) -> None:
    """Raise ``Refusal`` unless these are fields, none missing and none unknown."""
    names = set(_kind(said, dict, place))
    for name in sorted(needed - names):
        raise Refusal("missing", f"{place}.{name}")
    for name in sorted(names - (known or needed)):
        raise Refusal("unknown-field", f"{place}.{name}")


def _kind(value: Json, kind: type, place: str) -> Any:
    # A truth value is an integer to Python, and none to the file.
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise Refusal("unfit", place, found=str(value)[:40], expected=kind.__name__)
    return value


def _list(said: Json, name: str) -> list[Json]:
    return list(_kind(said[name], list, name))


def _text(said: Json, name: str, place: str) -> str:
    if name not in said:
        raise Refusal("missing", f"{place}.{name}")
    return str(_kind(said[name], str, f"{place}.{name}"))


def _texts(said: Json, name: str, place: str) -> tuple[str, ...]:
    texts = _kind(said[name], list, f"{place}.{name}")
    for number, text in enumerate(texts):
        _kind(text, str, f"{place}.{name}[{number}]")
    if texts != sorted(set(texts)):
        raise Refusal("not-sorted", f"{place}.{name}")
    return tuple(texts)

"""From the rows of a decision to what the counting knows, and to the files that anybody counts again."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tamyr.decisions.logic.counting import count, quorum
from tamyr.decisions.logic.file.canonical import canonical, read_fraction, sha256_of
from tamyr.decisions.logic.file.labels import Identity, electorate_sha256, receipt
from tamyr.decisions.logic.file.reading import FRACTIONS, from_file
from tamyr.decisions.logic.file.recount import recount
from tamyr.decisions.logic.file.writing import (
    NAMED,
    PSEUDONYM,
    WITH_COUNTRY,
    Facts,
    as_file,
    outside_file,
    root_hash,
)
from tamyr.decisions.logic.question import BLANK, Question, Rule, Voter, read_choice
from tamyr.decisions.logic.question import Ballot as Answer
from tamyr.decisions.logic.question import Option as Choosable
from tamyr.decisions.logic.results import Count
from tamyr.decisions.logic.ties import drawn_ties
from tamyr.decisions.models import Ballot, Decision, DecisionFile, Option, Outside, Seat
from tamyr.decisions.queries.secret import roll_of, secret_answers, terms_of
from tamyr.network.models.members import best_of
from tamyr.procedures.models import Scope
from tamyr.safety.logic.field_encryption import UnreadableField
from tamyr.safety.models import ExposureLevel, is_sealed

# Members that are not in the open stand together for one more country where the rule counts by countries.
UNNAMED_COUNTRY = "ZZ"
# Fewer lines without a name than this could tell which members hide: then the world reads the result only.
FEWEST_UNNAMED = 3


class Tampered(Exception):
    """What was fixed when a decision opened does not stand as it did; nothing is counted."""


class CountsOtherwise(Exception):
    """A file, read back, does not count to the result that it holds."""


@dataclass(frozen=True)
class Files:
    inside: str
    inside_sha256: str
    outside: str
    outside_sha256: str


def rule_of(decision: Decision) -> Rule:
    given: dict[str, Any] = {
        name: read_fraction(said, f"rule.{name}") if name in FRACTIONS else said
        for name, said in decision.rule_facts.items()
    }
    return Rule(**given)


def question_of(decision: Decision, seats: Sequence[Seat] | None = None) -> Question:
    rule = rule_of(decision)
    rows = list(decision.seats.all()) if seats is None else seats
    labels = {seat.member_id: seat.label for seat in rows}
    options = tuple(_choosable(option, labels) for option in decision.options.select_related("candidate"))
    return Question(rule, options, tuple(_voter(seat, rule) for seat in rows), roll_of(decision, rows))


def _choosable(option: Option, labels: Mapping[UUID, str]) -> Choosable:
    # Of an option that is no candidate Django raises what ``getattr`` takes for an absent name.
    candidate = getattr(option, "candidate", None)
    country = candidate.country_id if candidate else option.country_id
    return Choosable(
        option.code,
        option.cost or 1,
        countries=(country,) if country else (),
        themes=(option.theme,) if option.theme else (),
        title={"en": option.title_en, "ru": option.title_ru},
        # Who is no voter has no label: that an option concerns them the file does not say.
        concerns=labels.get(option.concerns_id) if option.concerns_id else None,
    )


def _voter(seat: Seat, rule: Rule) -> Voter:
    by_country = (rule.endowment or "member") != "member"
    country = seat.country_id or (UNNAMED_COUNTRY if by_country else None)
    return Voter(
        seat.label,
        country,
        state=seat.state,
        opened_as=seat.opened_as,
        recused_from=tuple(sorted(seat.barred)),
    )


def identities_of(seats: Sequence[Seat]) -> dict[str, Identity]:
    """Return who stands behind each label, as all members may know it: a member not in the open has no name."""
    # As it is when the file is made: whoever went into hiding while it was open has no name in it.
    return {
        seat.label: Identity(str(seat.key), "" if seat.member.is_guarded else _name_of(seat), str(seat.salt))
        for seat in seats
    }


def with_names(decision: Decision) -> list[Seat]:
    """Return who votes, with the names of all of them at one query more."""
    return list(decision.seats.select_related("member").prefetch_related("member__words"))


def _name_of(seat: Seat) -> str:
    # In one language for all: a file has one form.
    return best_of(seat.member.names, "en")[0]


def electorate_hash(decision: Decision) -> str:
    seats = with_names(decision)
    return electorate_sha256(question_of(decision, seats).voters, identities_of(seats))


def question_hash(decision: Decision) -> str:
    """Return the hash of all that is asked: question, words, options in both languages, and the rule."""
    told: dict[str, Any] = {
        "question": {"en": decision.question_en, "ru": decision.question_ru},
        "words": {"en": decision.words_en, "ru": decision.words_ru},
        "authoritative": decision.authoritative,
        "rule": decision.rule_facts,
        "options": [
            {"id": option.code, "en": option.title_en, "ru": option.title_ru, "cost": option.cost}
            | ({"theme": option.theme} if option.theme else {})
            | ({"country": option.country_id} if option.country_id else {})
            | ({"concerns": str(option.concerns_id)} if option.concerns_id else {})
            for option in decision.options.all()
        ],
    }
    # Nothing is said of the whole network's: so all that were asked before there were others keep their hash.
    if decision.extension:
        told["extension"] = {"for": decision.extension, "days": decision.extension_days}
    if decision.recusal:
        told["recusal"] = decision.recusal
    return sha256_of(told | whose_facts(decision) | terms_of(decision))


def whose_facts(decision: Decision) -> dict[str, Any]:
    """Return whose a decision is as its hash and its file have it; a circle by its key."""
    if decision.scope == Scope.ALL:
        return {}
    return {"scope": {"kind": decision.scope, "of": decision.scope_code or str(decision.circle_id or "")}}


def receipt_for(decision: Decision, seat: Seat, ballot: Ballot) -> str:
    return receipt(str(decision.pk), seat.label, ballot.chosen, ballot.seq)


def counted(decision: Decision) -> Count:
    """Count a closed decision; raise ``Tampered`` where what it was opened with does not stand as it did."""
    if question_hash(decision) != decision.question_sha256:
        raise Tampered(f"the question of {decision.pk} is another than the one that was opened")
    if electorate_hash(decision) != decision.electorate_sha256:
        raise Tampered(f"the electorate of {decision.pk} is another than the one that was frozen")
    # Left out, it would be missing from a result that looks right.
    if any(is_sealed(ballot.choice) for ballot in decision.ballots.all()):
        raise UnreadableField("a ballot does not open")
    question = question_of(decision)
    answers = secret_answers(decision, question) if question.roll else _open_answers(decision, question)
    options = [option.id for option in question.options]
    ties = drawn_ties(str(decision.pk), str(decision.tie_secret), options, answers)
    if ties.commitment != decision.tie_committed:
        raise Tampered(f"the secret of {decision.pk} is another than the one that was committed")
    return count(question, answers, ties)


def has_quorum(decision: Decision) -> bool:
    """Whether enough have taken part by now; blank ballots count, as they do at the close."""
    question = question_of(decision)
    labels = dict(decision.seats.values_list("member_id", "label"))
    spoke = decision.ballots.values_list("member_id", flat=True)
    # Each as a blank one: to ask this while it is open nobody’s ballot is opened.
    return quorum(question, [Answer(labels[member], BLANK) for member in spoke]).is_reached


def _open_answers(decision: Decision, question: Question) -> list[Answer]:
    labels = dict(decision.seats.values_list("member_id", "label"))
    return [
        Answer(label, read_choice(question, label, ballot.chosen), ballot.way)
        for ballot in decision.ballots.all()
        for label in [labels[ballot.member_id]]
    ]


def files_of(decision: Decision) -> Files:
    """Count a closed decision, and write the file of members and that of the world."""
    result, seats = counted(decision), with_names(decision)
    known, facts = identities_of(seats), _facts(decision)
    picked_up = [seat.label for seat in seats if seat.issued]
    inside = as_file(facts, result, known, picked_up)
    outside = _outside(decision, facts, result, seats)
    return Files(inside, root_hash(inside), outside, root_hash(outside) if outside else "")


def _outside(decision: Decision, facts: Facts, result: Count, seats: Sequence[Seat]) -> str:
    if decision.outside == Outside.NOTHING:
        return ""
    shown = {
        # By the levels that show: one that is added later hides until it is named here.
        seat.label: {ExposureLevel.PUBLIC: NAMED, ExposureLevel.NETWORK: WITH_COUNTRY}.get(
            ExposureLevel(seat.member.exposure), PSEUDONYM
        )
        for seat in seats
    }
    # The world is told the hash of the world’s file: of the other it could open nothing.
    before = _file_of(decision.previous)
    facts = replace(facts, previous=before.outside_sha256 or None if before else None)
    text = outside_file(facts, result, identities_of(seats), shown)
    unnamed = sum(level == PSEUDONYM for level in shown.values())
    is_telling = 0 < unnamed < FEWEST_UNNAMED
    return _without_ballots(text) if decision.outside == Outside.RESULT or is_telling else text


def _without_ballots(text: str) -> str:
    """Return a file of the result only: no ballots, no electorate, nothing that could be counted back to them."""
    body = json.loads(text)["body"]
    told = {name: body["result"][name] for name in ("outcome", "chosen")}
    body |= {"electorate": None, "ballots": None, "ballots_sha256": None, "result": told}
    if "secret" in body:
        body["secret"] = {name: body["secret"][name] for name in ("ballots_from", "election")}
    return canonical({"body": body, "sha256": sha256_of(body)})


def _file_of(decision: Decision | None) -> DecisionFile | None:
    return None if decision is None else DecisionFile.objects.filter(decision=decision).first()


def _facts(decision: Decision) -> Facts:
    before = _file_of(decision.previous)
    return Facts(
        id=str(decision.pk),
        kind="practice" if decision.is_practice else "decision",
        question={"en": decision.question_en, "ru": decision.question_ru},
        authoritative=decision.authoritative,
        announced_at=_moment(decision.announced_at),
        opened_at=_moment(decision.opened_at),
        closes_at=_moment(decision.closes_at),
        closed_at=_moment(decision.closed_at),
        zone=decision.zone,
        scope=whose_facts(decision).get("scope"),
        recusal=decision.recusal,
        previous=before.inside_sha256 if before else None,
        events=[
            {"kind": event.kind, "at": _moment(event.at), "reason": str(event.reason)}
            for event in decision.events.all()
        ],
    )


def _moment(at: datetime | None) -> str:
    assert at is not None
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def outcome_of(kept: DecisionFile) -> str:
    """Return the outcome of a kept file, counted again from its text; raise ``CountsOtherwise`` if that is another."""
    again = recount(kept.inside, expected=kept.inside_sha256)
    if again.differs:
        raise CountsOtherwise(f"{kept.decision_id}: {', '.join(again.differs)}")
    if kept.outside:
        world = recount(kept.outside, expected=kept.outside_sha256)
        # Counted from fewer facts than the file of members, it must come to
        # the same, or nothing is announced.
        if world.differs or (world.outcome, world.chosen) != (again.outcome, again.chosen):
            raise CountsOtherwise(f"{kept.decision_id}: the file of the world")
    return again.outcome


def count_of(text: str) -> Count | None:
    """Count a file for showing it; None where it holds the result only."""
    file = from_file(text)
    return count(file.question, file.ballots, file.ties) if file.question is not None else None

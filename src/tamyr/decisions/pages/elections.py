"""An election by secret ballot as its page shows it: in which phase it is, who stands, who picked up a code, what came out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from tamyr.decisions.logic.file.reading import from_file
from tamyr.decisions.logic.results import Count, Stage, Stages
from tamyr.decisions.logic.secret import FEWEST_CODES, new_code, tag_of
from tamyr.decisions.models import DECIDED, Candidate, Decision, Election, Option, Seat
from tamyr.decisions.models import Stage as At
from tamyr.decisions.pages.ballots import OwnVoice, in_words
from tamyr.decisions.pages.reasons import decimal
from tamyr.decisions.queries.counting import count_of
from tamyr.decisions.rules import may_read_decisions
from tamyr.network.logic.country_names import country_name
from tamyr.network.models import Visitor
from tamyr.procedures.queries import organisations_of
from tamyr.safety.models import is_sealed
from tamyr.shared.languages import language


def election_page(
    decision: Decision,
    election: Election,
    options: Sequence[Option],
    visitor: Visitor,
    voices: Sequence[OwnVoice],
) -> dict[str, Any]:
    inside = may_read_decisions(visitor)
    own = visitor.person and decision.candidates.filter(person=visitor.person).first()
    return {
        "election": election,
        "seats": [(voice, signed_code(voice.seat)) for voice in voices],
        "phase": phase_of(decision, election, visitor),
        "candidates": [
            {"candidate": candidate, "country": country_name(candidate.country_id, language())}
            for candidate in candidates_of(decision)
        ],
        "own_candidacy": own,
        "may_stand": inside and decision.stage == At.ANNOUNCED and bool(organisations_of(visitor)),
        "fewest": FEWEST_CODES,
        "picked_up": decision.seats.filter(issued=True).count(),
        **(_counted(decision, options, inside=inside) if decision.stage in DECIDED else {}),
    }


def candidates_of(decision: Decision) -> list[Candidate]:
    # Before the opening none has a place: then they stand by keys that chance gave.
    return list(decision.candidates.select_related("option").order_by("option__place", "id"))


def phase_of(decision: Decision, election: Election, visitor: Visitor) -> str:
    """Return the phase of an open election: ``codes``, ``shuffle`` (a minute between the two) or ``ballots``; ``elsewhere`` with Belenios; else nothing."""
    if not decision.hears_voices_at(visitor.at):
        return ""
    if not election.by_codes:
        return "elsewhere"
    if election.gives_codes_at(decision, visitor.at):
        return "codes"
    return "ballots" if election.shuffled_at else "shuffle"


# --- a code -----------------------------------------------------------------------------------


def signed_code(seat: Seat) -> str:
    """Return a new code for a seat as a form holds it, so that only one that the site made can be picked up.

    It comes with the form and not with the answer: where an answer is lost on its way, the same form sent again brings it back.
    """
    return _signer(seat).sign(new_code())


def code_in(signed: str, seat: Seat) -> str:
    """Return the code of a form; nothing where the site did not make it for this seat."""
    try:
        return _signer(seat).unsign(signed)
    except BadSignature:
        return ""


def _signer(seat: Seat) -> Signer:
    # Bound to the seat: the form of one voice makes no code valid for another.
    return Signer(salt=f"decisions.code.{seat.pk}")


# --- the result -------------------------------------------------------------------------------


def _counted(decision: Decision, options: Sequence[Option], *, inside: bool) -> dict[str, Any]:
    text = decision.file.inside if inside else decision.file.outside
    count = count_of(text) if text and not is_sealed(text) else None
    if count is None:
        return {}
    roll = count.question.roll
    assert roll is not None
    used = {ballot.voter for ballot in count.ballots}
    return {
        "stages": list(stages(count, {option.code: option.title for option in options})),
        "tags": [
            (ballot.voter, "; ".join(in_words(decision, options, ballot.choice))) for ballot in count.ballots
        ],
        "unused": sorted(tag for tag in map(tag_of, roll.codes) if tag not in used),
        "ballots_from": from_file(text).body["secret"],
    }


@dataclass(frozen=True)
class Pile:
    """How many votes lie with one candidate after a stage; widths in hundredths of the longest bar."""

    name: str
    votes: str
    width: float
    note: str


@dataclass(frozen=True)
class CountStage:
    sentences: list[str]
    piles: list[Pile]
    quota_at: float


def stages(count: Count, titles: dict[str, str]) -> Iterator[CountStage]:
    """Yield the stages of a count in words, with the votes that lie with each candidate after it."""
    detail = count.found.detail
    if not isinstance(detail, Stages) or not detail.stages:
        return
    totals = [total for stage in detail.stages for total in stage.totals.values()]
    # The same for all stages: bars are compared from one to the next.
    most = float(max([Fraction(detail.quota), Fraction(1), *totals]))
    elected: list[str] = []
    gone: set[str] = set()
    for stage in detail.stages:
        elected += stage.elected
        # Who moved on a surplus stays: they are elected, with what it took.
        gone |= set(stage.of) if stage.act in ("exclusion", "full-country") else set()
        yield CountStage(
            sentences=list(_words(stage, detail, titles)),
            piles=[
                Pile(
                    name=titles[code],
                    votes=decimal(total),
                    width=round(100 * float(total) / most, 2),
                    note=_("elected") if code in elected else "",
                )
                for code, total in sorted(stage.totals.items(), key=lambda item: (-item[1], item[0]))
                if code not in gone
            ],
            quota_at=round(100 * detail.quota / most, 2),
        )


def _words(stage: Stage, detail: Stages, titles: dict[str, str]) -> Iterator[str]:
    names = "; ".join(titles[code] for code in stage.of)
    told = {
        "first": _("The first choices of %(valid)s ballots. Who has %(quota)s votes is elected."),
        "surplus": _(
            "%(names)s has more than it takes: the rest moves on to the next choices on these ballots."
        ),
        "exclusion": _("%(names)s has the fewest and leaves: the votes move on to the next choices."),
        "full-country": _("Their country has all the places that it may have. These leave: %(names)s."),
        "fill": _("No more are left than there are places."),
    }
    yield told[stage.act] % {"names": names, "valid": detail.valid, "quota": detail.quota}
    if stage.elected:
        yield _("Elected: %(names)s.") % {"names": "; ".join(titles[code] for code in stage.elected)}
    if stage.exhausted:
        yield _("Votes on ballots that name nobody who is left: %(votes)s.") % {
            "votes": decimal(stage.exhausted)
        }

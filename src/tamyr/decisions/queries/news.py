"""What the room announces: what of it is still true, who may know of it, in which words."""

from collections.abc import Callable, Collection, Iterable, Mapping
from uuid import UUID

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tamyr.decisions.models import DECIDED, Ballot, Decision, Seat, Stage
from tamyr.decisions.queries import audience
from tamyr.decisions.queries.decisions import decisions_visible_to
from tamyr.decisions.queries.desk import address_of, waiting_for_a_voice
from tamyr.decisions.queries.electorate import waiting_seats
from tamyr.decisions.queries.secret import asked_until
from tamyr.network.models import Visitor
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import Kind, News, announces


def _at_stage(*stages: str) -> Callable[[Collection[UUID]], Iterable[UUID]]:
    return lambda keys: Decision.objects.filter(pk__in=keys, stage__in=stages).values_list("pk", flat=True)


def _decisions(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, Decision]:
    return decisions_visible_to(visitor).in_bulk(keys)


def _unspoken(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, Decision]:
    """Return those that still wait for this visitor's voice, or for one that they hold."""
    held = waiting_seats(keys).filter(entrusted_to__in=visitor.members)
    waiting = {decision.pk for decision in waiting_for_a_voice(visitor)} | set(
        held.values_list("decision_id", flat=True)
    )
    # Asked when it is shown: who has voted since, or came too late, is not asked any more.
    found = _decisions(visitor, keys)
    return {
        key: decision
        for key, decision in found.items()
        if key in waiting and decision.hears_voices_at(visitor.at)
    }


def _open_seats(own: Callable[[Visitor], Q]) -> Callable[[Visitor, Collection[UUID]], Mapping[UUID, Seat]]:
    def visible(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, Seat]:
        found = Seat.objects.filter(own(visitor), pk__in=keys).select_related("decision", "member")
        # After the close nobody can do anything about a voice that went or came.
        return {seat.pk: seat for seat in found if seat.decision.hears_voices_at(visitor.at)}

    return visible


def _ballots(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, Ballot]:
    found = Ballot.objects.filter(pk__in=keys, member__in=visitor.members)
    return found.select_related("decision", "member").in_bulk()


def _news(sentence: Callable[[Decision], str]) -> Callable[[Happening, Decision], News]:
    def words(_happening: Happening, decision: Decision) -> News:
        return News(title=decision.question, sentence=sentence(decision), address=address_of(decision))

    return words


def _of_seat(sentence: Callable[[Seat], str]) -> Callable[[Happening, Seat], News]:
    def words(_happening: Happening, seat: Seat) -> News:
        return News(title=seat.decision.question, sentence=sentence(seat), address=address_of(seat.decision))

    return words


def _ballot_changed(_happening: Happening, ballot: Ballot) -> News:
    return News(
        title=ballot.decision.question,
        sentence=_("A ballot of %(member)s was cast or changed. Look whether it says what you agreed on.")
        % {"member": ballot.member.name},
        address=address_of(ballot.decision),
    )


def _opened(decision: Decision) -> str:
    # So for votes by codes alone: with Belenios, which keeps no moment for codes, the two are the same.
    if asked_until(decision) < decision.closes_at:
        return _("It is a secret vote: pick up the code of your organisation.")
    return _("It is open for votes.")


def _silent_yet(decision: Decision) -> str:
    if asked_until(decision) < decision.closes_at:
        return _("Your organisation has not picked up its code yet. Without it there is no vote.")
    return _("Your organisation has not voted yet.")


def _counted(decision: Decision) -> str:
    # With its hash: in the letters of all delegates it lies where whoever changes the site does not reach.
    words = {"stage": decision.get_stage_display(), "hash": decision.file.inside_sha256}
    return _("Outcome: %(stage)s. Hash of the file, to check it by: %(hash)s") % words


def _extended(decision: Decision) -> str:
    words = {
        # Unlike a template this turns no zone: a moment from the database is in UTC, as the words say.
        "day": date_format(decision.closes_at, "DATETIME_FORMAT"),
        "why": decision.get_extension_display(),
    }
    return _("It stays open until %(day)s (UTC), for all the same. The reason: %(why)s.") % words


def _held_seats(keys: Collection[UUID]) -> Iterable[UUID]:
    return Seat.objects.filter(pk__in=keys, entrusted_to__isnull=False).values_list("pk", flat=True)


def _freed_seats(keys: Collection[UUID]) -> Iterable[UUID]:
    return Seat.objects.filter(pk__in=keys, entrusted_to=None).values_list("pk", flat=True)


def _open_ballots(keys: Collection[UUID]) -> Iterable[UUID]:
    return Ballot.objects.filter(pk__in=keys, decision__stage=Stage.OPEN).values_list("pk", flat=True)


announces(
    Kind(
        "decision-announced",
        audience.whose,
        _at_stage(Stage.ANNOUNCED),
        _decisions,
        _news(lambda _decision: _("It will soon be open for votes. Read what is asked.")),
    ),
    Kind(
        "decision-passive",
        audience.passive,
        _at_stage(Stage.ANNOUNCED),
        _decisions,
        _news(
            lambda _decision: _(
                "Your organisation was silent for long and will not count for the quorum. It can vote all the same."
            )
        ),
    ),
    Kind(
        "decision-withdrawn",
        audience.whose,
        _at_stage(Stage.WITHDRAWN),
        _decisions,
        _news(lambda _decision: _("It was withdrawn: there will be no vote on it.")),
    ),
    Kind(
        "decision-opened",
        audience.electorate,
        _at_stage(Stage.OPEN),
        _unspoken,
        _news(_opened),
    ),
    Kind(
        "decision-inactive",
        audience.inactive,
        _at_stage(Stage.OPEN),
        _unspoken,
        _news(
            lambda _decision: _(
                "Your organisation does not count for the quorum of this decision. With its ballot it counts in the next."
            )
        ),
    ),
    Kind(
        "decision-reminder",
        audience.silent,
        _at_stage(Stage.OPEN),
        _unspoken,
        _news(_silent_yet),
    ),
    Kind(
        # To all that have a code, until the close: who has cast a ballot with it nobody knows.
        "decision-ballots",
        audience.with_a_code,
        _at_stage(Stage.OPEN),
        _decisions,
        _news(
            lambda _decision: _("The secret vote has begun: cast your ballot with the code you picked up.")
        ),
    ),
    Kind(
        # At the same stage as what a keeper withdrew: which of the two it was, its kind alone says.
        "decision-cancelled",
        audience.electorate,
        _at_stage(Stage.WITHDRAWN),
        _decisions,
        _news(lambda _decision: _("The secret vote does not take place. Its page says why.")),
    ),
    Kind(
        "decision-extended",
        audience.electorate,
        _at_stage(Stage.OPEN),
        _decisions,
        _news(_extended),
    ),
    Kind(
        "decision-recused-from",
        audience.of_scope,
        lambda keys: Seat.objects.filter(pk__in=keys).exclude(recused_from="").values_list("pk", flat=True),
        _open_seats(lambda visitor: Q(member__in=visitor.members)),
        _of_seat(
            lambda _seat: _(
                "Your organisation takes no part in some of the options. If your ballot had one of them, it is taken out: look."
            )
        ),
    ),
    Kind("decision-decided", audience.whose, _at_stage(*DECIDED), _decisions, _news(_counted), decides=True),
    Kind(
        "decision-annulled",
        audience.whose,
        _at_stage(Stage.ANNULLED),
        _decisions,
        _news(lambda _decision: _("It was annulled by two persons. Its page says why.")),
    ),
    Kind("decision-ballot-changed", audience.of_scope, _open_ballots, _ballots, _ballot_changed),
    Kind(
        "decision-entrusted",
        audience.of_scope,
        _held_seats,
        _open_seats(lambda visitor: Q(entrusted_to__in=visitor.members)),
        _of_seat(
            lambda _seat: _("Another organisation has entrusted its voice to yours: you can cast for it.")
        ),
    ),
    Kind(
        # The seat no longer says who held it: only the scope does, and whom it concerns was asked by that.
        "decision-taken-back",
        audience.of_scope,
        _freed_seats,
        _open_seats(lambda _visitor: Q()),
        _of_seat(lambda _seat: _("An organisation took back the voice that it had entrusted to yours.")),
    ),
    Kind(
        "decision-lapsed",
        audience.of_scope,
        _freed_seats,
        _open_seats(lambda visitor: Q(member__in=visitor.members)),
        _of_seat(
            lambda _seat: _("Who held your organisation’s voice cannot vote any more: vote yourselves.")
        ),
    ),
)

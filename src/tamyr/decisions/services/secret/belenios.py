"""An election held on a Belenios server: which one it is, said while people vote; its ballots, brought here by two persons."""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamyr.decisions.logic.belenios import check_election, read_rankings
from tamyr.decisions.models import Decision, SeatState, Stage, election_of
from tamyr.decisions.queries.secret import waits_for_belenios
from tamyr.decisions.rules import may_keep_elections
from tamyr.decisions.services.preparing import check_keeper
from tamyr.decisions.services.two_persons import ActOnDecision, propose_act
from tamyr.network.models import Visitor
from tamyr.network.rules import MayNot
from tamyr.network.services.two_persons.asking import visitor_with
from tamyr.procedures.services import NotNow, locked
from tamyr.safety.models import Proposal
from tamyr.safety.rules import ProposalWords, two_persons
from tamyr.safety.services import record_act

BRING = "decisions.belenios"


@transaction.atomic
def name_election(*, decision: Decision, fingerprint: str, actor: UUID, at: datetime) -> None:
    """Say which election on Belenios it is, once, for all members to compare."""
    standing = locked(decision, Stage.OPEN)
    check_keeper(standing, actor, at)
    election = election_of(standing)
    # Named once: what members compared yesterday must not be another tomorrow.
    if election is None or election.by_codes or election.belenios not in ("", fingerprint):
        raise NotNow(standing)
    election.belenios = fingerprint
    election.save()
    details: dict[str, str | int | bool | None] = {"fingerprint": fingerprint}
    record_act(act="decision.on_belenios", actor=actor, about=standing, at=at, details=details)


@transaction.atomic
def propose_ballots(*, decision: Decision, election_file: str, result_file: str, by: Visitor) -> Proposal:
    """Propose the ballots that Belenios published; raise ``Refusal`` with the place where the files are not of this election."""
    standing = locked(decision, Stage.CLOSED)
    election = election_of(standing)
    if by.person is None or not may_keep_elections(visitor_with(by.person.pk, by.at)):
        raise MayNot
    if election is None or not waits_for_belenios(standing) or not election.belenios:
        raise NotNow(standing)
    options = list(standing.options.all())
    # As the question was taken there: in the language that holds, and not in that of who brings the ballots.
    titles = [option.title_ru if standing.authoritative == "ru" else option.title_en for option in options]
    check_election(election_file, titles, election.belenios)
    # Inactive ones too: they may vote all the same.
    voters = standing.seats.exclude(state=SeatState.RECUSED).count()
    found = read_rankings(result_file, [option.code for option in options], most=voters)
    asked = {"choices": list(found.choices), "invalid": found.invalid}
    return propose_act(kind=BRING, decision=standing, by=by, asked=asked)


@two_persons(BRING)
class Ballots(ActOnDecision):
    stages = (Stage.CLOSED,)

    def fits(self, decision: Decision, at: datetime) -> bool:
        return decision.stage == Stage.CLOSED and waits_for_belenios(decision)

    def in_words(self, decision: Decision, proposal: Proposal, words: Mapping[str, str]) -> ProposalWords:
        asked, election = json.loads(proposal.payload), election_of(decision)
        number = len(asked["choices"])
        return ProposalWords(
            title=_("Ballots from Belenios: %(question)s") % words,
            sentence=_("%(name)s brought them. Compare with the page of the election on Belenios.") % words,
            facts=(
                (_("Ballots"), ngettext("%(count)d ballot", "%(count)d ballots", number) % {"count": number}),
                (_("Of these invalid there, blank here"), str(asked["invalid"])),
                (_("Fingerprint"), election.belenios if election else ""),
            ),
            approve=_("They are counted at once, and the result is announced."),
            done=_("Agreed: the ballots are being counted."),
        )

    def do(self, standing: Decision, proposal: Proposal, by: UUID, at: datetime) -> None:
        election, asked = election_of(standing), json.loads(proposal.payload)
        assert election is not None
        # What the second was shown, and not the files again: they could be others by now.
        election.raw = json.dumps(asked["choices"])
        election.save()
        details: dict[str, str | int | bool | None] = {
            "number": len(asked["choices"]),
            "invalid": asked["invalid"],
        }
        record_act(act="decision.ballots_brought", actor=by, about=standing, at=at, details=details)

"""Who answers letters: named, and taken off, by two coordinators; the one named may refuse, and step down at any time."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tamyr.accounts.models import Person
from tamyr.network.models import Country, Visitor
from tamyr.network.queries.people import people_visible_to
from tamyr.network.rules import MayNot, is_coordinator
from tamyr.network.services.invitations import announce_proposal
from tamyr.network.services.two_persons.asking import person_of, proposer_for, visitor_with
from tamyr.notices.services import announce
from tamyr.protection.models import Responder
from tamyr.protection.queries.keys import live_in_one_country, responders_today
from tamyr.protection.rules import may_name_responders
from tamyr.protection.services.letters.keys import end_responder
from tamyr.safety.logic.sealing.texts import MOST_KEYS
from tamyr.safety.models import Proposal
from tamyr.safety.rules import Kind, ProposalWords, two_persons
from tamyr.safety.services import record_act
from tamyr.safety.services.proposals import hold_rows, propose

NAMING, TAKING_OFF = "protection.name-responder", "protection.take-off-responder"
# A letter has room for so many keys: the shared one and the writer's own among them.
MOST_RESPONDERS = MOST_KEYS // 2
ONE_COUNTRY = gettext_lazy(
    "All who answer letters would live in one country, where one raid or one court reaches them all. Name somebody from "
    "another country first."
)


@transaction.atomic
def propose_responder(*, person: Person, country: Country, by: Visitor) -> Proposal:
    """Propose that a person receive letters; another coordinator confirms it, and they are told."""
    if not may_name_responders(by) or not people_visible_to(by).filter(pk=person.pk).exists():
        raise MayNot
    if responders_today().filter(person=person).exists():
        raise MayNot(_("This person answers letters already."))
    if responders_today().count() >= MOST_RESPONDERS:
        raise MayNot(_("So many people answer letters that no more can be added."))
    if live_in_one_country(responders_today(), country=country.pk):
        raise MayNot(str(ONE_COUNTRY))
    return _proposed(NAMING, person, by, country=country.pk)


@transaction.atomic
def propose_to_take_off(*, responder: Responder, by: Visitor) -> Proposal:
    """Propose that somebody receive no letters any more; another coordinator confirms it."""
    if not may_name_responders(by):
        raise MayNot
    return _proposed(TAKING_OFF, responder.person, by)


def _proposed(kind: str, person: Person, by: Visitor, **asked: str) -> Proposal:
    # Held, so that of two proposals about one person at once the second finds the first.
    locked = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    made = propose(key=uuid4(), kind=kind, about=locked, by=by.actor, at=by.at, asked=asked)
    announce_proposal(made, actor=by.actor, at=by.at)
    return made


def why_no_second(proposal: Proposal, person: UUID, at: datetime) -> str:
    """Say why somebody is not the second of two coordinators."""
    if not is_coordinator(visitor_with(person, at)):
        return _("Two coordinators decide who answers letters.")
    if proposal.proposed_by is None or not is_coordinator(visitor_with(proposal.proposed_by, at)):
        return _("Who proposed this may no longer do so.")
    return ""


class ResponderKind(Kind):
    """What two coordinators decide of one who answers letters, or is to; they themselves are told."""

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        named, reader = person_of(proposal), visitor_with(person, at)
        if named is None or not (is_coordinator(reader) or named.pk == person):
            return None
        words = {"name": named.shown_name, "maker": proposer_for(reader, proposal)}
        title, approve, done = self.words(words)
        return ProposalWords(
            title=title,
            sentence=_("%(maker)s proposes it. It takes the word of another coordinator.") % words,
            facts=[(_("Proposed by"), words["maker"]), *self.facts(proposal)],
            approve=approve,
            done=done,
            is_mine=named.pk == person,
        )

    def facts(self, proposal: Proposal) -> list[tuple[str, str]]:
        return []

    def words(self, words: dict[str, str]) -> tuple[str, str, str]:
        """Return the title, what to think of before agreeing, and what holds afterwards."""
        raise NotImplementedError

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        return why_no_second(proposal, person, at)


@two_persons(NAMING)
class Naming(ResponderKind):
    """Somebody is to receive letters and to answer them."""

    def facts(self, proposal: Proposal) -> list[tuple[str, str]]:
        country = proposal.asked.get("country")
        return [(_("Lives in"), Country(pk=country).name)] if country else []

    def stands(self, proposal: Proposal, at: datetime) -> bool:
        person = person_of(proposal)
        named = responders_today().filter(person=person)
        return proposal.waits_at(at) and person is not None and not named.exists()

    def words(self, words: dict[str, str]) -> tuple[str, str, str]:
        return (
            _("%(name)s is to answer letters") % words,
            _(
                "They will read what people in trouble write. Ask whether they want it, have time for it, and "
                "are as safe as can be where they live."
            ),
            _("Agreed: they can make a key now. Letters are sealed to it from then on."),
        )

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        if str(person) == proposal.about_key:
            return _("This is about you: you can refuse it, and another coordinator decides.")
        if live_in_one_country(responders_today(), country=proposal.asked.get("country")):
            return str(ONE_COUNTRY)
        return super().why_not(proposal, person, at)

    def may_refuse(self, proposal: Proposal, person: UUID, at: datetime) -> bool:
        return str(person) == proposal.about_key or not why_no_second(proposal, person, at)

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        named = person_of(proposal)
        assert named is not None
        country = proposal.asked.get("country")
        responder = Responder.objects.create(person=named, country_id=country, named_at=at)
        record_act(act="responder.named", actor=by, about=responder, at=at)
        announce(kind="responder-named", about=responder, actor=by, at=at)


@two_persons(TAKING_OFF)
class TakingOff(ResponderKind):
    """Somebody is to receive no letters any more."""

    # No ``why_not`` keeps the last two or the last other country: taking somebody off may be urgent, and with
    # fewer than two keys the form closes by itself.
    def stands(self, proposal: Proposal, at: datetime) -> bool:
        named = Responder.objects.filter(person_id=proposal.about_key, ended_at=None)
        return proposal.waits_at(at) and named.exists()

    def words(self, words: dict[str, str]) -> tuple[str, str, str]:
        return (
            _("%(name)s is to answer no letters any more") % words,
            _("New letters are then sealed without their key. With fewer than two, none can be written."),
            _("Agreed: no letter is sealed to their key from now on."),
        )

    def hold(self, proposal: Proposal) -> None:
        named = Responder.objects.filter(person_id=proposal.about_key)
        hold_rows(Responder, *named.values_list("pk", flat=True))

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        responder = Responder.objects.select_for_update(no_key=True).get(
            person_id=proposal.about_key, ended_at=None
        )
        end_responder(responder, at=at)
        record_act(act="responder.taken_off", actor=by, about=responder, at=at)

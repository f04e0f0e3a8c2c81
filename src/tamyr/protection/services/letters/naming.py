"""Who answers letters: named, and taken off, by two coordinators; the one named may refuse, and step down at any time."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.accounts.models import Person
from tamyr.network.models import Visitor
from tamyr.network.queries.people import people_visible_to
from tamyr.network.rules import MayNot, is_coordinator
from tamyr.network.services.invitations import announce_proposal
from tamyr.network.services.two_persons.asking import proposer_for, visitor_with
from tamyr.notices.services import announce
from tamyr.protection.models import Responder
from tamyr.protection.queries.keys import responders_today
from tamyr.protection.rules import may_name_responders
from tamyr.protection.services.letters.keys import end_responder
from tamyr.safety.logic.sealing.texts import MOST_KEYS
from tamyr.safety.models import Proposal
from tamyr.safety.rules import Kind, Told, two_persons
from tamyr.safety.services import record_act
from tamyr.safety.services.proposals import propose

NAMING, TAKING_OFF = "protection.name-responder", "protection.take-off-responder"
# A letter has room for so many keys: the shared one and the writer's own among them.
MOST_RESPONDERS = MOST_KEYS // 2


@transaction.atomic
def propose_responder(*, person: Person, by: Visitor) -> Proposal:
    """Propose that a person receive letters; another coordinator confirms it, and they are told."""
    if not may_name_responders(by) or not people_visible_to(by).filter(pk=person.pk).exists():
        raise MayNot
    if responders_today().filter(person=person).exists():
        raise MayNot(_("This person answers letters already."))
    if responders_today().count() >= MOST_RESPONDERS:
        raise MayNot(_("So many people answer letters that no more can be added."))
    return _proposed(NAMING, person, by)


@transaction.atomic
def propose_to_take_off(*, responder: Responder, by: Visitor) -> Proposal:
    """Propose that somebody receive no letters any more; another coordinator confirms it."""
    if not may_name_responders(by):
        raise MayNot
    return _proposed(TAKING_OFF, responder.person, by)


def _proposed(kind: str, person: Person, by: Visitor) -> Proposal:
    locked = Person.objects.select_for_update().get(pk=person.pk)
    made = propose(key=uuid4(), kind=kind, about=locked, by=by.actor, at=by.at)
    announce_proposal(made, actor=by.actor, at=by.at)
    return made


def person_of(proposal: Proposal) -> Person | None:
    return Person.objects.filter(pk=proposal.about_key, is_active=True).first()


def why_no_second(proposal: Proposal, person: UUID, at: datetime) -> str:
    """Say why somebody is not the second of two coordinators."""
    if not is_coordinator(visitor_with(person, at)):
        return _("Two coordinators decide who answers letters.")
    if proposal.proposed_by is None or not is_coordinator(visitor_with(proposal.proposed_by, at)):
        return _("Who proposed this may no longer do so.")
    return ""


@two_persons(NAMING)
class Naming(Kind):
    """Somebody is to receive letters and to answer them."""

    def stands(self, proposal: Proposal, at: datetime) -> bool:
        person = person_of(proposal)
        named = responders_today().filter(person=person)
        return proposal.waits_at(at) and person is not None and not named.exists()

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> Told | None:
        named, reader = person_of(proposal), visitor_with(person, at)
        if named is None or not (is_coordinator(reader) or named.pk == person):
            return None
        words = {"name": named.shown_name, "maker": proposer_for(reader, proposal)}
        return Told(
            title=_("%(name)s is to answer letters") % words,
            sentence=_("%(maker)s proposes it. It takes the word of another coordinator.") % words,
            facts=[(_("Proposed by"), words["maker"])],
            approve=_(
                "They will read what people in trouble write. Ask whether they want it, have time for it, and "
                "are as safe as can be where they live."
            ),
            done=_("Agreed: they can make a key now. Letters are sealed to it from then on."),
            is_mine=named.pk == person,
        )

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        named = person_of(proposal)
        if named is not None and named.pk == person:
            return _("This is about you: you can refuse it, and another coordinator decides.")
        return why_no_second(proposal, person, at)

    def may_refuse(self, proposal: Proposal, person: UUID, at: datetime) -> bool:
        named = person_of(proposal)
        is_themselves = named is not None and named.pk == person
        return is_themselves or not why_no_second(proposal, person, at)

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        named = person_of(proposal)
        assert named is not None
        responder = Responder.objects.create(person=named, named_at=at)
        record_act(act="responder.named", actor=by, about=responder, at=at)
        announce(kind="responder-named", about=responder, actor=by, at=at)


@two_persons(TAKING_OFF)
class TakingOff(Kind):
    """Somebody is to receive no letters any more."""

    def stands(self, proposal: Proposal, at: datetime) -> bool:
        named = Responder.objects.filter(person_id=proposal.about_key, ended_at=None)
        return proposal.waits_at(at) and named.exists()

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> Told | None:
        named, reader = person_of(proposal), visitor_with(person, at)
        if named is None or not (is_coordinator(reader) or named.pk == person):
            return None
        words = {"name": named.shown_name, "maker": proposer_for(reader, proposal)}
        return Told(
            title=_("%(name)s is to answer no letters any more") % words,
            sentence=_("%(maker)s proposes it. It takes the word of another coordinator.") % words,
            facts=[(_("Proposed by"), words["maker"])],
            approve=_(
                "New letters are then sealed without their key. With fewer than two, none can be written."
            ),
            done=_("Agreed: no letter is sealed to their key from now on."),
            is_mine=named.pk == person,
        )

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        return why_no_second(proposal, person, at)

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        responder = Responder.objects.select_for_update().get(person_id=proposal.about_key, ended_at=None)
        end_responder(responder, at=at)
        record_act(act="responder.taken_off", actor=by, about=responder, at=at)

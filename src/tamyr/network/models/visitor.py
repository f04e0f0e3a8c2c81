from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tamyr.accounts.models import Person
from tamyr.network.models.people import Mandate, Role


@dataclass(frozen=True)
class Visitor:
    """Everything rules and queries may know of the one who asks, as it stands at ``at``.

    A mandate that ended yesterday is not among ``mandates``, though its holder is still signed in.
    """

    at: datetime
    person: Person | None = None
    mandates: tuple[Mandate, ...] = ()
    roles: frozenset[str] = frozenset()
    circles: frozenset[UUID] = frozenset()

    @property
    def on(self) -> date:
        # Of the moment's own zone, which is UTC where the clock gives it: a mandate ends for all at one
        # moment.
        return self.at.date()

    @property
    def actor(self) -> UUID | None:
        """Whose act a line of the audit chain names."""
        return self.person.pk if self.person else None

    @property
    def by(self) -> dict[str, Any]:
        """Who does an act, and when: what every service is told."""
        return {"actor": self.actor, "at": self.at}

    @property
    def members(self) -> frozenset[UUID]:
        """The members for which this person acts now."""
        return frozenset(mandate.member_id for mandate in self.mandates)

    @property
    def is_in_network(self) -> bool:
        """Whether the network's own level is open to them: guests and former delegates are outside."""
        # A seat in a circle is enough, without any member: so a guest
        # who was added to one reads what the network reads.
        return bool(self.mandates or self.circles or self.roles & {Role.COORDINATOR, Role.EDITOR})

    @property
    def is_coordinator(self) -> bool:
        return Role.COORDINATOR in self.roles

    @property
    def is_editor(self) -> bool:
        return Role.EDITOR in self.roles

    def acts_for(self, member_id: UUID) -> bool:
        return member_id in self.members

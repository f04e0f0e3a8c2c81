from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.network.models import Role, RoleGrant

READS_OF = _("An editor who neither wrote nor submitted the page reads it.")
GROUP = "Editors"


def holds_editing(person: Person, day: date) -> bool:
    """Say whether somebody edits the network's pages on a day: asked at every act, never remembered."""
    if not person.is_active or person.pk is None:
        return False
    # On its last day itself a role holds no more.
    holds = Q(until_on__isnull=True) | Q(until_on__gt=day)
    return RoleGrant.objects.filter(holds, person=person, role=Role.EDITOR, from_on__lte=day).exists()

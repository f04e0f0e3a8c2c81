from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.network.models import Role, RoleGrant

READS_OF = _("An editor who neither wrote nor submitted the page reads it.")
GROUP = "Editors"


def holds_editing(person: Person) -> bool:
    """Say whether somebody edits the network's pages today: asked at every act, never remembered."""
    if not person.is_active or person.pk is None:
        return False
    day = timezone.now().date()
    holds = Q(until_on__isnull=True) | Q(until_on__gt=day)
    return RoleGrant.objects.filter(holds, person=person, role=Role.EDITOR, from_on__lte=day).exists()

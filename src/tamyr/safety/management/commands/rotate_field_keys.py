from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from tamyr.safety.models.encrypted import key_ring
from tamyr.safety.services.keys import rotate_field_keys


class Command(BaseCommand):
    help = "Write every encrypted field anew with the first key of the key file; the others may go then."

    def handle(self, **_options: Any) -> None:
        written = rotate_field_keys(at=timezone.now())
        self.stdout.write(
            _("%(count)s texts written anew with the key %(key)s. Texts of other keys are left: none.")
            % {"count": written, "key": key_ring().current}
        )

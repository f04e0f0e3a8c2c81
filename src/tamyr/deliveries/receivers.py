"""To forget in time."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from tamyr.deliveries.services.expiry import what_runs_out
from tamyr.safety.services.expiry import Forget
from tamyr.safety.signals import forgetting


@receiver(forgetting)
def forget(at: datetime, **_signal: Any) -> dict[str, Forget]:
    return what_runs_out(at=at)

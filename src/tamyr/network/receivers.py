"""What safety asks of every room: to forget in time."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from tamyr.network.services.expiry import forget_what_ran_out
from tamyr.safety.signals import forgetting


@receiver(forgetting)
def forget(at: datetime, **_signal: Any) -> dict[str, int]:
    return forget_what_ran_out(at=at)

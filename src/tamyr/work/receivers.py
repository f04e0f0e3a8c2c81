"""What safety asks of every room: to forget in time."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from tamyr.safety.services.expiry import Forget
from tamyr.safety.signals import forgetting
from tamyr.work.services.queue import finished


@receiver(forgetting)
def forget(at: datetime, **_signal: Any) -> dict[str, Forget]:
    return {"work": lambda faults: faults.delete("work", finished(at=at))}

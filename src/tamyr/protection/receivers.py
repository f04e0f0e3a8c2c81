"""What safety asks of every room: to forget in time; and what the example network has of this one."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from tamyr.network.signals import example_loaded
from tamyr.protection.services import expiry
from tamyr.protection.services.example import name_example_contacts
from tamyr.protection.services.letters import expiry as letters_expiry
from tamyr.safety.services.expiry import Forget
from tamyr.safety.signals import forgetting


@receiver(forgetting)
def forget(at: datetime, **_signal: Any) -> dict[str, Forget]:
    return {**expiry.what_runs_out(at=at), **letters_expiry.what_runs_out(at=at)}


@receiver(example_loaded)
def name_contacts(at: datetime, **_signal: Any) -> None:
    name_example_contacts(at=at)

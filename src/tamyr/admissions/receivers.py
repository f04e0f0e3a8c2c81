"""To forget in time, and to take part in the example network."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from tamyr.admissions.services.example import run_example_admissions
from tamyr.admissions.services.expiry import what_runs_out
from tamyr.network.signals import example_loaded
from tamyr.safety.services.expiry import Forget
from tamyr.safety.signals import forgetting


@receiver(forgetting)
def forget(at: datetime, **_signal: Any) -> dict[str, Forget]:
    return what_runs_out(at=at)


@receiver(example_loaded)
def run_examples(at: datetime, **_signal: Any) -> None:
    run_example_admissions(at=at)

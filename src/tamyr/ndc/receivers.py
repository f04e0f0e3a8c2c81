"""To take part in the example network, and to forget in time."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from tamyr.ndc.services.example import run_example_submission
from tamyr.ndc.services.expiry import what_runs_out
from tamyr.network.signals import example_loaded
from tamyr.safety.services.expiry import Forget
from tamyr.safety.signals import forgetting


@receiver(example_loaded)
def run_example(at: datetime, **_signal: Any) -> None:
    run_example_submission(at=at)


@receiver(forgetting)
def forget(at: datetime, **_signal: Any) -> dict[str, Forget]:
    return what_runs_out(at=at)

"""To take part in the example network."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from tamyr.ndc.services.example import run_example_submission
from tamyr.network.signals import example_loaded


@receiver(example_loaded)
def run_example(at: datetime, **_signal: Any) -> None:
    run_example_submission(at=at)

"""To take part in the example network."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from tamyr.consultations.services.example import run_example_consultations
from tamyr.network.signals import example_loaded


@receiver(example_loaded)
def run_examples(at: datetime, **_signal: Any) -> None:
    run_example_consultations(at=at)

"""To take part in the example network."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from tamyr.network.signals import example_loaded
from tamyr.positions.services.example import run_example_positions


@receiver(example_loaded)
def run_examples(at: datetime, **_signal: Any) -> None:
    run_example_positions(at=at)

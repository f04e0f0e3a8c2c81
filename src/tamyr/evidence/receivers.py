from datetime import datetime
from typing import Any

from tamyr.evidence.services import add_example_judgement
from tamyr.network.signals import example_loaded


def connect() -> None:
    example_loaded.connect(example_network_loaded)


def example_network_loaded(at: datetime, **_rest: Any) -> None:
    add_example_judgement(at=at)

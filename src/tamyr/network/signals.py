"""What this room announces: the example network was loaded, so that later rooms add theirs."""

from django.dispatch import Signal

example_loaded = Signal()

"""What this room announces: a page went live or was taken back, and who did it."""

from django.dispatch import Signal

went_live = Signal()
taken_back = Signal()

from django.db import models
from django.utils.translation import gettext_lazy as _

from tamyr.decisions.models.decisions import Decision


class Fault(models.TextChoices):
    """Why a decision cannot be counted, as whoever keeps it is told."""

    CHANGED = (
        "changed",
        _(
            "It cannot be counted: what was fixed at its opening does not stand as it did. Nothing is announced; "
            "two persons may annul it."
        ),
    )
    UNREADABLE = (
        "unreadable",
        _(
            "It cannot be counted: something in it does not open, as the site lacks a key. The site tries again by "
            "itself."
        ),
    )
    OTHER = (
        "other",
        _(
            "It cannot be counted. Whoever runs the server finds the fault in its log; the site tries again by itself."
        ),
    )


class Uncounted(models.Model):
    """A decision that could not be counted or announced after its close: by which fault, and when it is tried again.

    A table of its own: a column more would mean all guards of decisions anew.
    """

    decision = models.OneToOneField(
        Decision, on_delete=models.CASCADE, primary_key=True, related_name="uncounted"
    )
    # A code, and nothing of what the exception says: that may hold somebody’s words.
    fault = models.CharField(max_length=10, choices=Fault.choices)
    tries = models.PositiveIntegerField(default=0)
    again_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.decision_id} {self.fault}"

from django.db import models

from tamyr.decisions.models.decisions import Decision


class Uncounted(models.Model):
    """A decision that could not be counted or announced after its close: by which fault, and when it is tried again.

    A table of its own: a column more would mean all guards of decisions anew.
    """

    decision = models.OneToOneField(
        Decision, on_delete=models.CASCADE, primary_key=True, related_name="uncounted"
    )
    fault = models.CharField(max_length=60)
    tries = models.PositiveIntegerField(default=0)
    again_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.decision_id} {self.fault}"

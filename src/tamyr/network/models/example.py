from django.db import models


class ExampleRow(models.Model):
    """A row that belongs to the example network, so that removing the example takes nothing else."""

    label = models.CharField(max_length=80)
    key = models.CharField(max_length=64)

    class Meta:
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=("label", "key"), name="one_example_mark_per_row"),)

    def __str__(self) -> str:
        return f"{self.label}:{self.key}"

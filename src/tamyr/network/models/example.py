from django.db import models


class ExampleRow(models.Model):
    """A row that belongs to the example network, so that removing the example takes nothing else."""

    label = models.CharField(max_length=80)
    # As text: rows of different models have keys of different kinds.
    key = models.CharField(max_length=64)

    class Meta:
        # The last made first, in which order they are removed: what stands on another row was made after it.
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=("label", "key"), name="one_example_mark_per_row"),)

    def __str__(self) -> str:
        return f"{self.label}:{self.key}"

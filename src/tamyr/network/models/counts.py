from django.db import models


class SaidCount(models.Model):
    """How many members the public was told of for a quarter: said once, it stays said."""

    quarter_on = models.DateField(primary_key=True)
    counted = models.PositiveIntegerField()

    class Meta:
        ordering = ("quarter_on",)

    def __str__(self) -> str:
        return self.quarter_on.isoformat()

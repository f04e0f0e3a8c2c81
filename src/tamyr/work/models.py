from typing import Any, TypeAlias

from django.db import models
from django_tasks_db.models import DBTaskResult

# A piece of work, as the library keeps it.
Row: TypeAlias = DBTaskResult[..., Any]


class Recurrence(models.Model):
    """When one kind of work that recurs was done, and when it is due: one row each, locked while it is asked."""

    name = models.CharField(max_length=200, primary_key=True)
    next_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name

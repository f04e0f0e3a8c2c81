"""The one row that an address means, or no such page."""

from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Manager, Model, QuerySet
from django.http import Http404

Row = TypeVar("Row", bound=Model)


def one_or_404(rows: "type[Row] | QuerySet[Row] | Manager[Row]", **asked: Any) -> Row:
    """Return the one row asked for. Django's own shortcut names the model, in English, to whoever asked."""
    found = rows._default_manager if isinstance(rows, type) else rows
    try:
        return found.get(**asked)
    except ObjectDoesNotExist:
        raise Http404 from None

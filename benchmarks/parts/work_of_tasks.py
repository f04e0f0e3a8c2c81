"""Nothing to run: the work that ``benchmarks/tasks.py`` has done, nothing at all and one row written."""

from django.utils.functional import lazystr

from tamyr.safety.models import AuditHead
from tamyr.shared.background import background


@background(lazystr("Nothing"))
def nothing() -> None:
    pass


@background(lazystr("One row"))
def one_row() -> None:
    AuditHead.objects.update_or_create(pk=1, defaults={"n": 1})

"""Pages of lists that may be long: what a page costs does not follow from how long they are."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


class NearPages(Paginator[Any]):
    """Pages of a long list, counted no farther than some beyond the one that is asked for: the last one is not named then.

    What stands on a page is found by keys alone, which an index holds; ``whole`` is asked for its rows.
    """

    AHEAD = 10

    def __init__(
        self, rows: QuerySet[Any], per_page: int, asked: int, whole: Callable[[QuerySet[Any]], QuerySet[Any]]
    ) -> None:
        super().__init__(rows, per_page)
        self.rows, self.whole, self.most = rows, whole, (asked + self.AHEAD) * per_page

    @cached_property
    def count(self) -> int:
        return self.rows.values("pk")[: self.most + 1].count()

    def page(self, number: int | str) -> Page[Any]:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        keys = list(self.rows.values_list("pk", flat=True)[first : first + self.per_page])
        # Of the same rows again: what its reader may no longer see by now is not drawn.
        found = self.whole(self.rows.filter(pk__in=keys)).in_bulk()
        return Page([found[key] for key in keys if key in found], number, self)

    def get_elided_page_range(self, *given: Any, **named: Any) -> Iterator[int | str]:
        known = list(super().get_elided_page_range(*given, **named))
        return iter(known[:-1] if self.count > self.most else known)

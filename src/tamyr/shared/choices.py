"""Addresses: where ours begin, what one may choose from a list, and the answer to one that asks for something else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

View = Callable[..., HttpResponseBase]
Row = TypeVar("Row", bound=Model)
LONGEST_SHOWN, LONGEST_PAGE_NUMBER = 40, 5


def origin_of(request: HttpRequest) -> str:
    """Return the site's public address without a path."""
    return str(settings.SITE_URL) or f"{request.scheme}://{request.get_host()}"


class UnknownChoice(Exception):
    """An address asks for something that is not offered; ``place`` is its word of the address, where that is told."""

    def __init__(self, value: str, place: str = "") -> None:
        self.value, self.place = value[:LONGEST_SHOWN], place
        super().__init__(self.value)

    def as_missing(self) -> Http404:
        if self.place:
            words = {"value": self.value, "place": self.place}
            return Http404(_("There is no “%(value)s” to choose as “%(place)s” here.") % words)
        return Http404(_("There is no “%(value)s” to choose here.") % {"value": self.value})


@dataclass(frozen=True)
class Select:
    """A choice from a list, as the form above the list offers it."""

    name: str
    label: str
    chosen: str
    options: list[tuple[str, str]]


def narrowed_to(offered: Iterable[Select]) -> str:
    """Say what a list is narrowed to: Kazakhstan, clean air; nothing where it is whole."""
    return ", ".join(dict(select.options)[select.chosen] for select in offered if select.chosen)


def query_of(choice: Any, *names: str) -> str:
    """Return the part of an address after the ``?`` for a choice, without its page; ``names``: of these alone."""
    asked = names or [field.name for field in fields(choice) if field.name != "page"]
    chosen = {name: getattr(choice, name) for name in asked}
    return urlencode({name: value for name, value in chosen.items() if value})


def known_choice(view: View) -> View:
    """Answer 404 to an address that asks for what is not offered."""

    @wraps(view)
    def answer(request: HttpRequest, **given: Any) -> HttpResponseBase:
        try:
            return view(request, **given)
        except UnknownChoice as error:
            raise error.as_missing() from None

    return answer


def one_of(value: str, known: Any, place: str = "") -> str:
    """Return a value that is offered, or nothing where nothing was chosen."""
    if value and value not in known:
        raise UnknownChoice(value, place)
    return value


def page_number(value: str, place: str = "") -> int:
    # isdigit alone lets ² pass, which is no number to int.
    if not value.isascii() or not value.isdigit() or len(value) > LONGEST_PAGE_NUMBER:
        raise UnknownChoice(value, place)
    return max(1, int(value))


def one_or_404(rows: "QuerySet[Row]", **asked: Any) -> Row:
    """Return the one row that an address means. Django's own shortcut names its model in English."""
    found = rows.filter(**asked).first()
    if found is None:
        raise Http404
    return found

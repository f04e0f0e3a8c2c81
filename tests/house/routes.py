"""Every address of the site, from Django's own resolver; its languages count as one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

from tests.house.cast import Cast

LANGUAGE = "<language>/"


@dataclass(frozen=True)
class Route:
    """``pattern`` as in urls.py; ``pieces`` in turn plain text and arguments."""

    pattern: str
    view: object

    @property
    def module(self) -> str:
        return str(getattr(self.view, "__module__", ""))

    def address(self, cast: Cast, language: str = "en") -> str:
        """Return an address of this route, with the cast's example for each argument."""
        address, known, rest = "", "", self.pattern.removeprefix(LANGUAGE)
        while "<" in rest:
            plain, _, rest = rest.partition("<")
            argument, _, rest = rest.partition(">")
            known += f"{plain}<{argument}>"
            if known not in cast.examples:
                raise LookupError(f"{known!r} has no example: add one to examples in tests/house/cast.py")
            address += plain + str(cast.examples[known])
        address += rest
        return f"/{language}/{address}" if self.pattern.startswith(LANGUAGE) else f"/{address}"


@cache
def routes() -> tuple[Route, ...]:
    return tuple(sorted(_walk(get_resolver(), ""), key=lambda route: route.pattern))


def _walk(resolver: URLResolver, before: str) -> Iterator[Route]:
    for item in resolver.url_patterns:
        is_language = isinstance(item.pattern, LocalePrefixPattern)
        pattern = before + (LANGUAGE if is_language else str(item.pattern))
        if isinstance(item, URLResolver):
            yield from _walk(item, pattern)
        elif isinstance(item, URLPattern):
            yield Route(pattern, item.callback)


def ours() -> list[Route]:
    return [route for route in routes() if route.module.startswith("tamyr.")]


def of_other_makers() -> list[Route]:
    return [route for route in routes() if not route.module.startswith("tamyr.")]


def made_up_address(route: Route) -> str:
    """Return an address of another maker's route with any argument: it is only asked whether it opens."""
    plain = re.sub(r"\(\?P<\w+>.*?\)|<(int|path|str|slug|uuid):\w+>|\.\*", _made_up, route.pattern)
    return "/" + re.sub(r"[\^$\\]", "", plain)


def _made_up(argument: re.Match[str]) -> str:
    return {"slug": "x", "str": "x", "path": "x", "uuid": str(UUID(int=1))}.get(argument[1] or "", "1")

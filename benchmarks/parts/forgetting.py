"""A middleware that makes every request the first of its process, for ``benchmarks/pages.py``.

It empties what a process holds of figures and pages: every ``lru_cache`` of the science and of the
rooms, and the cache in its memory. What it knows of its own program since its start stays: modules,
templates, translations of the site, and which release it is.
"""

import sys
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.cache import cache as in_memory
from django.http import HttpRequest, HttpResponse

from climate_pathways.charts.drawing import renderer
from tamyr.ui.logic.release import release

Answer = Callable[[HttpRequest], HttpResponse]
STAYS: tuple[Any, ...] = (release, renderer)


@cache
def held() -> list[Any]:
    """Return every function that keeps its answers."""
    import_module(settings.ROOT_URLCONF)
    ours = [
        module for name, module in sys.modules.items() if name.startswith(("tamyr.", "climate_pathways."))
    ]
    keeping = {id(value): value for module in ours for value in vars(module).values() if is_keeping(value)}
    return [function for function in keeping.values() if function not in STAYS]


def is_keeping(value: object) -> bool:
    return hasattr(value, "cache_clear") and str(getattr(value, "__module__", "")).startswith(
        ("tamyr.", "climate_pathways.")
    )


def forget(answer: Answer) -> Answer:
    def forgetful(request: HttpRequest) -> HttpResponse:
        for function in held():
            function.cache_clear()
        in_memory.clear()
        return answer(request)

    return forgetful

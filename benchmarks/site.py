"""The site's own settings with a bare view beside its pages, for ``benchmarks/pages.py``.

``BENCHMARK_KEPT`` says what a page may be answered from: finished ``pages``; ``parts`` that
a process holds in memory; or nothing but the ``drawings`` on disk.
"""

import os

from tamyr.config.settings.base import *  # noqa: F403
from tamyr.config.settings.base import MIDDLEWARE as SITE_MIDDLEWARE

ROOT_URLCONF = "benchmarks.site_urls"
KEPT = os.environ.get("BENCHMARK_KEPT", "pages")
if KEPT != "pages":
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
if KEPT == "drawings":
    MIDDLEWARE = [*SITE_MIDDLEWARE, "benchmarks.forgetting.forget_parts"]

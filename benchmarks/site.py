"""The site's own settings with a bare view beside its pages, for ``benchmarks/pages.py``.

``BENCHMARK_PAGE_CACHE=0`` turns the cache of finished pages off.
"""

import os

from tamyr.config.settings.base import *  # noqa: F403

ROOT_URLCONF = "benchmarks.site_urls"
if os.environ.get("BENCHMARK_PAGE_CACHE") == "0":
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

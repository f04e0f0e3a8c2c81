"""The site's own settings with a bare view beside its pages, for ``benchmarks/pages.py``.

``BENCHMARK_KEPT`` says what a page may be answered from: finished ``pages``; ``parts`` that
a process holds in memory, the page cache being off; or what is ``shared`` on disk and outlives it.
"""

import logging
import os

from tamyr.config.settings.base import *  # noqa: F403
from tamyr.config.settings.base import CACHES as SITE_CACHES
from tamyr.config.settings.base import MIDDLEWARE as SITE_MIDDLEWARE

# That a busy site asks to come back is measured, not news.
logging.getLogger("django.request").disabled = True
ROOT_URLCONF = "benchmarks.parts.site_urls"
KEPT = os.environ.get("BENCHMARK_KEPT", "pages")
if KEPT == "parts":
    CACHES = {**SITE_CACHES, "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
if KEPT == "shared":
    MIDDLEWARE = ["benchmarks.parts.forgetting.forget", *SITE_MIDDLEWARE]

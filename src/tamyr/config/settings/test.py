"""Settings of the tests: nothing a person set for their own site reaches them, except DATABASE_URL."""

import os
import tempfile

for variable in [name for name in os.environ if name.startswith("TAMYR_") or name == "PORT"]:
    del os.environ[variable]
os.environ["TAMYR_SECRET_KEY"] = "known-to-everybody-" * 3
os.environ["TAMYR_DATA_DIR"] = tempfile.mkdtemp(prefix="tamyr-test-")

from tamyr.config.settings.base import *  # noqa: E402, F403

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

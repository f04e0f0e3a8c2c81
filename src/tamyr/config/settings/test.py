"""Settings of the tests: nothing a person set for their own site reaches them, except DATABASE_URL."""

import gc
import os
import tempfile
from hashlib import sha256

# As ``config.loading`` does for a site: nothing that is loaded goes away again (conftest.py looks from then on).
gc.disable()
for variable in [name for name in os.environ if name.startswith("TAMYR_") or name == "PORT"]:
    del os.environ[variable]
os.environ["TAMYR_SECRET_KEY"] = "known-to-everybody-" * 3
# Known as well, so that every process of a run can read what another one encrypted.
os.environ["TAMYR_FIELD_KEYS"] = "k1 " + "known-to-everybody-known-to-everybody-knows"[:43] + "="
data_dir = tempfile.TemporaryDirectory(prefix="tamyr-test-")  # Removed when the tests end.
os.environ["TAMYR_DATA_DIR"] = data_dir.name

from tamyr.config.catalogues import compile_catalogues  # noqa: E402
from tamyr.config.settings.base import *  # noqa: E402, F403
from tamyr.config.settings.base import DATABASES, LOCALE_PATHS, MONTH_KEYS  # noqa: E402
from tamyr.safety.logic.month_keys import MonthKeys  # noqa: E402

for folder in LOCALE_PATHS:
    compile_catalogues(folder)

# Known as well: a key is told by its name alone.
MONTH_KEYS = MonthKeys(MONTH_KEYS.folder, new=lambda name: sha256(name.encode()).digest())
for name in MONTH_KEYS.names():
    MONTH_KEYS.destroy(name)
    MONTH_KEYS.make(name)

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# No test cuts the power: waiting for the disk at each commit would only be slow.
OPTIONS = DATABASES["default"]["OPTIONS"]
if os.environ.get("DATABASE_URL"):
    OPTIONS["options"] = OPTIONS["options"].replace("synchronous_commit=on", "synchronous_commit=off")
else:
    OPTIONS["init_command"] = OPTIONS["init_command"].replace("synchronous=FULL", "synchronous=OFF")
# Argon2 is slow on purpose, a tenth of a second a time; one test asks for it.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

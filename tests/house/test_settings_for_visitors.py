"""What visitors may count on is set, with HTTPS and without."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

# What a visitor may count on, whatever a person sets: said here once more, so that nobody changes it by a slip.
PROMISED = {
    "ACCOUNT_REAUTHENTICATION_TIMEOUT": 900,
    "ACCOUNT_RATE_LIMITS": False,
    "AUTH_USER_MODEL": "accounts.Person",
    "CSRF_COOKIE_HTTPONLY": True,
    "FILE_UPLOAD_MAX_MEMORY_SIZE": 20_000_000,
    "CONTACT_HOURS": 24,
    "KEYHOLDER_DAYS": 730,
    "LANGUAGE_CODE": "ru",
    "LOCK_DAYS": 14,
    "LOCK_REQUEST_HOURS": 24,
    "MFA_RATE_LIMITS": False,
    "MFA_RECOVERY_CODE_DIGITS": 12,
    "MFA_TOTP_TOLERANCE": 1,
    "OBJECTION_DAYS": 14,
    "PASSWORD_LENGTH": 12,
    "SECURE_CONTENT_TYPE_NOSNIFF": True,
    "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
    "SECURE_REFERRER_POLICY": "same-origin",
    "SESSION_COOKIE_AGE": 43_200,
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "SESSION_ENGINE": "tamyr.accounts.models.sessions",
    "TIME_ZONE": "UTC",
    "TRAVEL_HOURS": 24,
    "UNLOCK_HOURS": 24,
    "USE_TZ": True,
    "X_FRAME_OPTIONS": "DENY",
    "WAGTAILADMIN_COMMENTS_ENABLED": False,
    "WAGTAILIMAGES_MAX_IMAGE_PIXELS": 40_000_000,
    "WAGTAILIMAGES_MAX_UPLOAD_SIZE": 8_000_000,
    "WAGTAIL_ENABLE_UPDATE_CHECK": False,
    "WAGTAIL_ENABLE_WHATS_NEW_BANNER": False,
    "WAGTAIL_GRAVATAR_PROVIDER_URL": None,
    "WAGTAIL_PASSWORD_RESET_ENABLED": False,
    "WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT": True,
}
# The same in the open, behind a proxy with HTTPS, and on the loopback without it.
PROMISED_BY_HTTPS = {
    "CSRF_COOKIE_NAME": ("__Host-csrf", "csrf"),
    "CSRF_COOKIE_SECURE": (True, False),
    "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": (False, True),
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": (True, False),
    "SECURE_HSTS_PRELOAD": (True, False),
    "SECURE_HSTS_SECONDS": (63_072_000, 0),
    "SECURE_PROXY_SSL_HEADER": (["HTTP_X_FORWARDED_PROTO", "https"], None),
    "SECURE_SSL_REDIRECT": (True, False),
    "SESSION_COOKIE_NAME": ("__Host-session", "session"),
    "SESSION_COOKIE_SECURE": (True, False),
}
TOLD = "import json, sys; from tamyr.config.settings import base; print(json.dumps({n: getattr(base, n) for n in sys.argv[1:]}))"


@pytest.mark.parametrize("https", ["1", pytest.param("0", marks=pytest.mark.whole)])
def test_what_visitors_may_count_on_is_set(tmp_path: Path, https: str) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("TAMYR_")} | {
        "TAMYR_HTTPS": https,
        "TAMYR_SECRET_KEY": "s" * 50,
        "TAMYR_FIELD_KEYS": "k1 " + "k" * 42 + "A=",
        "TAMYR_ALLOWED_HOSTS": "tamyr.example.org",
        "TAMYR_SITE_URL": "https://tamyr.example.org",
        "TAMYR_DATA_DIR": str(tmp_path),
    }
    expected = PROMISED | {name: by[https == "0"] for name, by in PROMISED_BY_HTTPS.items()}
    command = [sys.executable, "-c", TOLD, *expected]
    said = subprocess.run(command, env=environ, capture_output=True, text=True)
    assert json.loads(said.stdout or "{}") == expected, said.stderr

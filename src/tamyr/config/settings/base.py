"""Settings of the site. What a person may change comes from the environment: see ``environment`` and ``keys``."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from tamyr.config.private_files import FILE, FOLDER
from tamyr.config.rooms import ROOMS
from tamyr.config.settings import environment, keys, mail, stores
from tamyr.config.settings.accounts import *  # noqa: F403
from tamyr.config.settings.publishing import *  # noqa: F403
from tamyr.config.settings.publishing import EDITOR_APPS

PACKAGE = Path(__file__).resolve().parents[2]

DATA_DIR = environment.read_folder(os.environ, "TAMYR_DATA_DIR", PACKAGE.parents[1] / "var")
DEBUG = environment.read_flag(os.environ, "TAMYR_DEBUG")
HTTPS = environment.read_flag(os.environ, "TAMYR_HTTPS")
ALLOWED_HOSTS = environment.read_hosts(os.environ, "TAMYR_ALLOWED_HOSTS")
SITE_URL = environment.read_site_url(os.environ, "TAMYR_SITE_URL")
# A site to try things on: an invented network whose passwords everybody knows. Never in the open.
DEMO = environment.read_demo(os.environ, "TAMYR_DEMO", https=HTTPS, hosts=ALLOWED_HOSTS, site_url=SITE_URL)
SOURCE_URL = environment.read_source_url(os.environ, "TAMYR_SOURCE_URL")
# Where a hurried reader is led from a page about support; empty: the site's own first page.
EXIT_URL = environment.read_source_url(os.environ, "TAMYR_EXIT_URL")
SECURITY_CONTACT = mail.read_security_contact(os.environ, "TAMYR_SECURITY_CONTACT")
SECRET_KEY = keys.read_secret_key(
    os.environ, "TAMYR_SECRET_KEY", kept_in=DATA_DIR / "secret-key", required=HTTPS
)
# The science keeps its results with the files of the site, not in a home that a service may not have.
os.environ.setdefault("PATHWAYS_CACHE", str(DATA_DIR / "pathways"))
DATABASES = {"default": stores.read_database(os.environ, "DATABASE_URL", DATA_DIR / "tamyr.sqlite3")}
CACHES = stores.read_caches(os.environ, "TAMYR_CACHE_URL", DATA_DIR / "prepared")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    *EDITOR_APPS,
    "django_tasks_db",
    *(room.module for room in ROOMS),
]
# Wagtail's own tasks are done at once; ours wait for a worker: docs/decisions/0026-one-task-queue.md.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "work": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
FIELD_KEYS = keys.read_field_keys(os.environ, "TAMYR_FIELD_KEYS", DATA_DIR / "field-keys", required=HTTPS)
MONTH_KEYS = keys.read_month_keys(os.environ, "TAMYR_MONTH_KEYS", DATA_DIR / "month-keys")
ROOT_URLCONF = "tamyr.config.urls"
WSGI_APPLICATION = "tamyr.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "tamyr.config.headers.permissions_policy",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    # Around all that refuses a form: each of them may show its words.
    "tamyr.config.headers.no_store_of_words",
    "tamyr.config.no_page.LanguageForReaders",
    # After the locale, in whose language it refuses; before whatever reads a form.
    "tamyr.config.uploads.refuse_unread_bodies",
    "tamyr.config.no_page.SlashForReaders",
    "tamyr.config.not_kept.say_why",
    "tamyr.config.not_kept.Sessions",
    "django.middleware.csrf.CsrfViewMiddleware",
    # After the form was found to be ours; before any view reads it.
    "tamyr.config.typed_text.CleanTypedText",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tamyr.config.travelling.travellers_as_strangers",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tamyr.config.no_page.say_where_to",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tamyr.config.context.site",
            ]
        },
    }
]

OBJECTION_DAYS = environment.read_number(os.environ, "TAMYR_OBJECTION_DAYS", default=14, least=7, most=90)

# A way back opens so long after a second person agreed; who came back confirms nothing for so long.
WAY_BACK_HOURS = environment.read_number(os.environ, "TAMYR_WAY_BACK_HOURS", default=48, least=24, most=336)
AFTER_RETURN_HOURS = environment.read_number(
    os.environ, "TAMYR_AFTER_RETURN_HOURS", default=48, least=24, most=720
)

# The register as a file can be taken so long after a second person agreed: no longer than who came back is barred.
EXPORT_HOURS = environment.read_number(os.environ, "TAMYR_EXPORT_HOURS", default=24, least=1, most=24)

# Two contacts lock an account within so many hours of each other. It opens again by three keyholders, so long
# after the first of them, and by itself after so many days.
LOCK_REQUEST_HOURS = environment.read_number(
    os.environ, "TAMYR_LOCK_REQUEST_HOURS", default=24, least=1, most=72
)
UNLOCK_HOURS = environment.read_number(os.environ, "TAMYR_UNLOCK_HOURS", default=24, least=24, most=168)
LOCK_DAYS = environment.read_number(os.environ, "TAMYR_LOCK_DAYS", default=14, least=7, most=30)
# A contact who is taken back counts on for so long: a stolen session must not take them all away at once.
CONTACT_HOURS = environment.read_number(os.environ, "TAMYR_CONTACT_HOURS", default=24, least=12, most=168)
# Travel mode ends so long after the word of the second of two others.
TRAVEL_HOURS = environment.read_number(os.environ, "TAMYR_TRAVEL_HOURS", default=24, least=12, most=168)
KEYHOLDER_DAYS = environment.read_number(
    os.environ, "TAMYR_KEYHOLDER_DAYS", default=730, least=180, most=1460
)

# Of all documents that applications without an outcome hold; encrypted they take about half as much again.
MOST_ENCLOSED_BYTES = 1_000_000 * environment.read_number(
    os.environ, "TAMYR_ENCLOSURES_MB", default=500, least=20, most=100_000
)

# How many draws each assessment takes: ten thousand in a few seconds; fewer on a weak machine.
DRAWS = environment.read_number(os.environ, "TAMYR_DRAWS", default=10_000, least=100, most=50_000)

# Whether proposals that share no word are found by an encoder (docs/decisions/0052-an-encoder-if-wanted.md).
ENCODER = environment.read_encoder(os.environ, "TAMYR_ENCODER")

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
MESSAGE_TAGS = {10: "info", 20: "info", 25: "done", 30: "attention", 40: "error"}
FORM_RENDERER = "tamyr.ui.forms.HouseForms"

LANGUAGE_CODE = "ru"  # For a reader whose browser asks for neither language.
LANGUAGES = [("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = "tamyr.config.formats"
USE_TZ = True
TIME_ZONE = "UTC"

WAGTAIL_CONTENT_LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILADMIN_BASE_URL = SITE_URL or "http://localhost"
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
# Django sets the modes of what it stores by itself, whatever the process would make.
FILE_UPLOAD_PERMISSIONS = FILE
FILE_UPLOAD_DIRECTORY_PERMISSIONS = FOLDER

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_USE_FINDERS = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "script-src": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
# Nothing leaves for another site either way; "no-referrer" would also make browsers send
# "Origin: null" with our own forms, which Django's forgery check refuses over HTTPS.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
PASSKEY_COOKIE_NAME = "__Host-passkey" if HTTPS else "passkey"
# The exact origin is checked by ourselves: the library would refuse our own over plain HTTP.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# Every letter goes to our own outbox; it leaves that only for a mail server named here.
EMAIL_BACKEND = "tamyr.safety.services.letters.Outbox"
MAIL_SERVER = mail.read_mail_server(os.environ, "TAMYR_MAIL_URL", is_demo=DEMO)
DEFAULT_FROM_EMAIL = mail.read_mail_address(os.environ, "TAMYR_MAIL_FROM", "tamyr@example.org")
# Answers to our letters come to addresses of this domain, by LMTP or a pipe; or they are fetched from the server named here.
ANSWERS_DOMAIN = mail.read_domain(os.environ, "TAMYR_ANSWERS_DOMAIN", "answers.example.org")
VIRUS_SCANNER = mail.read_scanner(os.environ, "TAMYR_CLAMD")
MAIL_IN = mail.read_mail_box(os.environ, "TAMYR_IMAP_URL", is_demo=DEMO)
# Uploads stay in memory: the stock handler would write large ones to disk in clear.
LARGEST_BODY = 20_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE = LARGEST_BODY
# More parts than any form of ours has; each costs memory of its own.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

# No line may carry a reader's address or browser: these are the loggers that would.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "structured": {"()": "tamyr.config.logs.WithoutValues"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain" if DEBUG else "structured"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
        "django.security.csrf": {"level": "ERROR"},
    },
}

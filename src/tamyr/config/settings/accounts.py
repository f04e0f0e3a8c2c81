"""How people sign in: docs/decisions/0014-sign-in-with-django-allauth.md."""

from django.utils.translation import gettext_lazy as _

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
PASSWORD_LENGTH = 12
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": PASSWORD_LENGTH},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
# Pages of rooms further down the flow to which those further up lead.
DESK_PAGE = "network:desk"
LOGIN_REDIRECT_URL = DESK_PAGE
PROPOSAL_PAGE = "network:proposal"  # What one person proposed, for a second one.
TRAVELLER_PAGE = "protection:own_page"  # The one page that a traveller has.
ACCOUNT_PAGE = "network:account"  # Where confirming who one is leads, if nowhere else.
# Who one is stands below what one is to members, but a person finds both on the pages of their account.
ACCOUNT_MENU = (
    ("account", ACCOUNT_PAGE, _("About you")),
    ("ways", "accounts:ways", _("Ways to sign in")),
    ("sessions", "accounts:sessions", _("Where you are signed in")),
    ("people", "network:my_people", _("People of my organisation")),
    ("circles", "network:circles", _("Circles")),
    ("support", "protection:room", _("Support")),
)

SESSION_ENGINE = "tamyr.accounts.models.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# Of allauth only its second factors are used. What it would count by address is switched off:
# tamyr.accounts counts wrong tries itself, by name and day.
ACCOUNT_USER_MODEL_USERNAME_FIELD = "sign_in_name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None  # Addresses are encrypted: nobody is found or signed in by one.
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
MFA_RATE_LIMITS = False
MFA_ADAPTER = "tamyr.accounts.models.factors.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Tamyr"
MFA_TOTP_TOLERANCE = 1
# Long enough that nobody guesses one, so that a recovery code is never slowed down.
MFA_RECOVERY_CODE_DIGITS = 12

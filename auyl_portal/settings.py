"""One file for every machine. What differs comes from the environment; .env.example lists it all.

PORTAL_ENV=development brings defaults that need nothing; anything else is production, where a missing
secret stops the start.
"""

import os
import secrets
import zoneinfo
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
DEVELOPMENT = os.environ.get("PORTAL_ENV") == "development"


def env(name, development=None):
    """The variable's text. Unset, it is the development default; in production that stops the start."""
    value = os.environ.get(name) or (development if DEVELOPMENT else None)
    if value is None:
        raise ImproperlyConfigured(f"Set {name} in the environment (see .env.example).")
    return value


def env_flag(name, default=False):
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def development_secret():
    """A key of this copy's own, so that no key stands in the repository."""
    path = VAR_DIR / "development-secret-key"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(50))
        path.chmod(0o600)
    return path.read_text()


VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))
VAR_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = env("SECRET_KEY", development_secret() if DEVELOPMENT else None)
DEBUG = DEVELOPMENT and env_flag("DEBUG")
DEMO = env_flag("DEMO", default=DEVELOPMENT)
if DEMO and not DEVELOPMENT:
    raise ImproperlyConfigured("The demo has public passwords: DEMO is refused outside development.")

SITE_URL = env("SITE_URL", "http://127.0.0.1:8000").rstrip("/")  # for links in mails and QR codes
ALLOWED_HOSTS = env("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "csp",
    "languages",
    "openweb",
    "safekeeping",
    "outbox",
    "accounts",
    "django_tasks",
    "django_tasks_db",
    "jobs",
    "auyl_portal.apps.WorkshopConfig",  # the admin, with the portal's own sign-in
    "schools",
    "uploads",
    "programme",
    "communities",
    "projects",
    "certification",
    "conference",
    "insights",
]

MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",  # first: whatever answers below, the content policy goes with it
    "auyl_portal.middleware.health",
    "auyl_portal.middleware.closed_for_work",
    "openweb.pages.kept_public_pages",  # outside of all that makes a page: what it gives out costs nothing more
    "auyl_portal.middleware.text_travels_compressed",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "safekeeping.middleware.keep_what_was_typed",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.visits_are_noted",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.first_things_first",
    "auyl_portal.middleware.private_pages_stay_private",
    "auyl_portal.middleware.no_zero_byte_in_addresses",
]

ROOT_URLCONF = "auyl_portal.urls"
WSGI_APPLICATION = "auyl_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "auyl_portal.context_processors.portal",
            ],
            "builtins": ["django.templatetags.i18n", "safekeeping.templatetags.safekeeping", "auyl_portal.looks"],
        },
    }
]
FORM_RENDERER = "auyl_portal.form_renderer.PortalRenderer"

# Data -------------------------------------------------------------------------------------------

DATABASES = {
    "default": dj_database_url.parse(
        env("DATABASE_URL", f"sqlite:///{VAR_DIR / 'portal.sqlite3'}"),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # With Django's defaults most concurrent writes fail; with these none did.
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;",
    }
else:
    # Our pages join many small tables: to try fewer orders of joins is quicker than the better order would be.
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        options="-c statement_timeout=20000 -c lock_timeout=5000 -c jit=off -c join_collapse_limit=5"
        " -c plan_cache_mode=force_generic_plan",  # of accounts/prepared.py: planned once, not five times and again
        connect_timeout=2,
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {  # one that all workers share, for the rate limits
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},  # the default of 300 would forget limits in the middle of a workshop
    },
    "public_pages": {  # in each worker's memory, quicker than any database; some 10 kB a page
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "public-pages",
        "OPTIONS": {"MAX_ENTRIES": 400},
    },
    "template_fragments": {  # what stands around every page: `{% cache %}` in templates/base.html
        "BACKEND": f"django.core.cache.backends.{'dummy.DummyCache' if DEBUG else 'locmem.LocMemCache'}",
        "LOCATION": "template-fragments",
    },
}
PUBLIC_PAGE_SECONDS = 30  # how old a public page may be that a visitor gets from memory; 0 keeps none

MEDIA_ROOT = VAR_DIR / "media"
SIGNING_KEYS_DIR = Path(os.environ.get("SIGNING_KEYS_DIR") or VAR_DIR / "keys")  # never in a backup: docs/keys.md
ERASED_LIST = VAR_DIR / "erased.jsonl"  # who was erased: kept outside the database, read after a restore
UPLOADS_MOST_FILES = int(os.environ.get("UPLOADS_MOST_FILES", "300"))  # of one person
UPLOADS_MOST_MB = int(os.environ.get("UPLOADS_MOST_MB", "500"))  # of one person
UPLOADS_INTERNAL_PREFIX = os.environ.get("UPLOADS_INTERNAL_PREFIX", "")  # the proxy's internal path to MEDIA_ROOT
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", VAR_DIR / "static" if DEVELOPMENT else BASE_DIR / "staticfiles"))
if DEVELOPMENT:
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
# Collected files are compressed, have hashed names, and are kept by browsers for ever.
COLLECTED_STATIC = env_flag("COLLECTED_STATIC", default=not DEVELOPMENT)
WHITENOISE_USE_FINDERS = not COLLECTED_STATIC
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if COLLECTED_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
DATA_UPLOAD_MAX_NUMBER_FILES = 12

# People and sign-in -----------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.PortalBackend"]
PASSWORD_HASHERS = ["accounts.hashers.WorkshopHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("surname", "given_name", "email", "phone")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "insights:my"
LOGOUT_REDIRECT_URL = "insights:home"

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email", "phone*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # every account comes from an invitation, none from the street
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # strangers get no mail from us
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "request_login_code": "accounts.forms.RequestCodeForm",
    "confirm_login_code": "accounts.forms.ConfirmCodeForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # village e-mail is slow
ACCOUNT_LOGIN_TIMEOUT = 20 * 60  # from the first step of a sign-in to its last; longer than a code lives
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_PHONE_VERIFICATION_ENABLED = False  # the printed slip is the proof
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = {
    # A whole workshop signs in behind one router (promise B3): wide for an address, tight for an account.
    "login": "120/m/ip",
    "login_failed": "90/m/ip,5/5m/key",
    "request_login_code": "60/m/ip,3/5m/key",
    "reset_password": "60/m/ip,5/15m/key",
    "reset_password_from_key": "60/m/ip",
    "slip": "100/10m/ip",  # wrong slip codes
    "join_request": "30/h/ip",  # schools that ask to join; several may sit in one district office
    "check_number": "20/10m/ip,600/h/key",  # wrong numbers of certificates; the key is one for everybody
    "check_file": "60/10m/ip",
    "contact": "300/10m/ip,10/10m/key",  # numbers and e-mails typed, each of which tells whether somebody has it
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "0"))
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.secondfactor.CodeForm",
    "reauthenticate": "accounts.secondfactor.CodeAgainForm",
    "activate_totp": "accounts.secondfactor.ActivateForm",
    "add_webauthn": "accounts.secondfactor.PasskeyForm",
    "edit_webauthn": "accounts.secondfactor.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses come from invitations and are checked when they change
MFA_TOTP_TOLERANCE = 1  # clocks of phones
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEVELOPMENT
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Auyldyq mektep shamy"
USERSESSIONS_TRACK_ACTIVITY = True

SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not DEVELOPMENT
CSRF_FAILURE_VIEW = "safekeeping.views.csrf_failure"
SECURE_SSL_REDIRECT = env_flag("SECURE_SSL_REDIRECT", default=not DEVELOPMENT)
SECURE_HSTS_SECONDS = 0 if DEVELOPMENT else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEVELOPMENT
SECURE_HSTS_PRELOAD = not DEVELOPMENT
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Mail: written to the outbox with the data, delivered by `manage.py send_mail` ---------------------

EMAIL_BACKEND = "outbox.backend.OutboxBackend"
OUTBOX_DELIVERY_BACKEND = env("OUTBOX_DELIVERY_BACKEND", "django.core.mail.backends.dummy.EmailBackend")
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env_flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("DEFAULT_FROM_EMAIL", "portal@localhost")
HELP_PHONE = os.environ.get("HELP_PHONE", "")
HELP_EMAIL = os.environ.get("HELP_EMAIL", "")

# Work in the background: rows of the same database, done by `manage.py run_jobs` -------------------

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Languages and times ------------------------------------------------------------------------------

LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", _("Kazakh")), ("ru", _("Russian")), ("en", _("English"))]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["languages.formats"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Almaty"  # one clock for the whole country since 1 March 2024
zoneinfo.reset_tzpath(to=[])  # rules from the locked tzdata package: a server's own may be older than that change

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_slip_codes": {"()": "accounts.slips.HideSlipCodes"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["no_slip_codes"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.server": {
            "handlers": ["console"],
            "level": os.environ.get("SERVER_LOG", "WARNING"),
            "propagate": False,
        },
    },
}

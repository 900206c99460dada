"""Settings. Everything that differs between installations comes from the environment.

docs/drift.md lists every variable. Without any, the platform runs on SQLite under var/.
"""

import sys
import tempfile
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()

DATA_DIR = Path(env.str("MR_DATA_DIR", default=str(BASE_DIR / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)

TESTING = "pytest" in sys.modules
# Demo mode: the invented world, mail shown on a page, sign-in by choosing a person.
DEMO = env.bool("MR_DEMO", default=False)
# The cast page signs anyone in, so asking for it outside demo mode stops the start.
DEMO_CAST = env.bool("MR_DEMO_CAST", default=DEMO)
if DEMO_CAST and not DEMO:
    raise ImproperlyConfigured("MR_DEMO_CAST lets anyone sign in as anyone. It needs MR_DEMO=1.")
DEBUG = env.bool("MR_DEBUG", default=False)


def _secret_key() -> str:
    """The environment's key; in demo mode and tests one that is made once and kept in var/."""
    if key := env.str("MR_SECRET_KEY", default=""):
        return key
    if not (DEMO or TESTING or DEBUG or env.bool("MR_BUILD", default=False)):
        raise ImproperlyConfigured("Set MR_SECRET_KEY to a long random text (see docs/drift.md).")
    from django.core.management.utils import get_random_secret_key  # noqa: PLC0415

    path = DATA_DIR / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env.list("MR_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("MR_ORIGINS", default=[])
# Where links in mail point.
SITE_URL = env.str("MR_URL", default="http://localhost:8000").rstrip("/")
SITE_NAME = env.str("MR_NAME", default="MR-plattformen")

INSTALLED_APPS = [
    "mrplattform.project",
    "mrplattform.reports",
    "mrplattform.agreements",
    "mrplattform.plans",
    "mrplattform.assessments",
    "mrplattform.questions",
    "mrplattform.rights",
    "mrplattform.organisations",
    "mrplattform.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_cotton",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "simple_history",
    "csp",
]
if TESTING:
    INSTALLED_APPS.append("zeal")  # finds a query per row

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "mrplattform.core.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Closed by default: a view that is public says so itself.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "mrplattform.organisations.middleware.KeepOutWhoHasLeft",
    "mrplattform.organisations.middleware.AskSecondStep",
    "mrplattform.core.middleware.KeepPageHeaders",
]

ROOT_URLCONF = "mrplattform.project.urls"
WSGI_APPLICATION = "mrplattform.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "mrplattform.core.context.site",
                "mrplattform.project.context.page",
            ],
            "builtins": ["mrplattform.core.templatetags.mr", "django.templatetags.i18n"],
        },
    }
]
FORM_RENDERER = "mrplattform.core.forms.Renderer"
COTTON_DIR = "cotton"
# A component sees what it is given, not every variable of the page around it.
COTTON_ISOLATE_BY_DEFAULT = True
CSRF_FAILURE_VIEW = "mrplattform.core.views.csrf_failure"

# --- Database -------------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
_database = DATABASES["default"]
_database.setdefault("CONN_MAX_AGE", env.int("MR_CONN_MAX_AGE", default=60))
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = {
        # Take the write lock at BEGIN: two writers wait for each other instead of failing.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: an acknowledged answer survives a power cut as well as a killed worker.
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
            "PRAGMA temp_store=MEMORY;PRAGMA cache_size=-64000;"
        ),
    }
else:
    # Compiling a question of many conditions takes seconds; answering it takes milliseconds.
    given = _database.setdefault("OPTIONS", {}).get("options", "")
    _database["OPTIONS"]["options"] = f"-c jit=off {given}".strip()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Shared by all workers, so that limits on guessing hold across them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        # Room for many counters: whoever floods the cache must not push out their own lock-out.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# --- People and sign-in ---------------------------------------------------------------------

AUTH_USER_MODEL = "organisations.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "project:start"
LOGOUT_REDIRECT_URL = "account_login"

# --- Language and time ----------------------------------------------------------------------

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Svenska")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "mrplattform" / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
FORMAT_MODULE_PATH = ["mrplattform.core.formats"]

# --- Files ----------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("MR_STATIC_DIR", default=str(DATA_DIR / "static")))
MEDIA_ROOT = Path(env.str("MR_FILES_DIR", default=str(DATA_DIR / "files")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if TESTING or DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = TESTING or DEBUG
# Found when asked for: going through all of them costs each test's client more than its visit.
WHITENOISE_AUTOREFRESH = TESTING or DEBUG
FRAMEWORKS_DIR = Path(env.str("MR_FRAMEWORKS_DIR", default=str(BASE_DIR / "frameworks")))
HANDBOOK_DIR = Path(env.str("MR_HANDBOOK_DIR", default=str(BASE_DIR / "docs" / "handbok")))
MAX_UPLOAD_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- Mail and background work ---------------------------------------------------------------

EMAIL_CONFIG = env.email_url("MR_MAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
if DEMO and not env.str("MR_MAIL_URL", default=""):
    EMAIL_BACKEND = "mrplattform.core.mail.KeepOnPage"  # shown under /demo/post/
DEFAULT_FROM_EMAIL = env.str("MR_MAIL_FROM", default="mr-plattformen@localhost")
# Whom the pages on accessibility and personal data tell people to write to.
CONTACT_EMAIL = env.str("MR_CONTACT", default=DEFAULT_FROM_EMAIL)
EMAIL_TIMEOUT = 20

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
if TESTING:
    TASKS["default"] = {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}

# --- Safety ---------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
_https = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = env.int("MR_SESSION_HOURS", default=12) * 3600
SECURE_HSTS_SECONDS = env.int("MR_HSTS_SECONDS", default=31536000 if _https else 0)
SECURE_SSL_REDIRECT = env.bool("MR_HTTPS_REDIRECT", default=False)
if env.bool("MR_BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Rules with a number --------------------------------------------------------------------

# Fewer answers without names than this could reveal a person.
SMALLEST_SHOWN_GROUP = env.int("MR_SMALLEST_GROUP", default=5)
SMALLEST_LIVE_GROUP = 3  # in a meeting everyone sees who is there, and chose to answer
SIGN_IN_LINK_HOURS = 72  # a reporter may open the mail after the weekend
INVITATION_DAYS = 14
PAGE_SIZE = 50

# What later rows know of a thing, asked from its own page (core/onward.py).
MR_ONWARD = "mrplattform.project.onward.onward"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("MR_LOG_LEVEL", default="WARNING")},
}

from mrplattform.project.signin import *  # noqa: E402, F403  (allauth's settings, a page of their own)

if TESTING:
    # A test's transaction must not lose its connection for being old.
    _database["CONN_MAX_AGE"] = None
    # The tests' files are no part of what this installation keeps.
    MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="mr-test-files-"))
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Name the test database after the run, so that several runs can go side by side.
    _database["TEST"] = {"NAME": env.str("MR_TEST_DB", default="") or None}
    if _database["ENGINE"].endswith("sqlite3"):
        _database["TEST"] = {"NAME": env.str("MR_TEST_DB", default="") or None}

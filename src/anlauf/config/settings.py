"""The settings of every process; what differs between installations comes from the environment.

ANLAUF_HOME, ANLAUF_URL, ANLAUF_PORT, ANLAUF_LIVE, ANLAUF_LIVE_PORT, ANLAUF_FRONT_END,
ANLAUF_SECRET_KEY, ANLAUF_SEAL_KEYS, ANLAUF_PAPERS, ANLAUF_INBOX, ANLAUF_CLAMD, ANLAUF_DEBUG,
ANLAUF_MAIL, ANLAUF_SMS and DATABASE_URL are all there is; CONTRIBUTING.md says what each one does.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from anlauf.config import address, clamd, home, mail, postgres, sms

PACKAGE = Path(__file__).resolve().parents[1]
HOME = home.home()

# --- Addresses and trust ---------------------------------------------------------------------

PORT = home.port()
PUBLIC_URL = os.environ.get("ANLAUF_URL", f"http://localhost:{PORT}").rstrip("/")
# The city's own address in the list of contributors of DCAT-AP.de; portals ask for it.
CONTRIBUTOR = os.environ.get("ANLAUF_CONTRIBUTOR", "")
# Where pages find streams: behind a proxy on our own address, without one at a port of its own.
LIVE_PORT = home.live_port()
LIVE_URL = home.live_url(os.environ.get("ANLAUF_LIVE"), proxied="ANLAUF_URL" in os.environ)
FRONT_END = os.environ.get("ANLAUF_FRONT_END", "").partition("#")[0]
ENCRYPTED = PUBLIC_URL.startswith("https:")

DEBUG = os.environ.get("ANLAUF_DEBUG") == "1"
DEMO = os.environ.get("ANLAUF_DEMO") == "1"
SECRET_KEY = os.environ.get("ANLAUF_SECRET_KEY") or home.secret_key(HOME)
SEAL_KEYS = home.seal_keys(os.environ.get("ANLAUF_SEAL_KEYS"), HOME)
# What people hand in lies here, sealed; never below a folder that a web server shows.
PAPERS = Path(os.environ.get("ANLAUF_PAPERS") or HOME / "papers")
INBOX = Path(os.environ["ANLAUF_INBOX"]) if os.environ.get("ANLAUF_INBOX") else None
# Studies are played by so many processes of this machine, or by the Dask cluster at this address.
STUDY_WORKERS = max(1, int(os.environ.get("ANLAUF_STUDY_WORKERS") or os.cpu_count() or 1))
STUDY_CLUSTER = os.environ.get("ANLAUF_STUDY_CLUSTER") or None
CLAMD = clamd.read(os.environ.get("ANLAUF_CLAMD", ""))
ALLOWED_HOSTS = [urlsplit(PUBLIC_URL).hostname or "localhost", "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENCRYPTED
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = ENCRYPTED
SECURE_HSTS_SECONDS = 31_536_000 if ENCRYPTED else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENCRYPTED
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENCRYPTED else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "anlauf.web.common.errors.form_expired"
# No form of ours needs more; what is larger is answered with 413 before it is read.
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
# Papers are not part of that; a page sends a few at once.
FILE_UPLOAD_HANDLERS = ["anlauf.web.common.uploads.InMemory"]
DATA_UPLOAD_MAX_NUMBER_FILES = 5

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF, *home.origin(LIVE_URL)],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# The interfaces for programs may be called from other people's pages: they know no cookies, so a
# foreign page can do there only what everybody can.
CORS_URLS_REGEX = r"^/(api/v1|buergeransicht|qmatic)/"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_HEADERS = ("accept", "authorization", "content-type", "idempotency-key", "if-none-match")
CORS_EXPOSE_HEADERS = (
    *("etag", "retry-after", "error_code", "error_message"),
    *("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"),
)

# --- Parts -----------------------------------------------------------------------------------

OWN_APPS = [
    "anlauf.core",
    "anlauf.directory",
    "anlauf.people",
    "anlauf.cases",
    "anlauf.booking",
    "anlauf.floor",
    "anlauf.forecasts",
    "anlauf.staffing",
    "anlauf.surveys",
    "anlauf.evaluation",
    "anlauf.web",
    "anlauf.api",
    "anlauf.demo",
]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "corsheaders",
    "csp",
    "procrastinate.contrib.django",
    *OWN_APPS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "anlauf.config.pages_only.Policies",
    "anlauf.web.common.headers.careful",
    "anlauf.web.common.requests.moment",
    "anlauf.config.pages_only.Sessions",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "anlauf.config.pages_only.People",
    "anlauf.config.pages_only.Messages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "anlauf.web.common.refused.RefusalPages",
    "anlauf.web.common.language.LanguagesOfApplications",
]
ROOT_URLCONF = "anlauf.config.urls"
WSGI_APPLICATION = "anlauf.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "anlauf.web.common.context.frame",
            ],
        },
    },
]

# --- Database --------------------------------------------------------------------------------

_database = address.database(os.environ.get("DATABASE_URL") or postgres.address(HOME))
DATABASES = {
    "default": _database
    | {
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # Together these halve the cost of a statement; either alone does not.
        "OPTIONS": {**_database["OPTIONS"], "server_side_binding": True, "prepare_threshold": 0},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- People ----------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "common:log_in"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["login", "name", "email"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Rows, not signed cookies: ending somebody's session must work at once.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- Letters ---------------------------------------------------------------------------------

_mail = mail.read(os.environ.get("ANLAUF_MAIL", ""))
LETTER_CARRIER = _mail.carrier
EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.starttls, _mail.encrypted
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = _mail.sender
_sms = sms.read(os.environ.get("ANLAUF_SMS", ""))
SMS_ADDRESS, SMS_TOKEN, SMS_SENDER = _sms.address, _sms.token, _sms.sender
# Who finds the words of a letter, by the app whose things it is about.
LETTER_WRITERS = {
    "booking": "anlauf.booking.letters.written",
    "cases": "anlauf.cases.letters.written",
    "floor": "anlauf.floor.letters.written",
    "surveys": "anlauf.surveys.letters.written",
    "evaluation": "anlauf.evaluation.letters.written",
}

# --- Words and time --------------------------------------------------------------------------

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("German")), ("en", _("English"))]
# Spoken on the pages of applications and in letters about them; the other pages are English then.
LANGUAGES_OF_APPLICATIONS = [("ar", _("Arabic"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Files of the pages ----------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "static"]
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Log -------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname:<7} {name}: {message}", "style": "{"}},
    "filters": {"without_keys": {"()": "anlauf.config.log.WithoutKeys"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without_keys"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # One line for every task and every heartbeat would bury what matters.
        "procrastinate": {"level": "WARNING"},
        # So would every refusal in a rush; who was refused has been told.
        "django.request": {"level": "ERROR"},
    },
}

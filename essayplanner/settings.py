"""Settings, read from the environment (and from ``.env`` beside ``manage.py``, where there is one).

Every name that is read here is explained in ``.env.example``.
"""

import os
import re
import secrets
import stat
import tempfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from factors.citations import DEFAULT_STYLE, STYLES

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.FileAwareEnv()
env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", default=False)
HTTPS = env.bool("HTTPS", default=True)
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()


def _machine_key() -> str:
    """Return this machine's own secret key, making it the first time (readable by its owner)."""
    path = DATA_DIR / "secret-key"
    DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        with tempfile.NamedTemporaryFile("w", dir=DATA_DIR) as file, suppress(FileExistsError):
            file.write(secrets.token_urlsafe(50))
            file.flush()
            os.link(file.name, path)  # whole at once, though several start together
    _close(path, 0o077)
    return path.read_text()


def _close(path: Path, others: int) -> None:
    """Take from a file the permissions that others have to it."""
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & others:
        path.chmod(mode & ~others)


# There is no default key to forget about: it is given, or it is made here once.
SECRET_KEY = env.str("SECRET_KEY", default="") or _machine_key()
_GUESSED = re.compile("insecure|change.?me|example|secret|password|placeholder", re.IGNORECASE)
if not DEBUG and (len(SECRET_KEY) < 50 or len({*SECRET_KEY}) < 12 or _GUESSED.search(SECRET_KEY)):
    raise ImproperlyConfigured(
        "SECRET_KEY is too easy to guess. Give at least 50 random characters, or leave it out: "
        "then this machine makes one of its own."
    )
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "essayplanner",
    "essayplanner.accounts",
    "essayplanner.classes",
    "essayplanner.plans",
    "essayplanner.exports",
    "essayplanner.reviews",
    "essayplanner.privacy",
    "essayplanner.library",
    "essayplanner.authoring",
    "factors",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.google",
    "allauth.socialaccount.providers.microsoft",
    "allauth.usersessions",
    "axes",
    "crispy_forms",
    "template_partials",
]

MIDDLEWARE = [
    "essayplanner.middleware.headers_middleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "essayplanner.middleware.permissions_middleware",
    "essayplanner.middleware.CompressionMiddleware",
    "essayplanner.middleware.no_store_middleware",
    "essayplanner.middleware.refusing_middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "essayplanner.accounts.passwords.OwnPasswordMiddleware",
    "essayplanner.classes.second_step.SecondStepMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "essayplanner.urls"
WSGI_APPLICATION = "essayplanner.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "crispy"
CRISPY_TEMPLATE_PACK = "crispy"

_DATABASE = DATA_DIR / "db.sqlite3"
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{_DATABASE}")}
if DATABASES["default"]["NAME"] == str(_DATABASE) and _DATABASE.exists():
    _close(_DATABASE, 0o007)
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock at BEGIN, so that savers wait their turn instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            # What is deleted is written over, so that no word of it stays in the file.
            "PRAGMA secure_delete=ON;"
        ),
    }
DATABASES["default"]["CONN_MAX_AGE"] = None

# Sign-in ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "essayplanner.accounts.signing_in.SignInBackend",
]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "essayplanner.accounts.password_rules.SoundPassword"}]
PASSWORD_HASHERS = ["essayplanner.accounts.hashers.SchoolArgon2PasswordHasher"]
PASSWORD_RESET_TIMEOUT = 60 * 60
SESSION_ENGINE = "essayplanner.accounts.sessions"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "essayplanner.accounts.signing_up.SignUpForm"
ACCOUNT_FORMS = {
    "login": "essayplanner.accounts.signing_in.SignInForm",
    "signup": "essayplanner.accounts.making.NewAccountForm",
    "change_password": "essayplanner.accounts.passwords.OwnPasswordForm",
    "reset_password": "essayplanner.accounts.passwords.ForgottenForm",
    "reset_password_from_key": "essayplanner.accounts.passwords.NewPasswordForm",
    "add_email": "essayplanner.accounts.mail.AddressForm",
}
ACCOUNT_ADAPTER = "essayplanner.accounts.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_CHANGE_EMAIL = True  # one address; a new one takes its place once it is confirmed
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_CONFIRMATION_AUTHENTICATED_REDIRECT_URL = "/accounts/"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Essay Planner: "
# Django's own, which asks the database nothing: so whether there is an account cannot be counted.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = (  # the name of a class, and no password
    "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
)
# Whoever finds a browser open does not get the account with it, by an address of their own.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = None  # asked for at sign-in
# A whole class signs in from one school address in the same minute.
ACCOUNT_RATE_LIMITS = {
    "login": "200/m/ip",
    "login_failed": None,
    "signup": "200/m/ip",
    "manage_email": "20/h/user",
    "reset_password": "60/h/ip,3/h/key",
    "reset_password_from_key": "200/h/ip",
}
# Wrong passwords count for one user name from one address: nobody locks out the class beside them.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_HANDLER = "essayplanner.accounts.lockout.Handler"
AXES_USERNAME_CALLABLE = "essayplanner.accounts.lockout.digest_of_tried"
AXES_LOCKOUT_CALLABLE = "essayplanner.accounts.lockout.locked"
AXES_CLIENT_IP_CALLABLE = "essayplanner.accounts.adapters.address_of"
AXES_USERNAME_FORM_FIELD = "login"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "essayplanner.accounts.second_steps.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "essayplanner.accounts.second_steps.SignInForm",
    "reauthenticate": "essayplanner.accounts.second_steps.ConfirmForm",
    "activate_totp": "essayplanner.accounts.second_steps.AppForm",
    "add_webauthn": "essayplanner.accounts.second_steps.PasskeyForm",
    "edit_webauthn": "essayplanner.accounts.second_steps.PasskeyNameForm",
    "authenticate_webauthn": "essayplanner.accounts.second_steps.PasskeyStepForm",
    "login_webauthn": "essayplanner.accounts.second_steps.PasskeySignInForm",
    "reauthenticate_webauthn": "essayplanner.accounts.second_steps.PasskeyConfirmForm",
}
# Nobody is found by an e-mail address here, so an unconfirmed one stands in no way.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RATE_LIMITS = {"webauthn_login": "200/m/ip"}
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Essay Planner"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off (RFC 6238, 5.2)
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
TEACHERS_NEED_SECOND_STEP = env.bool("TEACHERS_NEED_SECOND_STEP", default=False)
# Google or Microsoft, where the school gives the keys of its own registration there.
_REGISTERED = {
    "google": (env.str("GOOGLE_CLIENT_ID", default=""), env.str("GOOGLE_SECRET", default="")),
    "microsoft": (
        env.str("MICROSOFT_CLIENT_ID", default=""),
        env.str("MICROSOFT_SECRET", default=""),
    ),
}
for _name, _keys in _REGISTERED.items():
    if any(_keys) and not all(_keys):
        _told = f"{_name.upper()}_CLIENT_ID and {_name.upper()}_SECRET come together."
        raise ImproperlyConfigured(_told)
SOCIALACCOUNT_PROVIDERS = {
    name: {
        "APPS": [{"client_id": client, "secret": secret}],
        # Who somebody is, and no more. Microsoft names nobody for less than its User.Read.
        "SCOPE": ["openid"] if name == "google" else ["User.Read"],
        "OAUTH_PKCE_ENABLED": True,
        "TENANT": env.str("MICROSOFT_TENANT", default="common"),
    }
    for name, (client, secret) in _REGISTERED.items()
    if client
}
SOCIALACCOUNT_ADAPTER = "essayplanner.accounts.providers.ProviderAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_FORMS = {"signup": "essayplanner.accounts.providers.SignUpForm"}
SOCIALACCOUNT_REAUTHENTICATION_REQUIRED = True
SOCIALACCOUNT_STORE_TOKENS = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"

# E-mail: without a server for it nothing is sent, and everything works without.
EMAIL_TIMEOUT = 10  # seconds: a server that hangs holds nobody's page for long
vars().update(env.email_url("EMAIL_URL", default="dummymail://"))
EMAIL_TIMEOUT = 10  # seconds: a server that hangs keeps nobody waiting for longer
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("EMAIL_FROM", default="webmaster@localhost")

# Privacy ------------------------------------------------------------------------------------
SCHOOL_NAME = env.str("SCHOOL_NAME", default="")
PRIVACY_CONTACT = env.str("PRIVACY_CONTACT", default="")
# Whether plans that were handed in stay with the class, without a name, when their writer leaves.
KEEP_HANDED_IN = env.bool("KEEP_HANDED_IN", default=True)
KEEP_UNUSED_ACCOUNTS = timedelta(days=365 * env.int("KEEP_UNUSED_ACCOUNTS_YEARS", default=2))
KEEP_ARCHIVED_CLASSES = timedelta(days=365 * env.int("KEEP_ARCHIVED_CLASSES_YEARS", default=2))
if min(KEEP_UNUSED_ACCOUNTS, KEEP_ARCHIVED_CLASSES) < timedelta(days=365):
    raise ImproperlyConfigured("Accounts and classes are kept for a year at least.")

# Browser side -------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the sign of the site, which every page brings with it
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["answers"],  # static/js/markup.js
    }
}
PERMISSIONS = {
    "(self)": ["clipboard-write", "publickey-credentials-create", "publickey-credentials-get"],
    "()": [
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "clipboard-read",
        "display-capture",
        "geolocation",
        "gyroscope",
        "hid",
        "idle-detection",
        "local-fonts",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "serial",
        "usb",
    ],
}
# Django's own middleware says most of this, but not where it refuses a request itself.
HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
CSRF_FAILURE_VIEW = "essayplanner.views.stale_form"
# A form of a long table: 300 rows of eight boxes.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
LARGEST_REQUEST = 8_000_000  # bytes: no form takes a file of more than 5 MB
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = (
    f"{'__Host-' if HTTPS else ''}{name}" for name in ("sessionid", "csrftoken")
)
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 30 * 24 * 60 * 60
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # the last address of X-Forwarded-For is the proxy's word

# Language, time, files ----------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = env.str("TIME_ZONE", default="Europe/London")
USE_TZ = True
CITATION_STYLE = env.str("CITATION_STYLE", default=DEFAULT_STYLE)
if CITATION_STYLE not in STYLES:
    raise ImproperlyConfigured(f"CITATION_STYLE must be one of {', '.join(STYLES)}.")
PAPER_FONTS = env.list("PAPER_FONTS", default=[])
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "essayplanner.static_files.ModuleStorage"
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}

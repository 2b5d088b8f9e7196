"""The product's settings for tests: a PostgreSQL of their own, quick passwords, plain static files.

The first process that reads this starts the server and names it in DATABASE_URL, where the other
processes of the same run (pytest's workers, the races) find it.
"""

import atexit
import contextlib
import os
import shutil
import tempfile
import time

from anlauf.config import throwaway

if not os.environ.get("DATABASE_URL"):
    _run = contextlib.ExitStack()
    os.environ["DATABASE_URL"] = _run.enter_context(throwaway.server()).address
    atexit.register(_run.close)
# The days of tests are fixed. The clock runs, but from the noon before them, whenever tests run.
os.environ.setdefault("ANLAUF_CLOCK", f"2026-11-22T12:00:00+00:00@{time.time()}x1")
os.environ.setdefault("ANLAUF_SECRET_KEY", "only for tests")
os.environ.setdefault("ANLAUF_SEAL_KEYS", "b25seSBmb3IgdGVzdHM6IHRoaXJ0eS10d28gb2N0ZXQ=")
if not os.environ.get("ANLAUF_PAPERS"):
    os.environ["ANLAUF_PAPERS"] = tempfile.mkdtemp(prefix="anlauf-papers-")
    atexit.register(shutil.rmtree, os.environ["ANLAUF_PAPERS"], ignore_errors=True)

from anlauf.config.settings import *  # noqa: F403

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Looks for static files when asked, instead of in a folder that only `anlauf run` fills.
WHITENOISE_AUTOREFRESH = True
# Pages ask by themselves unless a test starts a live process.
LIVE_URL = ""
# Tests speak the words of the code, so that no test depends on how a translator says them.
LOCALE_PATHS = []

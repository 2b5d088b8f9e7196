"""The door for web servers."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlauf.config.settings")

application = get_wsgi_application()
FACES = get_resolver().url_patterns  # read now, not while the first visitor waits

# What is loaded by now stays as long as the process. A full collection need not walk these hundred
# thousand objects again and again, which would stop all threads for as long as a page takes.
gc.collect()
gc.freeze()

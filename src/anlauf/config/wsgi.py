"""The door for web servers."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlauf.config.settings")

# A proxy on this machine says from where a request comes; without it guessers would look like one.
application = wrap_wsgi_with_proxy_headers(get_wsgi_application(), trusted_hosts="127.0.0.1")
FACES = get_resolver().url_patterns  # read now, not while the first visitor waits

# What is loaded by now stays as long as the process. A full collection need not walk these hundred
# thousand objects again and again, which would stop all threads for as long as a page takes.
gc.collect()
gc.freeze()

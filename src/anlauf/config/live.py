"""The door of the live process: streams for boards and phones, without Django."""

import logging
import os

from granian.utils.proxies import wrap_asgi_with_proxy_headers

from anlauf.config import home, postgres
from anlauf.live.door import Live, Place

logging.basicConfig(format="%(asctime)s %(levelname)-7s %(name)s: %(message)s")

# The proxy on this machine says from where somebody listens, as it does to the web process.
application = wrap_asgi_with_proxy_headers(
    Live(
        Place(
            database=os.environ.get("DATABASE_URL") or postgres.address(home.home()),
            secret=os.environ.get("ANLAUF_SECRET_KEY") or home.secret_key(home.home()),
        )
    ),
    trusted_hosts="127.0.0.1",
)

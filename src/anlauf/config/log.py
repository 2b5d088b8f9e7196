"""What never stands in the log: the keys in addresses, which open somebody's appointment."""

import logging
import re

_KEY = re.compile(r"(?<=/)[\w:.=-]{40,}(?=/|$)", re.ASCII)


class WithoutKeys(logging.Filter):
    """Lets every line pass, with an ellipsis for each key in an address."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Shorten the addresses among the facts of a line."""
        if isinstance(record.args, tuple):
            record.args = tuple(_shortened(fact) for fact in record.args)
        return True


def _shortened(fact: object) -> object:
    return _KEY.sub("…", fact) if isinstance(fact, str) else fact

"""Parts of pages that were composed before, kept in the process.

What a piece says depends on nothing but what it is kept under, so nobody has to tell it of changes:
other values are another piece. The longest unused go first when there are too many letters.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from django.utils.safestring import SafeString

LETTERS = 4_000_000


class Pieces:
    """The last pieces, as many letters of them as may be kept."""

    def __init__(self, most: int) -> None:
        self._turn = threading.Lock()
        self._most = most
        self._letters = 0
        self._kept: OrderedDict[Hashable, SafeString] = OrderedDict()

    def words(self, of: Hashable, compose: Callable[[], SafeString]) -> SafeString:
        """What is kept under this, composed now if nothing is."""
        with self._turn:
            known = self._kept.get(of)
            if known is not None:
                self._kept.move_to_end(of)
                return known
        words = compose()
        self._keep(of, words)
        return words

    def forget(self) -> None:
        """Start over, as a new process would."""
        with self._turn:
            self._kept.clear()
            self._letters = 0

    def _keep(self, of: Hashable, words: SafeString) -> None:
        with self._turn:
            self._letters += len(words) - len(self._kept.get(of, ""))
            self._kept[of] = words
            while self._letters > self._most:
                _of, oldest = self._kept.popitem(last=False)
                self._letters -= len(oldest)


PIECES = Pieces(LETTERS)

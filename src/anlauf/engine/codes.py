"""Short codes people read out, type at a kiosk and copy from paper, with a check against slips.

The alphabet has no vowels, so no words arise, and none of each pair that looks alike. Its length is
a prime: with a different weight for each place, the check character finds every single wrong
character and every swap of two.
"""

ALPHABET = "23456789CDFHJKMNPQRTVWX"
PAYLOAD = 7
NUMBERS = len(ALPHABET) ** PAYLOAD

_LOOK_ALIKES = str.maketrans("BGSZU0O1", "8652VQQ7")
_FILLING = str.maketrans("", "", " \t\n\r\u00a0\u202f-‐‑–—_.·/")


class NotACode(ValueError):
    """A text that is no code, or one with a slip in it."""


def spell(source: int | bytes) -> str:
    """The code of a number; bytes stand for the number they spell, wrapped into the range."""
    rest = int.from_bytes(source, "big") % NUMBERS if isinstance(source, bytes) else source
    if not 0 <= rest < NUMBERS:
        raise NotACode(f"Codes count from 0 to {NUMBERS - 1}, not {rest}.")
    payload = ""
    for _ in range(PAYLOAD):
        rest, digit = divmod(rest, len(ALPHABET))
        payload = ALPHABET[digit] + payload
    return _grouped(payload + _check_character(payload))


def number_of(code: str) -> int:
    """The number a code stands for; forgiving like `normalise`."""
    number = 0
    for character in _plain(code)[:PAYLOAD]:
        number = number * len(ALPHABET) + ALPHABET.index(character)
    return number


def normalise(text: str) -> str:
    """The code as it was spelled, from what somebody typed; a slip is refused."""
    return _grouped(_plain(text))


def is_code(text: str) -> bool:
    """Tell whether this is a code, spelled as we spell it."""
    try:
        return normalise(text) == text
    except NotACode:
        return False


def _plain(text: str) -> str:
    plain = text.upper().translate(_FILLING).translate(_LOOK_ALIKES)
    if len(plain) != PAYLOAD + 1:
        raise NotACode(f"A code has {PAYLOAD + 1} characters, this one has {len(plain)}.")
    if wrong := [character for character in plain if character not in ALPHABET]:
        raise NotACode(f"No code has the character {wrong[0]!r}.")
    if plain[-1] != _check_character(plain[:-1]):
        raise NotACode("The check character does not match: there is a slip in this code.")
    return plain


def _check_character(payload: str) -> str:
    weighed = (place * ALPHABET.index(one) for place, one in enumerate(payload, start=2))
    return ALPHABET[sum(weighed) % len(ALPHABET)]


def _grouped(plain: str) -> str:
    return f"{plain[:4]}-{plain[4:]}"

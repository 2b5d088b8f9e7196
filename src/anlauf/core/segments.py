"""How many short messages a text becomes (3GPP TS 23.038 and 23.040)."""

from dataclasses import dataclass

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")


@dataclass(frozen=True)
class Size:
    """The length in the units of its alphabet, and how many messages are paid for."""

    length: int
    segments: int
    odd: str = ""  # the first character that forces the costly alphabet


def size(text: str) -> Size:
    """Count a text: 160 units fit in one message, or 70 once a rare character is in it."""
    odd = next((each for each in text if each not in _BASIC | _EXTENDED), "")
    if odd:
        length = len(text.encode("utf-16-be")) // 2
        return Size(length, _divided(length, 70, 67), odd)
    length = sum(2 if each in _EXTENDED else 1 for each in text)
    return Size(length, _divided(length, 160, 153))


def _divided(length: int, alone: int, each: int) -> int:
    return 1 if length <= alone else -(-length // each)

"""How large a file may be, packed and unpacked, and what looking into it may cost."""

from dataclasses import dataclass

_MEGA = 1_000_000


@dataclass(frozen=True)
class Limits:
    """What one file may be; a kind of case may say other octets and pages."""

    octets: int = 10 * _MEGA
    pages: int = 50
    pixels: int = 80 * _MEGA  # a telephone's camera gives 12 to 64 million
    longest_side: int = 5000  # larger pictures are made smaller: A4 at 430 dpi
    unpacked_stream: int = 100 * _MEGA
    unpacked: int = 600 * _MEGA


@dataclass(frozen=True)
class Cost:
    """What the process that looks into one file may use before it is ended."""

    memory: int = 1536 * _MEGA
    cpu_seconds: int = 30
    seconds: float = 60.0


@dataclass(frozen=True)
class Amount:
    """What one case or form may hold altogether."""

    files: int = 60
    octets: int = 200 * _MEGA


USUAL = Limits()
COST = Cost()
AMOUNT = Amount()

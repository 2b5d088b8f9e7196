"""What running processes have used, as the system tells it."""

import os
from pathlib import Path

_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
_AFTER_NAME = 2  # the first field after the name, which may hold anything, is the third


def family(number: int) -> list[int]:
    """The process and all that descend from it."""
    children = Path("/proc", str(number), "task", str(number), "children").read_text().split()
    return [number, *(one for child in children for one in family(int(child)))]


def seconds(number: int) -> float:
    """The processor's time this process has used."""
    fields = Path("/proc", str(number), "stat").read_text().rpartition(")")[2].split()
    user, system = fields[14 - 1 - _AFTER_NAME], fields[15 - 1 - _AFTER_NAME]
    return (int(user) + int(system)) / _TICKS_A_SECOND


def peak_megabytes(number: int) -> float:
    """The most memory this process has ever held."""
    for line in Path("/proc", str(number), "status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0

"""Several plans, one luck: what changes when something is done otherwise.

A `Study` asks one verb about several scenarios. `run` plays it piece by piece, on the processors
of this machine or on a cluster, keeps what is finished, and answers with an `Outcome` that
compares scenarios in pairs.
"""

from anlauf.engine.roster.stop import Stop
from anlauf.engine.study.code import OtherCode
from anlauf.engine.study.crew import Crew, NoCluster
from anlauf.engine.study.figures import Draws, Figures
from anlauf.engine.study.fingerprint import fingerprint
from anlauf.engine.study.outcome import Outcome
from anlauf.engine.study.plans import (
    Appointments,
    Demand,
    Needed,
    Worked,
    appointments,
    demand,
    needed,
    worked,
)
from anlauf.engine.study.run import TooSoon, run
from anlauf.engine.study.scenario import Enough, Scenario, Study
from anlauf.engine.study.store import Damaged, Folder, Key, Memory, Store, packed, unpacked
from anlauf.engine.study.verbs import Booking, Casework, booking, casework, office_day

__all__ = [
    "Appointments",
    "Booking",
    "Casework",
    "Crew",
    "Damaged",
    "Demand",
    "Draws",
    "Enough",
    "Figures",
    "Folder",
    "Key",
    "Memory",
    "Needed",
    "NoCluster",
    "OtherCode",
    "Outcome",
    "Scenario",
    "Stop",
    "Store",
    "Study",
    "TooSoon",
    "Worked",
    "appointments",
    "booking",
    "casework",
    "demand",
    "fingerprint",
    "needed",
    "office_day",
    "packed",
    "run",
    "unpacked",
    "worked",
]

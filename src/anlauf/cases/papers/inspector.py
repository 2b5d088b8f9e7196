"""The process that looks into one file: `python -m anlauf.cases.papers.inspector TERMS`.

It bounds itself, reads the file, and answers with one line of JSON and the clean octets. It has no
keys, no database, no address of anybody in its environment, and cannot write a file.
"""

import json
import resource
import sys

from anlauf.cases.papers import judge
from anlauf.cases.papers.limits import Cost, Limits
from anlauf.cases.papers.refusals import BadFile, UnpacksTooLarge
from anlauf.cases.papers.sound import BEGUN


def main(terms: str) -> None:
    """Answer for the file on the standard input."""
    said = json.loads(terms)
    _bound(Cost(**said["cost"]))
    content = sys.stdin.buffer.read()
    sys.stdout.buffer.write(BEGUN)
    sys.stdout.buffer.flush()
    head, clean = _answer(content, Limits(**said["limits"]))
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + clean)


def _answer(content: bytes, limits: Limits) -> tuple[dict[str, object], bytes]:
    try:
        sound = judge.judged(content, limits)
    except BadFile as fault:
        return {"refused": fault.code, "facts": fault.facts}, b""
    except MemoryError:
        return {"refused": UnpacksTooLarge.code, "facts": {}}, b""
    return {"media_type": sound.media_type, "pages": sound.pages}, sound.content


def _bound(cost: Cost) -> None:
    """Let the system end this process before it takes more than it may."""
    resource.setrlimit(resource.RLIMIT_AS, (cost.memory, cost.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cost.cpu_seconds, cost.cpu_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(sys.argv[1])

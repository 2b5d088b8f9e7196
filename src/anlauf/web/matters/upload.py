"""Files that a page sends: each is given to the command, and what is wrong is said by its name.

A page may send several files for one paper. Those that are sound are kept even if another is not.
"""

from uuid import UUID

from django.utils.translation import gettext as _

from anlauf.cases import commands
from anlauf.cases.queries import Case, Intake
from anlauf.core.refusal import Refused
from anlauf.web.common.requests import Request

Owner = Case | Intake

FILE = "file"


def taken(request: Request, to: Owner) -> list[str]:
    """Hand in what was sent; the sentences of what could not be taken, none when all was."""
    files = request.FILES.getlist(FILE)
    if not files:
        return [_("Please choose a file first.")]
    wanted, wrong = request.POST.get("wanted", ""), []
    for file in files:
        name = file.name or ""
        content = file.read()
        try:
            commands.upload(to, wanted, name, content, by=request.actor, at=request.at)
        except Refused as refusal:
            wrong.append(f"{name}: {refusal}" if name else str(refusal))
    return wrong


def taken_back(request: Request, to: Owner) -> list[str]:
    """Remove a file again; the sentence of why that cannot be."""
    try:
        uid = UUID(request.POST.get("remove", ""))
    except ValueError:
        return [_("This file is not there any more.")]
    try:
        commands.take_back(to, uid, by=request.actor, at=request.at)
    except Refused as refusal:
        return [str(refusal)]
    return []

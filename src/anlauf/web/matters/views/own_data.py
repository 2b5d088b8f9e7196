"""What we keep about somebody's case: to take away, and to have erased."""

import io
import json
import zipfile
from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from anlauf.cases import commands, queries
from anlauf.cases.queries import Case, OpenedPaper
from anlauf.cases.states import OVER
from anlauf.core.refusal import Refused
from anlauf.web.common.guards import public
from anlauf.web.common.requests import Request
from anlauf.web.matters import entry


@never_cache
@require_safe
@public
def own_data(request: Request, key: str) -> HttpResponse:
    """Say what is kept, for how long, and what can be done about it."""
    case = entry.case_by(key, at=request.at)
    context = {"case": case, "key": key, "over": case.state in OVER}
    return render(request, "matters/own_data.html", context)


@never_cache
@require_POST
@public
def archive(request: Request, key: str) -> HttpResponse:
    """One file with everything: for people to read, and for machines."""
    case = entry.case_by(key, at=request.at)
    language = get_language() or ""
    data = commands.take_out(case, language, by=request.actor, at=request.at)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        page = render_to_string("matters/archive.html", {"data": data, "case": case}, request)
        file.writestr(f"{case.code}.html", page)
        file.writestr(f"{case.code}.json", json.dumps(data, ensure_ascii=False, indent=2))
        for paper in _papers(case):
            file.writestr(f"{case.code}/{paper.file_name}", paper.content)
    headers = {"Content-Disposition": f'attachment; filename="{case.code}.zip"'}
    return HttpResponse(packed.getvalue(), content_type="application/zip", headers=headers)


def _papers(case: Case) -> Iterator[OpenedPaper]:
    """The person's own files, one at a time; what is not yet checked stays where it is."""
    for each in queries.papers_of(case):
        if each.checked:
            yield queries.opened(case, each.uid)


@never_cache
@require_POST
@public
def erase(request: Request, key: str) -> HttpResponse:
    """Erase it now, or say why that has to wait."""
    case = entry.case_by(key, at=request.at)
    try:
        commands.erase_on_request(case, by=request.actor, at=request.at)
    except Refused as refusal:
        context = {"case": case, "key": key, "over": case.state in OVER, "refusal": refusal}
        return render(request, "matters/own_data.html", context, status=refusal.status)
    return render(request, "matters/erased.html", {"code": case.code})

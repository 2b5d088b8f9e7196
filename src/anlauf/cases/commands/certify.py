"""The certificate for the time until the decision is printed at a desk."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anlauf.cases.commands import moving
from anlauf.cases.models import Case
from anlauf.cases.queries.certificate import Certificate, certificate_of
from anlauf.core import journal
from anlauf.core.actors import Actor
from anlauf.core.refusal import Refused


class NoCertificate(Refused):
    """A case whose permit needs no bridge, or no longer."""

    code = "no_certificate"
    sentence = _("No certificate holds for this case now: it is decided, or none was issued.")


@transaction.atomic
def print_certificate(case: Case, *, by: Actor, at: datetime) -> Certificate:
    """What stands on the certificate; that it was printed, and until when it holds, is proof."""
    held = moving.held(case.pk)
    found = certificate_of(held, at=at)
    if found is None:
        raise NoCertificate
    facts: dict[str, object] = {"until": found.until.isoformat()}
    journal.record(
        "cases.certificate_printed", held, by=by, at=at, office=held.office_id, facts=facts
    )
    return found

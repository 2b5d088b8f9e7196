"""Reports by mail: to whoever wants them and may have them, once, with both files."""

from datetime import timedelta

import pytest
from django.core import mail

from anlauf.core.actors import SYSTEM
from anlauf.core.carriers import MailServer
from anlauf.core.commands.delivery import deliver
from anlauf.core.models import Letter
from anlauf.demo import past
from anlauf.evaluation import commands, report_letters
from anlauf.evaluation.models import ReportMail
from anlauf.evaluation.states import AnswerKind
from anlauf.people.roles import Role
from tests import make

pytestmark = pytest.mark.django_db
NIGHT = make.moment("03:20")


def reader(login="lead", *, role=Role.TEAM_LEAD, at=None, address="lead@example.org"):
    person = make.person(login, role=role, at=at)
    person.email = address
    person.save(update_fields=["email"])
    return person


def wants(person, kind=AnswerKind.WEEKLY, at=None):
    since = at or NIGHT - timedelta(days=1)
    return commands.subscribe(person, kind, "de", by=SYSTEM, at=since)


@pytest.fixture
def harburg():
    office = make.office("harburg")
    make.office("altona")
    past.invent(make.DAY, at=make.AT, days=14)
    return office


def test_a_report_goes_once_to_whoever_wants_its_kind(harburg):
    wants(reader(at=harburg))
    commands.report(at=NIGHT)
    assert commands.mail_reports(at=NIGHT) == 1
    assert commands.mail_reports(at=NIGHT + timedelta(days=1)) == 0
    [letter] = Letter.objects.all()
    assert (letter.to, letter.kind) == ("lead@example.org", "report")
    assert ReportMail.objects.get(pk=letter.thing_number).report.kind == AnswerKind.WEEKLY


def test_it_leaves_with_both_files_and_only_with_what_may_be_seen(harburg):
    wants(reader(at=harburg))
    commands.report(at=NIGHT)
    commands.mail_reports(at=NIGHT)
    assert deliver(MailServer(), at=NIGHT) == 1
    [sent] = mail.outbox
    names = [name for name, _content, _kind in sent.attachments]
    assert [name.rpartition(".")[2] for name in names] == ["pdf", "xlsx"]
    assert sent.attachments[0][1][:4] == b"%PDF"
    assert "/figures/reports/" in sent.body
    mailed = ReportMail.objects.get()
    tables = str(report_letters.told_to(mailed.person, mailed.report).sections)
    assert ("Harburg" in tables, "Altona" in tables) == (True, False)


def test_who_left_or_may_not_or_came_later_gets_none(harburg):
    gone, clerk, late = (
        reader("gone", at=harburg),
        reader("clerk", role=Role.CLERK, at=harburg),
        reader("late", at=harburg),
    )
    gone.is_active = False
    gone.save(update_fields=["is_active"])
    for person in (gone, clerk):
        wants(person)
    wants(late, at=NIGHT + timedelta(hours=5))
    commands.report(at=NIGHT)
    assert commands.mail_reports(at=NIGHT + timedelta(days=1)) == 0


def test_who_stops_gets_none_and_who_has_no_mailbox_is_told_so(harburg):
    person = reader(at=harburg)
    wants(person)
    wants(person)
    commands.unsubscribe(person, AnswerKind.WEEKLY, by=SYSTEM, at=NIGHT)
    commands.unsubscribe(person, AnswerKind.WEEKLY, by=SYSTEM, at=NIGHT)
    commands.report(at=NIGHT)
    assert commands.mail_reports(at=NIGHT) == 0
    with pytest.raises(commands.NoMailbox):
        wants(reader("nobody", at=harburg, address=""))


def test_the_page_subscribes_and_stops(client, harburg):
    client.force_login(reader(at=harburg))
    page = client.get("/figures/reports/").content.decode()
    assert "lead@example.org" in page
    for want, offered in (("yes", 'value="no"'), ("no", 'value="yes"')):
        said = {"kind": "weekly", "want": want}
        answer = client.post("/figures/reports/mail/", said, follow=True)
        form = answer.content.decode().partition('name="kind" value="weekly"')[2]
        assert offered in form.partition("</form>")[0]
    assert client.post("/figures/reports/mail/", {"kind": "asked"}).status_code == 422

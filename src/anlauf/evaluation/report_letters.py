"""A report on its way to somebody: what may be told to them, as PDF and workbook."""

from django.template.loader import render_to_string

from anlauf.core.attachments import Attachment
from anlauf.core.documents import Document, pdf, xlsx
from anlauf.core.links import link
from anlauf.core.models import Letter
from anlauf.core.writers import Words
from anlauf.evaluation import queries, telling
from anlauf.evaluation.models import Answer, ReportMail
from anlauf.people import access
from anlauf.people import queries as people
from anlauf.people.queries import Person
from anlauf.people.roles import Right

KIND = "report"


def written(letter: Letter) -> Words:
    """The words in the language that is on, and both files."""
    mail = ReportMail.objects.select_related("report", "person").get(pk=letter.thing_number)
    report = mail.report
    document = told_to(mail.person, report)
    title = f"{document.title}, {document.subtitle}"
    said = {
        "title": title,
        "link": link(f"/figures/answers/{report.fingerprint}/"),
        "stop": link("/figures/reports/"),
    }
    return Words(
        title,
        render_to_string("letters/report.txt", said),
        attachments=_files(report, document),
    )


def told_to(person: Person, report: Answer) -> Document:
    """The report with the lines of the offices somebody may see, beside the city's."""
    granted = access.of(people.grants(person))
    if granted.may(Right.SEE_CITY):
        return telling.document(report, queries.told(report))
    offices = people.workplaces(granted.offices(Right.SEE_OFFICE))
    return telling.document(report, queries.told(report, [row.key for row in offices]))


def _files(report: Answer, document: Document) -> tuple[Attachment, ...]:
    name = f"{report.kind}-{report.first}-{report.last}"
    book = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return (
        Attachment(f"{name}.pdf", pdf(document), "application/pdf"),
        Attachment(f"{name}.xlsx", xlsx(document), book),
    )

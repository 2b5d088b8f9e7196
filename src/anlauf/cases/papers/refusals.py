"""Why a file is not taken, each with what to do next. Nothing of such a file is kept."""

from django.utils.translation import gettext_lazy as _

from anlauf.core.refusal import Invalid


class BadFile(Invalid):
    """A file that cannot be taken as it is."""

    code = "bad_file"


class EmptyFile(BadFile):
    """A file without content."""

    code = "file_empty"
    sentence = _("This file is empty. Please choose it again, or take a new photo of the paper.")


class FileTooLarge(BadFile):
    """More octets than allowed."""

    code = "file_too_large"
    sentence = _(
        "This file is larger than %(megabytes)s MB. Please take a photo with a lower resolution,"
        " or scan the paper with 200 dpi, and send that."
    )


class TooManyPages(BadFile):
    """More pages than allowed."""

    code = "file_too_many_pages"
    sentence = _(
        "This file has %(pages)s pages. We can take %(most)s pages in one file."
        " Please send only the pages we asked for, or split the file."
    )


class NotAPaper(BadFile):
    """Neither a PDF nor a picture we can open, whatever its name says."""

    code = "file_not_a_paper"
    sentence = _(
        "This is not a PDF and not a picture in the formats JPEG, PNG or HEIC, whatever its name"
        " says. Please take a photo of the paper, or save it as a PDF, and send that."
    )


class AProgram(BadFile):
    """Something a computer would run."""

    code = "file_is_a_program"
    sentence = _(
        "This file is a program and not a paper. We have not kept it. If you did not expect this,"
        " do not open the file, and take a photo of the paper instead."
    )


class Packed(BadFile):
    """A packed folder, or a file of an office program, which is one as well."""

    code = "file_is_packed"
    sentence = _(
        "This is a packed folder or a file of an office program such as Word."
        " Please open it, save each paper as a PDF, and send the PDF files."
    )


class MoreThanOneFile(BadFile):
    """One file inside another."""

    code = "file_hides_another"
    sentence = _(
        "A second file is hidden inside this file, so we have not kept it."
        " Please take a new photo of the paper, or print it into a new PDF, and send that."
    )


class Locked(BadFile):
    """A PDF that needs a password for something."""

    code = "file_is_locked"
    sentence = _(
        "This PDF is protected with a password. Please open it, print it into a new PDF without"
        " a password, and send that."
    )


class Active(BadFile):
    """A PDF that would do something, or carries other files."""

    code = "file_is_active"
    sentence = _(
        "This PDF contains programs, buttons or attached files, so we have not kept it."
        " Please open it, choose “Print” and “Save as PDF”, and send the new file."
    )


class UnpacksTooLarge(BadFile):
    """Small as a file, huge once it is opened."""

    code = "file_unpacks_too_large"
    sentence = _(
        "This file becomes too large when it is opened. Please take a new photo of the paper with"
        " an ordinary resolution, or scan it with 200 dpi, and send that."
    )


class Damaged(BadFile):
    """A file that says what it is, but cannot be opened."""

    code = "file_damaged"
    sentence = _(
        "We could not open this file. It is damaged or incomplete. Please open it yourself to"
        " check it, save it again or take a new photo, and send that."
    )


class Harmful(BadFile):
    """A file with a known harmful pattern."""

    code = "file_harmful"
    sentence = _(
        "A check for viruses found something harmful in this file, so we have not kept it."
        " Please have your device checked, and take a photo of the paper with another device."
    )


REASONS: dict[str, type[BadFile]] = {
    reason.code: reason
    for reason in (
        *(EmptyFile, FileTooLarge, TooManyPages, NotAPaper, AProgram, Packed, MoreThanOneFile),
        *(Locked, Active, UnpacksTooLarge, Damaged, Harmful),
    )
}
"""Every reason by its code, as the process that looks into files names it."""

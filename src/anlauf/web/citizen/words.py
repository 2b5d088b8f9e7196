"""What closed lists of the directory are called on the pages."""

from django.utils.functional import Promise
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from anlauf.directory.states import Access

_ACCESS: dict[str, Promise] = {
    Access.STEP_FREE: _("No steps"),
    Access.PARTLY_STEP_FREE: _("Few steps"),
    Access.ACCESSIBLE_TOILET: _("Accessible toilet"),
    Access.LIFT: _("Lift"),
    Access.HEARING_LOOP: _("Hearing loop"),
    Access.PHOTO_BOOTH: _("Photo booth"),
    Access.ACCESSIBLE_PARKING: _("Accessible parking"),
}


def access(key: str) -> str:
    """What a place offers, in the language of the page; empty for what has no words yet."""
    return str(_ACCESS.get(key, ""))


def language(code: str) -> str:
    """What a language is called in the language of the page; its code where that is unknown."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code

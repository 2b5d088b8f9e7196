"""Reading the outbox: for the demo's mailbox and for people who look after delivery."""

from anlauf.core.models import Letter


def latest_letters(*, to: str = "", most: int = 50) -> list[Letter]:
    """The letters written last, or those of them to one address."""
    rows = Letter.objects.order_by("-pk")
    return list((rows.filter(to__iexact=to) if to else rows)[:most])


def letter(number: int) -> Letter | None:
    """One letter, if there is one with this number."""
    return Letter.objects.filter(pk=number).first()

"""The verbs of surveys: answer, say that one wants to be asked, ask, screen, forget."""

from anlauf.surveys.commands.answer import NoAnswer, NotOver, answer
from anlauf.surveys.commands.consent import ask_by_mail, consent, withdraw
from anlauf.surveys.commands.forget import forget
from anlauf.surveys.commands.past import load_past
from anlauf.surveys.commands.screen import screen

__all__ = [
    "NoAnswer",
    "NotOver",
    "answer",
    "ask_by_mail",
    "consent",
    "forget",
    "load_past",
    "screen",
    "withdraw",
]

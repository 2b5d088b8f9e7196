"""Parts of pages that need not be composed again: `{% load pieces %}`.

A piece is a template that sees nothing but the values it is given, like an include with `only`. So
the same values in the same language give the same words, and these are kept. Values are words,
numbers, dates, and frozen values or tuples of such; a row of the database is not, for it equals its
own older versions. What depends on anything else, like a form's token, stands in no piece.
"""

from django import template
from django.template import Context, Engine, Node
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from anlauf.web.common.pieces import PIECES

register = template.Library()


class Piece(Node):
    """The place in a page where a piece stands."""

    def __init__(self, name: str, values: dict[str, FilterExpression]) -> None:
        self.name = name
        self.values = values

    def render(self, context: Context) -> SafeString:
        """The piece's words, most often those of an earlier page."""
        values = tuple([value.resolve(context) for value in self.values.values()])

        def compose() -> SafeString:
            found = Engine.get_default().get_template(self.name)
            return found.render(Context(dict(zip(self.values, values, strict=True))))

        return PIECES.words((self, get_language(), values), compose)


@register.tag
def piece(parser: Parser, token: Token) -> Piece:
    """`{% piece "components/calendar_week.html" days=week %}`."""
    _tag, name, *words = token.split_contents()
    return Piece(name.strip('"'), token_kwargs(words, parser))

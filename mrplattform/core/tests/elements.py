"""Renders shared elements as a page would."""

from django.template import engines
from django_cotton.compiler_regex import CottonCompiler


def element(markup: str, request=None, **context) -> str:
    """element('<c-note tone="good">{{ text }}</c-note>', text="Klart")"""
    template = engines["django"].from_string(CottonCompiler().process(markup))
    return template.render(context, request)

"""Tags and filters that every template may use (a builtin library, so no {% load %})."""

import datetime as dt

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _

from mrplattform.core import look
from mrplattform.core.onward import onward as what_came

register = template.Library()


# --- Icons and signs ------------------------------------------------------------------------


@register.simple_tag
def icon(name: str, label: str = "", css: str = "mr-icon"):
    """{% icon "warn" %}: decoration beside words. With a label the icon itself is the word."""
    return look.use(f"i-{name}", label, css)


@register.simple_tag
def glyph(level, label: str = ""):
    """{% glyph 3 %}: the sign of a level (0–4), "u" don't know, "m" missing, "n" not relevant."""
    return look.use(f"g{look.level_key(level)}", label, "mr-glyph")


# The shape that goes with a tone, so that colour never stands alone.
TONE_ICONS = {"good": "check", "plan": "play", "watch": "warn", "stop": "stop", "wish": "wish"}
# Django's message levels are tones too.
NOTE_TONES = {"success": "good", "warning": "watch", "error": "stop", "info": "", "debug": ""}
NOTE_ICONS = {"good": "check", "watch": "warn", "stop": "stop"}


@register.simple_tag
def tone_icon(tone: str, name: str = ""):
    name = name or TONE_ICONS.get(tone, "")
    return look.use(f"i-{name}") if name and name != "none" else ""


@register.filter
def note_tone(tone: str) -> str:
    return NOTE_TONES.get(tone, tone)


@register.simple_tag
def note_icon(tone: str = ""):
    return look.use(f"i-{NOTE_ICONS.get(note_tone(tone), 'info')}")


@register.simple_tag
def movement(direction: str, css: str = "mr-tri"):
    return look.use(f"t-{direction}", css=css)


@register.filter
def level_key(level) -> str:
    return look.level_key(level)


@register.simple_tag
def matrix_cell(matrix, column, cell):
    """A tile: sign, digit and movement; a link when there is something behind it.

    Python, because a matrix holds hundreds of them.
    """
    said = escape(f"{column.full}: {cell.said}{matrix.move_words(cell)}")
    key = cell.key
    sign = "" if key == look.MISSING else look.use(f"g{key}", css="mr-glyph")
    words = _("Saknas") if key == look.MISSING else key if key in look.LEVELS else ""
    number = f'<span aria-hidden="true">{words}</span>' if words else ""
    turned = movement(cell.move, "mr-mv") if cell.move in ("up", "down") else ""
    unit = f'<span class="mr-unit" aria-hidden="true">{escape(column.short)}</span>'
    inner = f"{unit}{sign}{number}{turned}"
    if cell.url:
        start = f'<a class="mr-lv" data-l="{key}" href="{escape(cell.url)}" aria-label="{said}">'
        return mark_safe(f"{start}{inner}</a>")
    start = f'<span class="mr-lv" data-l="{key}"><span class="mr-vh">{said}</span>'
    return mark_safe(f"{start}{inner}</span>")


@register.simple_tag
def agenda_day(day):
    """The day big, the month and weekday small."""
    day = _date(day)
    return format_html(
        '<time datetime="{}"><b>{}</b><span>{}</span></time>',
        day.isoformat(),
        day.day,
        f"{date_format(day, 'b')}, {date_format(day, 'D').lower()}",
    )


# --- Words and numbers ----------------------------------------------------------------------


@register.filter
def money(ore) -> str:
    """Öre as kronor: 45000000 → '450 000 kr', 12550 → '125,50 kr'."""
    return look.money(ore)


@register.filter
def number(value, decimals: int = 0) -> str:
    return look.number(value, decimals)


in_words = register.filter(look.in_words)


@register.filter
def file_size(size) -> str:
    """'240 kB', '3,2 MB'."""
    size = size or 0
    if size < 1024 * 1024:
        return f"{look.number(max(1, round(size / 1024)))} kB"
    return f"{look.number(size / 1024 / 1024, 1)} MB"


@register.filter
def day(value) -> str:
    """'27 november 2026', without the year's leading zeroes."""
    return date_format(_date(value), "j F Y") if value else ""


@register.filter
def short_day(value) -> str:
    return look.short_date(value)


@register.simple_tag
def time_tag(value, form: str = "j F Y"):
    """{% time_tag thing.closes %}: the date for people and for machines."""
    if not value:
        return ""
    machine = value.isoformat()
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    return format_html('<time datetime="{}">{}</time>', machine, date_format(value, form))


def _date(value):
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value).date()
    return value


# --- Forms ----------------------------------------------------------------------------------


@register.filter
def error_count(errors) -> int:
    return sum(len(one) for one in errors.values())


@register.filter
def id_from(text, prefix: str = "") -> str:
    """An id that a heading can carry, from its words."""
    return prefix + (slugify(text) or "avsnitt")


# --- History --------------------------------------------------------------------------------


@register.filter
def verb_display(deed) -> str:
    """What was done, in the words that the app has given the verb."""
    from mrplattform.core.history import VERBS  # noqa: PLC0415  (models are not ready at start)

    return str(VERBS.get(deed.verb, deed.verb))


@register.filter
def changes_display(deed) -> list[dict]:
    """The changed values as rows of label, before and after."""
    return look.changes(deed)


# --- Arranging ------------------------------------------------------------------------------


class Around(template.Node):
    """Prints an element around its content, and nothing at all around nothing."""

    def __init__(self, nodelist, tag, css):
        self.nodelist, self.tag, self.css = nodelist, tag, css

    def render(self, context):
        inner = self.nodelist.render(context).strip()
        if not inner:
            return ""
        tag = self.tag.resolve(context)
        css = self.css.resolve(context) if self.css else ""
        return f'<{tag} class="{css}">{inner}</{tag}>' if css else f"<{tag}>{inner}</{tag}>"


@register.tag
def around(parser, token):
    """{% around "p" "mr-lead" %}{% block lead %}{% endblock %}{% endaround %}"""
    parts = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    nodelist = parser.parse(("endaround",))
    parser.delete_first_token()
    return Around(nodelist, parts[0], parts[1] if len(parts) > 1 else None)


class Beside(template.Node):
    """Content alone, or content with an aside when the aside holds something."""

    child_nodelists = ("main", "side")

    def __init__(self, main, side):
        self.main, self.side = main, side

    def render(self, context):
        main, side = self.main.render(context), self.side.render(context).strip()
        if not side:
            return main
        return (
            '<div class="mr-section mr-two">'
            f'<div class="mr-stack-l">{main}</div><aside class="mr-stack-l">{side}</aside></div>'
        )


@register.tag
def beside(parser, token):
    """{% beside %}{% block content %}{% endblock %}{% side %}{% block aside %}{% endblock %}{% endbeside %}"""
    main = parser.parse(("side",))
    parser.delete_first_token()
    side = parser.parse(("endbeside",))
    parser.delete_first_token()
    return Beside(main, side)


@register.simple_tag
def optional_url(name: str, *args) -> str:
    """The address, or nothing when this installation has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.filter
def is_same(path: str, other: str) -> bool:
    return path == other


@register.simple_tag(takes_context=True)
def query(context, **changes) -> str:
    """{% query sida=2 %}: this page's address with some parameters changed (None removes one)."""
    request = context.get("request")
    params = request.GET.copy() if request else None
    if params is None:
        return ""
    for key, value in changes.items():
        if value in (None, ""):
            params.pop(key, None)
        else:
            params[key] = value
    return mark_safe("?" + params.urlencode().replace("&", "&amp;"))


# --- The thread ------------------------------------------------------------------------------


@register.inclusion_tag("core/_onward.html", takes_context=True)
def onward(context, thing):
    """{% onward finding %}: what later rows know of it, and the next step for who may take it."""
    return {"onward": what_came(context["request"].user, thing)}

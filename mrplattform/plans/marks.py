"""A measure's state as the page shows it: words, shape, and colour last."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from mrplattform.core.templatetags.mr import tone_icon
from mrplattform.plans.models import Measure


def mark(measure: Measure) -> SafeString:
    return format_html(
        '<span class="mr-mark mr-nowrap" data-tone="{}" data-box>{}{}</span>',
        measure.tone,
        tone_icon(measure.tone, measure.icon),
        measure.get_state_display(),
    )

"""What has been done in an authority: by whom, with what, when and why."""

from __future__ import annotations

from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from mrplattform.core.access import require
from mrplattform.core.look import changes, short_date
from mrplattform.core.models import Deed
from mrplattform.core.tables import Column, Table
from mrplattform.core.templatetags.mr import verb_display
from mrplattform.project import rules
from mrplattform.project.forms import DeedFilter
from mrplattform.project.naming import entry_of, kind_of, name_things, thing_in_words


def page(request):
    require(rules.can_read_deeds(request.user))
    rows = Deed.objects.filter(scope__in=rules.read_authorities(request.user))
    filters = DeedFilter(request.GET, request.user)
    table = DeedTable(request, rows, COLUMNS, order="-nar", name=_("Händelser"), filters=filters)
    table.user = request.user
    if table.wants_file:
        return table.file()
    return render(request, "project/deeds.html", {"table": table})


class DeedTable(Table):
    """Deeds with the names of what they were done with, as the reader may see it."""

    def prepare(self, rows: list) -> None:
        name_things(rows, self.user)


def _thing(deed: Deed):
    entry = entry_of(deed)
    if not entry:
        return kind_of(deed)
    link = (kind_of(deed), entry.address, entry.title)
    return format_html('{}: <a href="{}">{}</a>', *link)


def _changes(deed: Deed) -> str:
    return "\n".join(f"{one['label']}: {one['before']} → {one['after']}" for one in changes(deed))


def _who(deed: Deed) -> str:
    return deed.by_name or deed.by_function or str(_("Plattformen"))


COLUMNS = [
    Column("nar", _("När"), "at", sort="at", kind="date", cell=lambda deed: short_date(deed.at)),
    Column("vem", _("Vem"), _who, sort="by_name"),
    Column("funktion", _("Funktion"), "by_function", only_in_file=True),
    Column("gjorde", _("Gjorde"), lambda deed: str(verb_display(deed))),
    Column("sak", _("Med"), thing_in_words, cell=_thing),
    Column("skal", _("Skäl"), "why"),
    Column("andrat", _("Ändrat"), _changes, only_in_file=True),
]

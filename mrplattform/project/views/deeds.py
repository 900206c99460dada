"""What has been done in an authority: by whom, with what, when and why."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django import forms
from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from mrplattform.core.access import require
from mrplattform.core.forms import DateField
from mrplattform.core.look import changes, short_date
from mrplattform.core.models import Deed
from mrplattform.core.tables import Column, FilterForm, Table
from mrplattform.core.templatetags.mr import verb_display
from mrplattform.project import kinds, rules
from mrplattform.project.index.find import visible_entries
from mrplattform.project.naming import kind_of, name_things, thing_in_words

MOST_NAMED = 300  # things whose name holds the words asked for


class DeedFilter(FilterForm):
    vem = forms.CharField(label=_("Vem"), max_length=100)
    sak = forms.CharField(label=_("Sak"), max_length=100)
    slag = forms.ChoiceField(label=_("Slag"))
    fran = DateField(label=_("Från och med"))
    till = DateField(label=_("Till och med"))

    def __init__(self, data, user):
        super().__init__(data)
        self.user = user
        self.fields["slag"].choices = [("", _("Alla slag")), *kinds.choices()]

    def narrow_vem(self, rows, value):
        return rows.filter(Q(by_name__icontains=value) | Q(by_function__icontains=value))

    def narrow_sak(self, rows, value):
        named = visible_entries(self.user).filter(title__icontains=value)
        things = defaultdict(list)
        for kind, number in named.values_list("content_type", "object_id")[:MOST_NAMED]:
            things[kind].append(str(number))
        found = Q(pk__in=[])
        for kind, numbers in things.items():
            found |= Q(content_type=kind, object_id__in=numbers)
        return rows.filter(found)

    def narrow_slag(self, rows, value):
        return rows.filter(content_type__model=value)

    def narrow_fran(self, rows, value):
        return rows.filter(at__gte=_midnight(value))

    def narrow_till(self, rows, value):
        return rows.filter(at__lt=_midnight(value + dt.timedelta(days=1)))


def page(request):
    require(rules.can_read_deeds(request.user))
    rows = Deed.objects.filter(scope__in=rules.read_authorities(request.user))
    filters = DeedFilter(request.GET, request.user)
    table = Table(request, rows, COLUMNS, order="-nar", name=_("Händelser"), filters=filters)
    if table.wants_file:
        name_things(table.sorted_rows, request.user)
        return table.file()
    name_things(table.rows, request.user)
    return render(request, "project/deeds.html", {"table": table})


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def _thing(deed: Deed):
    if not deed.entry:
        return kind_of(deed)
    link = (kind_of(deed), deed.entry.address, deed.entry.title)
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

"""The register of all municipalities and regions, and taking one of them into use."""

from __future__ import annotations

from django.db.models import Exists, Min, OuterRef
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.access import require
from mrplattform.core.tables import Column, Table
from mrplattform.organisations import rules
from mrplattform.organisations.forms.tree import RegisterFilter, TakeIntoUseForm
from mrplattform.organisations.models import Function, Organisation
from mrplattform.organisations.services import tree as services
from mrplattform.organisations.views.common import find_organisation, save_form


def _codes(organisation) -> str:
    return ", ".join(sorted(code.code for code in organisation.codes.all()))


COLUMNS = [
    Column(
        "namn",
        gettext_lazy("Namn"),
        "name",
        sort=True,
        cell=lambda o: format_html('<a href="{}">{}</a>', o.get_absolute_url(), o.name),
    ),
    Column("kod", gettext_lazy("Officiell kod"), _codes, sort="first_code"),
    Column("slag", gettext_lazy("Slag"), "get_sector_display", sort="sector"),
    Column("bruk", gettext_lazy("Använder plattformen"), lambda o: _("Ja") if o.in_use else ""),
]


def organisations(request):
    rows = (
        Organisation.objects.visible_to(request.user)
        .authorities()
        .annotate(
            first_code=Min("codes__code"),
            in_use=Exists(Function.objects.filter(authority=OuterRef("pk"))),
        )
        .prefetch_related("codes")
    )
    table = Table(
        request,
        rows,
        COLUMNS,
        order="namn",
        name=_("Kommuner och regioner"),
        filters=RegisterFilter,
    )
    if table.wants_file:
        return table.file()
    return render(request, "organisations/register.html", {"table": table})


def take_into_use(request, pk):
    authority = find_organisation(request.user, pk)
    require(rules.can_take_into_use(request.user, authority))
    form = TakeIntoUseForm(request.POST or None)
    return save_form(
        request,
        form,
        lambda: services.take_into_use(authority, by=request.user, **form.cleaned_data),
        "organisations/take_into_use.html",
        {"authority": authority},
        said=_("%s är i bruk. Bjud in MR-strategen.") % authority,
        leads_to=lambda function: function,
    )

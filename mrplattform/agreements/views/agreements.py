"""Agreements: the list, the whole of one on a page, and its files."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from mrplattform.agreements import rules
from mrplattform.agreements.documents import agreement_document
from mrplattform.agreements.forms.agreements import AgreementForm, PaperForm
from mrplattform.agreements.models import Agreement, Paper
from mrplattform.agreements.models.agreements import KEEPERS
from mrplattform.agreements.services import agreements as services
from mrplattform.agreements.showing import Whole
from mrplattform.agreements.views.finding import find_agreement
from mrplattform.core.access import open_to_all, require
from mrplattform.core.exports.files import FORMATS
from mrplattform.core.history import history
from mrplattform.core.tables import Column, Table
from mrplattform.organisations.models import Organisation
from mrplattform.organisations.papers import file_of
from mrplattform.plans.views.editing import edit_together

COLUMNS = [
    Column(
        "overenskommelse",
        gettext_lazy("Överenskommelse"),
        "title",
        sort="title",
        cell=lambda one: format_html('<a href="{}">{}</a>', one.get_absolute_url(), one.title),
    ),
    Column("slag", gettext_lazy("Slag"), "get_kind_display", sort="kind"),
    Column("galler", gettext_lazy("Gäller"), "period", sort="ends"),
    Column("dnr", gettext_lazy("Diarienummer"), "registry_number"),
    Column("hos", gettext_lazy("Hos"), "authority.name", sort="authority__name"),
]


def agreements(request):
    over = request.GET.get("avslutade") == "1"
    rows = Agreement.objects.visible_to(request.user).select_related("authority")
    current = rows.in_force()
    rows = rows.exclude(pk__in=current.values("pk")) if over else current
    table = Table(request, rows, COLUMNS, name=_("Överenskommelser"), order="-galler")
    if table.wants_file:
        return table.file()
    context = {
        "table": table,
        "over": over,
        "may_create": rules.can_create_agreement(request.user),
    }
    return render(request, "agreements/agreements.html", context)


@open_to_all
def agreement(request, pk):
    """Public agreements are open to everyone; the rest as their circle says."""
    thing = find_agreement(request.user, pk)
    may_edit = rules.can_edit_agreement(request.user, thing)
    context = {
        "agreement": thing,
        "whole": Whole(thing, request.user),
        "may_edit": may_edit,
        "deeds": history(thing)[:20] if request.user.is_authenticated else [],
    }
    return render(request, "agreements/agreement.html", context)


@open_to_all
def file(request, pk, ending):
    thing = find_agreement(request.user, pk)
    if ending not in FORMATS:
        raise Http404
    return file_of(agreement_document(Whole(thing, request.user)), ending, thing.authority_id)


def create(request):
    require(rules.can_create_agreement(request.user))
    authority = _own(request.user)
    form = AgreementForm(request.POST or None, user=request.user, authority=authority)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create(authority, by=request.user, **form.values)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(
                request, _("Överenskommelsen finns här. Lägg till parter och åtaganden.")
            )
            return redirect(made)
    return render(request, "agreements/agreement_form.html", {"form": form})


def edit(request, pk):
    thing = find_agreement(request.user, pk)
    require(rules.can_edit_agreement(request.user, thing))
    form = AgreementForm(
        request.POST or None, user=request.user, authority=thing.authority, agreement=thing
    )
    return edit_together(
        request,
        thing=thing,
        form=form,
        save=lambda: services.edit(
            thing, by=request.user, edition=form.cleaned_data["edition"] or 0, **form.values
        ),
        template="agreements/agreement_form.html",
        said=_("Sparat."),
        context={"agreement": thing},
    )


@require_POST
def remove(request, pk):
    thing = find_agreement(request.user, pk)
    require(rules.can_edit_agreement(request.user, thing))
    try:
        services.remove(thing, by=request.user)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect(thing)
    messages.success(request, _("Överenskommelsen är borttagen. Den går att lägga tillbaka."))
    return redirect("agreements:removed")


def removed(request):
    """What was removed and can be put back, for those who keep them."""
    require(rules.can_create_agreement(request.user))
    rows = Agreement.objects.of_circle(request.user).removed()
    rows = rows.filter(authority__in=request.user.standing.authorities_as(*KEEPERS))
    table = Table(request, rows.order_by("-removed_at", "pk"), REMOVED, name=_("Borttagna"))
    return render(request, "agreements/removed.html", {"table": table})


REMOVED = [
    Column("overenskommelse", gettext_lazy("Överenskommelse"), "title"),
    Column("borttagen", gettext_lazy("Borttagen"), "removed_at", kind="date"),
]


@require_POST
def restore(request, pk):
    rows = Agreement.objects.of_circle(request.user).removed()
    thing = get_object_or_404(rows.select_related("authority", "owner"), pk=pk)
    require(rules.can_edit_agreement(request.user, thing))
    services.restore(thing, by=request.user)
    messages.success(request, _("Överenskommelsen är tillbaka."))
    return redirect(thing)


# --- Documents ------------------------------------------------------------------------------


def paper_new(request, pk):
    thing = find_agreement(request.user, pk)
    require(rules.can_edit_agreement(request.user, thing))
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_paper(thing, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error("file", problem)
        else:
            messages.success(request, _("Handlingen finns här."))
            return redirect(thing)
    return render(request, "agreements/paper_form.html", {"form": form, "agreement": thing})


@open_to_all
def paper(request, pk, paper):
    found = _find_paper(request.user, pk, paper)
    return FileResponse(
        found.file.file.open("rb"),
        as_attachment=True,
        filename=found.file.name,
        content_type=found.file.content_type,
    )


@require_POST
def paper_remove(request, pk, paper):
    found = _find_paper(request.user, pk, paper)
    require(rules.can_edit_agreement(request.user, found.agreement))
    services.remove_paper(found, by=request.user)
    messages.success(request, _("Handlingen är borttagen."))
    return redirect(found.agreement)


def _find_paper(user, pk: int, paper: int) -> Paper:
    rows = Paper.objects.current().filter(agreement=find_agreement(user, pk))
    return get_object_or_404(rows.select_related("file", "agreement__authority"), pk=paper)


def _own(user) -> Organisation:
    led = sorted(user.standing.authorities_as(*KEEPERS))
    return Organisation.objects.get(pk=led[0])

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.access import require
from mrplattform.core.exports.files import file_response
from mrplattform.core.exports.html import html_blocks
from mrplattform.core.exports.keep import from_json
from mrplattform.core.history import history
from mrplattform.core.tables import Column, Table
from mrplattform.organisations.models import Decision, Organisation, Role
from mrplattform.plans import documents, rules
from mrplattform.plans.forms import AdoptionForm, PlanForm
from mrplattform.plans.models import Plan
from mrplattform.plans.services import plans as services
from mrplattform.plans.views.editing import edit_together
from mrplattform.plans.views.finding import find_plan
from mrplattform.plans.views.measures import measure_table, sums

COLUMNS = [
    Column(
        "plan",
        gettext_lazy("Plan"),
        "title",
        sort="title",
        cell=lambda plan: format_html('<a href="{}">{}</a>', plan.get_absolute_url(), plan.title),
    ),
    Column("ar", gettext_lazy("Gäller"), "years", sort="starts"),
    Column(
        "beslut",
        gettext_lazy("Beslut"),
        lambda plan: str(plan.decision) if plan.decision else _("Utkast"),
    ),
    Column("ansvarig", gettext_lazy("Ansvarig funktion"), lambda plan: str(plan.owner)),
    Column("insatser", gettext_lazy("Insatser"), "count", kind="number"),
]


def plans(request):
    rows = (
        Plan.objects.visible_to(request.user)
        .select_related("owner__organisation", "decision__body")
        .defer("decision__copy")
        .annotate(count=Count("measures", filter=Q(measures__removed_at__isnull=True)))
    )
    table = Table(request, rows, COLUMNS, name=_("Planer"), order="-ar")
    if table.wants_file:
        return table.file()
    may_create = rules.can_create_plan(request.user)
    return render(request, "plans/plans.html", {"table": table, "may_create": may_create})


def plan(request, pk):
    thing = find_plan(request.user, pk)
    user = request.user
    rows = thing.measures.all().visible_to(user).worst_first()
    table = measure_table(request, rows)
    if table.wants_file:
        return table.file()
    changed = thing.measures.all().visible_to(user) if thing.decision else rows.none()
    context = {
        "plan": thing,
        "table": table,
        "sums": sums(rows),
        "changed": documents.changed_since_decision(thing, list(changed)),
        "deeds": history(thing)[:20],
        "may_edit": rules.can_edit_plan(user, thing),
        "may_adopt": rules.can_adopt_plan(user, thing),
        "may_add": rules.can_add_measure(user, thing),
    }
    return render(request, "plans/plan.html", context)


def create(request):
    require(rules.can_create_plan(request.user))
    authority = _own_authority(request.user)
    form = PlanForm(request.POST or None, authority=authority)
    if request.method == "POST" and form.is_valid():
        thing = services.create(authority, by=request.user, **form.values)
        messages.success(request, _("Planen är skapad. Skriv den första insatsen."))
        return redirect(thing)
    return render(request, "plans/plan_form.html", {"form": form})


def edit(request, pk):
    thing = find_plan(request.user, pk)
    require(rules.can_edit_plan(request.user, thing))
    form = PlanForm(request.POST or None, authority=thing.authority, plan=thing)
    return edit_together(
        request,
        thing=thing,
        form=form,
        save=lambda: services.edit(
            thing, by=request.user, edition=form.cleaned_data["edition"], **form.values
        ),
        template="plans/plan_form.html",
        said=_("Planen är ändrad."),
        context={"plan": thing},
    )


def adopt(request, pk):
    thing = find_plan(request.user, pk)
    require(rules.can_adopt_plan(request.user, thing))
    form = AdoptionForm(request.POST or None, authority=thing.authority)
    if request.method == "POST" and form.is_valid():
        try:
            services.adopt(thing, by=request.user, title=thing.title, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("Beslutet är infört och planen låst som den såg ut."))
            return redirect(thing)
    return render(request, "plans/adopt.html", {"form": form, "plan": thing})


def adopted(request, pk):
    """The plan word for word as the body adopted it."""
    thing = find_plan(request.user, pk)
    decision = Decision.objects.visible_to(request.user).filter(pk=thing.decision_id).first()
    if decision is None:
        raise Http404
    document = replace(from_json(decision.copy["document"]), line=documents.decision_line(decision))
    blocks = html_blocks(document.all_blocks)
    context = {"plan": thing, "document": document, "blocks": blocks}
    return render(request, "plans/adopted.html", context)


def file(request, pk, ending):
    """The plan with the measures that the reader may see."""
    thing = find_plan(request.user, pk)
    measures = list(documents.measures_of(thing).visible_to(request.user))
    return file_response(documents.plan_document(thing, measures), ending)


def _own_authority(user) -> Organisation:
    """Where the user leads the work."""
    leading = (one for one in user.standing.functions if one.role == Role.STRATEGIST)
    return next(leading).authority

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.access import require
from mrplattform.core.history import history
from mrplattform.core.tables import Column, Table
from mrplattform.organisations.models import Organisation, Role
from mrplattform.organisations.papers import file_of
from mrplattform.plans import documents, rules
from mrplattform.plans.forms import PlanForm
from mrplattform.plans.forms.adoption import PlanAdoptionForm
from mrplattform.plans.models import Plan
from mrplattform.plans.services import plans as services
from mrplattform.plans.showing import plan_tabs
from mrplattform.plans.versions import changed_measures
from mrplattform.plans.views.editing import edit_together
from mrplattform.plans.views.finding import find_plan
from mrplattform.plans.views.measures import measure_table, sums
from mrplattform.plans.views.ways import way_tabs

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
    Column("kommun", gettext_lazy("Kommun eller region"), "authority.name"),
    Column("insatser", gettext_lazy("Insatser"), "count", kind="number"),
]


def plans(request):
    archive = request.GET.get("arkiv") == "1"
    plans = Plan.objects.visible_to(request.user)
    rows = (
        (plans.archived() if archive else plans.in_force())
        .select_related("authority", "owner__organisation", "decision__body")
        .defer("decision__copy")
        .annotate(count=Count("measures", filter=Q(measures__removed_at__isnull=True)))
    )
    table = Table(request, rows, COLUMNS, name=_("Planer"), order="-ar")
    if table.wants_file:
        return table.file()
    context = {
        "table": table,
        "archive": archive,
        "may_create": rules.can_create_plan(request.user),
        "tabs": way_tabs(request, "planer"),
    }
    return render(request, "plans/plans.html", context)


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
        "changed": changed_measures(thing, list(changed)),
        "tabs": plan_tabs(thing),
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
    again = thing.versions.exists()
    form = PlanAdoptionForm(request.POST or None, authority=thing.authority, again=again)
    if request.method == "POST" and form.is_valid():
        try:
            services.adopt(thing, by=request.user, title=thing.title, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("Beslutet är infört och planen låst som den såg ut."))
            return redirect(thing)
    return render(request, "plans/adopt.html", {"form": form, "plan": thing})


def file(request, pk, ending):
    """The plan with the measures that the reader may see."""
    thing = find_plan(request.user, pk)
    measures = list(documents.measures_of(thing).visible_to(request.user))
    return file_of(documents.plan_document(thing, measures), ending, thing.authority_id)


def _own_authority(user) -> Organisation:
    """Where the user leads the work."""
    leading = (one for one in user.standing.functions if one.role == Role.STRATEGIST)
    return next(leading).authority

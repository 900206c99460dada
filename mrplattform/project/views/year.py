"""The annual wheel, and the steps that it is made of."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mrplattform.core.access import require
from mrplattform.core.dates import today
from mrplattform.core.tables import Column, Table
from mrplattform.organisations.models import Organisation
from mrplattform.plans.views.editing import edit_together
from mrplattform.project import rules
from mrplattform.project import year_steps as services
from mrplattform.project.forms_year import YearStepForm
from mrplattform.project.models import YearStep
from mrplattform.project.wheel import Wheel, wheel

FIRST_YEAR, LAST_YEAR = 2000, 2100


def page(request):
    authority = _own(request.user)
    year = _year(request)
    found = wheel(request.user, authority, year)
    table = _table(request, found)
    if table.wants_file:
        return table.file()
    may_change = rules.can_change_year(request.user, authority)
    context = {
        "wheel": found,
        "table": table,
        "authority": authority,
        "today": today(),
        "before": max(FIRST_YEAR, year - 1),
        "after": min(LAST_YEAR, year + 1),
        "may_change": may_change,
        "may_begin": may_change and not any(one.thing for one in found.steps),
    }
    return render(request, "project/year.html", context)


@require_POST
def begin(request):
    authority = _own(request.user)
    require(rules.can_change_year(request.user, authority))
    if services.begin(authority, by=request.user):
        messages.success(request, _("Det vanliga styråret är inlagt. Ändra det så att det är ert."))
    return redirect("project:year")


def add(request):
    authority = _own(request.user)
    require(rules.can_change_year(request.user, authority))
    form = YearStepForm(request.POST or None, authority=authority)
    if request.method == "POST" and form.is_valid():
        try:
            services.add(authority, by=request.user, **form.values)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            return redirect("project:year")
    return render(request, "project/year_step.html", {"form": form})


def change(request, pk):
    step = _find(request.user, pk)
    require(rules.can_change_year(request.user, step.authority))
    form = YearStepForm(request.POST or None, authority=step.authority, step=step)
    return edit_together(
        request,
        thing=step,
        form=form,
        save=lambda: services.change(
            step, by=request.user, edition=form.cleaned_data["edition"] or 0, **form.values
        ),
        template="project/year_step.html",
        said=_("Steget är ändrat."),
        context={"step": step},
    )


@require_POST
def remove(request, pk):
    step = _find(request.user, pk)
    require(rules.can_change_year(request.user, step.authority))
    services.remove(step, by=request.user)
    messages.success(request, _("Steget är borttaget. Historiken har kvar det."))
    return redirect("project:year")


def _own(user) -> Organisation:
    """The authority of the person's first function."""
    first = next(iter(user.standing.functions), None)
    if first is None:
        raise Http404
    return first.authority


def _find(user, pk: int) -> YearStep:
    return get_object_or_404(YearStep.objects.visible_to(user).select_related("authority"), pk=pk)


def _year(request) -> int:
    wanted = request.GET.get("ar", "")
    if wanted.isdecimal() and FIRST_YEAR <= int(wanted) <= LAST_YEAR:
        return int(wanted)
    return today().year


def _table(request, found: Wheel) -> Table:
    columns = [
        Column("nr", _("Nr"), "number", kind="number"),
        Column("steg", _("Steg"), "title"),
        Column("nar", _("När"), "when"),
        Column("fran", _("Från"), "starts", kind="date"),
        Column("till", _("Till"), "ends", kind="date"),
        Column("spar", _("Spår"), "track_words"),
        Column("vad", _("Vad som ska in"), "what"),
    ]
    return Table(request, found.steps, columns, name=_("Årshjul %s") % found.year)

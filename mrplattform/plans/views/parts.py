"""The pages of a plan's directions, goals, risks, messages and budget lines: one set for all."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mrplattform.core.access import require
from mrplattform.plans import rules
from mrplattform.plans.forms.parts import PART_FORMS
from mrplattform.plans.models import PARTS, Plan, PlanPart
from mrplattform.plans.services import parts as services
from mrplattform.plans.showing import PAGES, part_table, plan_tabs
from mrplattform.plans.views.editing import edit_together
from mrplattform.plans.views.finding import find_plan


def parts(request, pk, kind):
    plan, page = find_plan(request.user, pk), _page(kind)
    may_edit = rules.can_edit_plan(request.user, plan)
    table = part_table(request, plan, kind)
    if table.wants_file:
        return table.file()
    context = {
        "plan": plan,
        "page": page,
        "table": table,
        "tabs": plan_tabs(plan, kind),
        "may_edit": may_edit,
        "removed": PARTS[kind].objects.removed().filter(plan=plan) if may_edit else [],
        **page.context(plan),
    }
    return render(request, page.template, context)


def create(request, pk, kind):
    plan, page = find_plan(request.user, pk), _page(kind)
    require(rules.can_edit_plan(request.user, plan))
    form = PART_FORMS[kind](request.POST or None, plan=plan)
    if request.method == "POST" and form.is_valid():
        try:
            part = services.create(PARTS[kind], plan, by=request.user, **form.values)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("Sparat."))
            return redirect(part)
    return render(request, "plans/part_form.html", {"plan": plan, "form": form, "page": page})


def edit(request, pk, kind, part):
    plan, page = find_plan(request.user, pk), _page(kind)
    require(rules.can_edit_plan(request.user, plan))
    thing = _find(plan, kind, part)
    form = PART_FORMS[kind](request.POST or None, plan=plan, part=thing)
    return edit_together(
        request,
        thing=thing,
        form=form,
        save=lambda: services.edit(
            thing, by=request.user, edition=form.cleaned_data["edition"] or 0, **form.values
        ),
        template="plans/part_form.html",
        said=_("Sparat."),
        context={"plan": plan, "part": thing, "page": page},
    )


@require_POST
def remove(request, pk, kind, part):
    plan = find_plan(request.user, pk)
    require(rules.can_edit_plan(request.user, plan))
    services.remove(_find(plan, kind, part), by=request.user)
    messages.success(request, _("Borttaget. Längst ner på sidan går det att lägga tillbaka."))
    return redirect("plans:parts", plan.pk, kind)


@require_POST
def restore(request, pk, kind, part):
    plan = find_plan(request.user, pk)
    require(rules.can_edit_plan(request.user, plan))
    _page(kind)
    rows: Any = PARTS[kind].objects.removed().select_related("plan")
    thing = get_object_or_404(rows, plan=plan, pk=part)
    services.restore(thing, by=request.user)
    messages.success(request, _("Tillbaka i planen."))
    return redirect(thing)


def _page(kind: str):
    if kind not in PAGES:
        raise Http404
    return PAGES[kind]


def _find(plan: Plan, kind: str, pk: int) -> PlanPart:
    _page(kind)
    rows: Any = PARTS[kind].objects.current().select_related("plan")
    return get_object_or_404(rows, plan=plan, pk=pk)

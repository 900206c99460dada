from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from mrplattform.core.access import require
from mrplattform.core.history import history
from mrplattform.core.look import number, short_date
from mrplattform.core.tables import Column, Table
from mrplattform.plans import rules
from mrplattform.plans.forms import JudgeForm, MeasureForm
from mrplattform.plans.forms.filters import MeasureFilter
from mrplattform.plans.marks import mark
from mrplattform.plans.models import Measure, Plan, Telling
from mrplattform.plans.services import measures as services
from mrplattform.plans.services.reasons import chosen_by
from mrplattform.plans.views.editing import edit_together
from mrplattform.plans.views.finding import find_measure, find_plan, find_removed
from mrplattform.plans.views.ways import way_tabs
from mrplattform.rights.models import Topic

COLUMNS = [
    Column(
        "insats",
        gettext_lazy("Insats"),
        "title",
        sort="title",
        cell=lambda one: format_html('<a href="{}">{}</a>', one.get_absolute_url(), one.title),
    ),
    Column("lage", gettext_lazy("Läge"), "get_state_display", sort=Measure.URGENCY, cell=mark),
    Column("bedomning", gettext_lazy("Bedömning"), "judgement"),
    Column(
        "ansvarig",
        gettext_lazy("Ansvarig funktion"),
        lambda one: str(one.responsible),
        sort="responsible__title",
    ),
    Column(
        "klar",
        gettext_lazy("Klar senast"),
        "ends",
        sort="ends",
        kind="date",
        cell=lambda one: format_html('<span class="mr-nowrap">{}</span>', short_date(one.ends)),
    ),
    Column(
        "kostnad",
        gettext_lazy("Kostnad, kr"),
        "cost",
        sort="cost",
        kind="money",
        cell=lambda one: "" if one.cost is None else number(one.cost / 100),
    ),
    # Lets a file that was taken out be read in again (services/imports.py).
    Column("nr", gettext_lazy("Nr"), "pk", only_in_file=True),
    Column("plan", gettext_lazy("Plan"), "plan.title", only_in_file=True),
    Column("start", gettext_lazy("Från och med"), "starts", kind="date", only_in_file=True),
    Column(
        "skal",
        gettext_lazy("Skäl"),
        lambda one: "\n".join(reason.wording for reason in one.reasons.all()),
        only_in_file=True,
    ),
    Column("andras", gettext_lazy("Vad som ska ändras"), "aim", only_in_file=True),
    Column("resurs", gettext_lazy("Resurs"), "resource", only_in_file=True),
    Column("aktivitet", gettext_lazy("Aktivitet"), "activity", only_in_file=True),
    Column("prestation", gettext_lazy("Prestation"), "output", only_in_file=True),
    Column("effekt", gettext_lazy("Effekt"), "effect", only_in_file=True),
    Column("visar", gettext_lazy("Vad som visar effekten"), "evidence", only_in_file=True),
    Column("horda", gettext_lazy("Vilka har blivit hörda"), "heard", only_in_file=True),
]
CHOOSE = replace(
    COLUMNS[0],
    cell=lambda one: format_html(
        '<span class="mr-choose"><label class="mr-pick"><input type="checkbox" name="insats" '
        'value="{}"><span class="mr-vh">{}</span></label><a href="{}">{}</a></span>',
        one.pk,
        _("Välj %(title)s") % {"title": one.title},
        one.get_absolute_url(),
        one.title,
    ),
)


def measures(request):
    rows = Measure.objects.visible_to(request.user).worst_first()
    filters = MeasureFilter(request.GET, user=request.user)
    may_change = rules.can_create_plan(request.user)
    table = measure_table(request, rows, filters, choose=may_change)
    if table.wants_file:
        return table.file()
    context = {
        "table": table,
        "sums": sums(filters.narrow(rows)),
        "may_add": bool(_open_to(request.user)) or rules.can_create_plan(request.user),
        "may_change": may_change,
        "tabs": way_tabs(request),
    }
    return render(request, "plans/measures.html", context)


def measure_table(request, rows, filters=None, *, choose: bool = False) -> Table:
    """`choose` gives each row a box to tick."""
    rows = rows.select_related("responsible__organisation", "plan")
    if request.GET.get("format"):
        rows = rows.prefetch_related("reasons")
    columns = [CHOOSE, *COLUMNS[1:]] if choose else COLUMNS
    return Table(request, rows, columns, name=_("Insatser"), filters=filters)


def sums(rows) -> list[tuple[Measure, int]]:
    """How many measures there are in each state, as unsaved measures that carry the mark."""
    counts = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return [
        (Measure(state=state), counts[state]) for state in Measure.BY_URGENCY if counts.get(state)
    ]


def measure(request, pk):
    thing = find_measure(request.user, pk)
    user = request.user
    reasons = list(thing.reasons.all())
    deeds = list(history(thing)[:100])
    tellings = list(Telling.objects.visible_to(user).filter(measure=thing))
    is_inside = thing.authority_id in user.standing.authority_ids
    context = {
        "measure": thing,
        "reasons": reasons,
        "tellings": tellings,
        "no_reasons": not reasons,
        "not_started": thing.state == Measure.State.NOT_STARTED,
        "no_effect": not thing.shows_effect,
        "not_told": not tellings,
        "supporting": thing.supporting.select_related("organisation"),
        "notes": thing.notes.select_related("attachment"),
        "goals": thing.goals.current(),
        "pilots": thing.pilots.all(),
        "risks": thing.risks.current(),
        # Criteria are among the reasons already.
        "topics": [one for one in thing.topics.all() if one.kind != Topic.Kind.CRITERION],
        # Names are for those inside; the function is for everybody.
        "is_inside": is_inside,
        "holdings": list(thing.responsible.holdings_on()) if is_inside else [],
        "deeds": deeds[:20],
        "judgements": [one for one in deeds if one.verb == "measure_judged"],
        "may_edit": rules.can_edit_measure(user, thing),
        "may_judge": rules.can_judge_measure(user, thing),
        "may_remove": rules.can_remove_measure(user, thing),
    }
    return render(request, "plans/measure.html", context)


# --- Made and changed -----------------------------------------------------------------------


def choose_plan(request):
    """A new measure belongs to a plan. With only one to choose there is nothing to ask."""
    plans = _open_to(request.user)
    require(bool(plans) or rules.can_create_plan(request.user))
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    addresses = [
        (plan, reverse("plans:plan-measure-new", args=[plan.pk]) + query) for plan in plans
    ]
    if len(addresses) == 1:
        return redirect(addresses[0][1])
    return render(request, "plans/choose_plan.html", {"plans": addresses})


def create(request, pk):
    plan = find_plan(request.user, pk)
    require(rules.can_add_measure(request.user, plan))
    initial = chosen_by(request.GET.getlist("skal"))
    form = MeasureForm(request.POST or None, user=request.user, plan=plan, initial=initial)
    if request.method == "POST" and form.is_valid():
        thing = services.create(plan, by=request.user, reasons=form.reasons, **form.values)
        messages.success(request, _("Insatsen är skapad."))
        return redirect(thing)
    return render(request, "plans/measure_form.html", {"form": form, "plan": plan})


def edit(request, pk):
    thing = find_measure(request.user, pk)
    require(rules.can_edit_measure(request.user, thing))
    form = MeasureForm(request.POST or None, user=request.user, plan=thing.plan, measure=thing)
    return edit_together(
        request,
        thing=thing,
        form=form,
        save=lambda: services.edit(
            thing, by=request.user, edition=form.cleaned_data["edition"], **form.values
        ),
        template="plans/measure_form.html",
        said=_("Insatsen är ändrad."),
        context={"measure": thing, "plan": thing.plan},
    )


def judge(request, pk):
    thing = find_measure(request.user, pk)
    require(rules.can_judge_measure(request.user, thing))
    form = JudgeForm(request.POST or None, measure=thing)
    return edit_together(
        request,
        thing=thing,
        form=form,
        save=lambda: services.judge(thing, by=request.user, **form.cleaned_data),
        template="plans/judge.html",
        said=_("Bedömningen är sparad."),
        context={"measure": thing},
    )


# --- Removed and put back -------------------------------------------------------------------


@require_POST
def remove(request, pk):
    thing = find_measure(request.user, pk)
    require(rules.can_remove_measure(request.user, thing))
    services.remove(thing, by=request.user)
    messages.success(
        request,
        format_html(
            '{} <a href="{}">{}</a>',
            _("Insatsen är borttagen."),
            reverse("plans:removed"),
            _("Den går att lägga tillbaka"),
        ),
    )
    return redirect("plans:measures")


@require_POST
def restore(request, pk):
    thing = find_removed(request.user, pk)
    require(rules.can_restore_measure(request.user, thing))
    services.restore(thing, by=request.user)
    messages.success(request, _("Insatsen är tillbaka."))
    return redirect(thing)


def removed(request):
    """What was removed and can be put back, for those who may do it."""
    plans = _open_to(request.user)
    require(bool(plans) or rules.can_create_plan(request.user))
    rows = (
        Measure.objects.of_circle(request.user)
        .removed()
        .filter(plan__in=plans)
        .select_related("plan")
        .order_by("-removed_at", "pk")
    )
    table = Table(request, rows, REMOVED_COLUMNS, name=_("Borttagna insatser"))
    return render(request, "plans/removed.html", {"table": table})


REMOVED_COLUMNS = [
    Column("insats", gettext_lazy("Insats"), "title"),
    Column("plan", gettext_lazy("Plan"), "plan.title"),
    Column("borttagen", gettext_lazy("Borttagen"), "removed_at", kind="date"),
]


def _open_to(user) -> list[Plan]:
    """The plans that the user may add measures to."""
    plans = Plan.objects.visible_to(user).select_related("authority")
    return [plan for plan in plans if rules.can_add_measure(user, plan)]

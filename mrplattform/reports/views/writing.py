from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mrplattform.assessments.models import Round
from mrplattform.core.access import require
from mrplattform.core.dates import today
from mrplattform.organisations.models import Function, Role
from mrplattform.plans.forms.adoption import AdoptionForm
from mrplattform.plans.models import Plan
from mrplattform.plans.views.editing import edit_together
from mrplattform.reports import rules
from mrplattform.reports.books import book_of
from mrplattform.reports.forms import ChooseRoundForm, ChooseYearForm, ReportForm, WordsForm
from mrplattform.reports.models import OwnWords, Report
from mrplattform.reports.services import reports as services
from mrplattform.reports.views.finding import find_removed, find_report


def create_for_year(request):
    """A yearly follow-up, or the one page, that fills itself from a plan."""
    require(rules.can_create_report(request.user))
    plans = _plans_to_tell(request.user)
    initial = {"plan": request.GET.get("plan"), "year": today().year}
    form = ChooseYearForm(request.POST or None, plans=plans, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        plan, kind, year = given["plan"], given["kind"], given["year"]
        title = (
            _("Mänskliga rättigheter i %(name)s %(year)s")
            if kind == Report.Kind.COUNCIL
            else (_("Uppföljning av mänskliga rättigheter i %(name)s %(year)s"))
        )
        thing = services.create_for_year(
            plan,
            kind=kind,
            year=year,
            by=request.user,
            title=title % {"name": plan.authority.name, "year": year},
            owner=_own_function(request.user, plan.authority_id),
            circle=plan.circle,
        )
        messages.success(request, _("Utkastet är skapat och har fyllt sig självt. Skriv egna ord."))
        return redirect(thing)
    return render(request, "reports/report_year.html", {"form": form, "plans": plans})


def create(request):
    """A draft that fills itself from the chosen round."""
    require(rules.can_create_report(request.user))
    rounds = _rounds_to_tell(request.user)
    form = ChooseRoundForm(
        request.POST or None, rounds=rounds, initial={"round": request.GET.get("kartlaggning")}
    )
    if request.method == "POST" and form.is_valid():
        thing = services.create(
            by=request.user, **drafted(form.cleaned_data["round"], request.user)
        )
        messages.success(request, _("Utkastet är skapat och har fyllt sig självt. Skriv egna ord."))
        return redirect(thing)
    return render(request, "reports/report_new.html", {"form": form, "rounds": rounds})


def drafted(round: Round, user) -> dict:
    """What a new report starts from: named after its year, compared with the round before."""
    title = _("Mänskliga rättigheter i %(name)s %(year)s")
    return {
        "round": round,
        "title": title % {"name": round.authority.name, "year": round.closes.year},
        "compared_with": Round.objects.earlier_than(round).first(),
        "owner": _own_function(user, round.authority_id),
        "circle": round.circle,
    }


def edit(request, pk):
    thing = find_report(request.user, pk)
    require(rules.can_write_report(request.user, thing))
    form = ReportForm(request.POST or None, report=thing)
    return edit_together(
        request,
        thing=thing,
        form=form,
        save=lambda: services.edit(thing, by=request.user, **form.cleaned_data),
        template="reports/report_form.html",
        said=_("Rapporten är ändrad."),
        context={"report": thing, "heading": _("Ändra rapporten")},
    )


def words(request, pk, block):
    """Own words in one section."""
    thing = find_report(request.user, pk)
    require(rules.can_write_report(request.user, thing))
    titles = book_of(thing).titles
    if block not in titles:
        raise Http404
    own = thing.own_words.filter(block=block).first() or OwnWords(
        report=thing, block=block, edition=0
    )
    form = WordsForm(request.POST or None, initial={"edition": own.edition, "text": own.text})
    return edit_together(
        request,
        thing=own,
        form=form,
        save=lambda: services.write(thing, block=block, by=request.user, **form.cleaned_data),
        template="reports/words.html",
        said=_("Texten är sparad."),
        context={"report": thing, "heading": titles[block] or _("Inledning")},
    )


def lock(request, pk):
    thing = find_report(request.user, pk)
    require(rules.can_lock_report(request.user, thing))
    form = AdoptionForm(request.POST or None, authority=thing.authority)
    if request.method == "POST" and form.is_valid():
        try:
            services.lock(thing, by=request.user, title=thing.title, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("Beslutet är infört. Rapporten är låst med sina siffror."))
            return redirect(thing)
    return render(request, "reports/lock.html", {"form": form, "report": thing})


@require_POST
def renew(request, pk):
    thing = find_report(request.user, pk)
    require(rules.can_renew_report(request.user, thing))
    newer = services.renew(thing, by=request.user)
    messages.success(request, _("Det här är ett nytt utkast. Den beslutade rapporten står kvar."))
    return redirect(newer)


@require_POST
def remove(request, pk):
    thing = find_report(request.user, pk)
    require(rules.can_remove_report(request.user, thing))
    services.remove(thing, by=request.user)
    messages.success(
        request,
        format_html(
            '{} <a href="{}">{}</a>',
            _("Utkastet är borttaget."),
            reverse("reports:removed"),
            _("Det går att lägga tillbaka"),
        ),
    )
    return redirect("reports:reports")


@require_POST
def restore(request, pk):
    thing = find_removed(request.user, pk)
    require(rules.can_remove_report(request.user, thing))
    services.restore(thing, by=request.user)
    messages.success(request, _("Utkastet är tillbaka."))
    return redirect(thing)


def _rounds_to_tell(user):
    return (
        Round.objects.visible_to(user)
        .by_units()
        .opened()
        .filter(authority__in=user.standing.authorities_as(Role.STRATEGIST))
        .select_related("authority", "version")
    )


def _plans_to_tell(user):
    return (
        Plan.objects.visible_to(user)
        .filter(authority__in=user.standing.authorities_as(Role.STRATEGIST))
        .select_related("authority")
    )


def _own_function(user, authority_id: int) -> Function:
    """The function in whose name the user leads the work there."""
    return next(
        one
        for one in user.standing.functions
        if one.role == Role.STRATEGIST and one.authority_id == authority_id
    )

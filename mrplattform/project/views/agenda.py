"""What is ahead, as a list and in one's own calendar; and how one is reminded."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mrplattform.core import ics
from mrplattform.core.dates import today
from mrplattform.project import calendars, reminders
from mrplattform.project.agenda import happenings, scopes, sees_whole
from mrplattform.project.forms_year import LinkForm, ReminderForm
from mrplattform.project.models import ReminderWish, Scope

PAGE = 50


def page(request):
    """Everything dated, a page at a time, under its month."""
    choices = dict(scopes(request.user))
    usual = Scope.AUTHORITY if sees_whole(request.user) else Scope.MINE
    scope = request.GET.get("vems", usual)
    if scope not in choices:
        scope = usual
    found = Paginator(happenings(request.user, scope, today()), PAGE)
    shown = found.get_page(request.GET.get("sida"))
    months = [
        (day.replace(day=1), list(rows))
        for day, rows in groupby(shown.object_list, key=lambda one: one.date.replace(day=1))
    ]
    context = {
        "months": months,
        "page": shown,
        "tabs": [
            {"label": label, "url": f"?vems={value}", "current": value == scope}
            for value, label in choices.items()
        ],
    }
    return render(request, "project/agenda.html", context)


def own_calendar(request):
    """Subscriptions: make one (its address is shown this once), take one back."""
    form = LinkForm(request.POST or None, scopes=scopes(request.user))
    links = calendars.open_links(request.user)
    address = ""
    if request.method == "POST" and form.is_valid():
        if len(links) >= calendars.MOST_LINKS:
            form.add_error(None, _("Du har många länkar redan. Ta tillbaka en först."))
        else:
            _link, address = calendars.open_link(request.user, form.cleaned_data["scope"])
            links = calendars.open_links(request.user)
    context = {"form": form, "links": links, "address": address}
    return render(request, "project/own_calendar.html", context)


@require_POST
def close_calendar(request, pk):
    link = get_object_or_404(calendars.open_links(request.user), pk=pk)
    calendars.close_link(link, by=request.user)
    messages.success(request, _("Länken är tillbakatagen. Kalendern får inget mer."))
    return redirect("project:own_calendar")


@login_not_required
def calendar(request, token):
    """What a calendar program reads. The address is the secret; a wrong one tells nothing."""
    body = calendars.calendar_of(token)
    if body is None:
        raise Http404
    headers = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"}
    return HttpResponse(body, content_type=ics.TYPE, headers=headers)


def own_reminders(request):
    wish = ReminderWish.objects.filter(person=request.user).first() or ReminderWish()
    initial = {"often": wish.often, "days_before": wish.days_before}
    form = ReminderForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        reminders.choose(request.user, **form.cleaned_data)
        messages.success(request, _("Sparat."))
        return redirect("project:agenda")
    return render(request, "project/reminders.html", {"form": form})

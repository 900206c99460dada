"""One delivery: what the agreement says, the day, and what was done."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mrplattform.agreements import rules
from mrplattform.agreements.forms.dues import DeliverForm, MoveForm, ReceiveForm, TakeBackForm
from mrplattform.agreements.models import Due
from mrplattform.agreements.services import dues as services
from mrplattform.agreements.showing import DueShown, rule_words
from mrplattform.agreements.views.finding import find_due
from mrplattform.core.access import open_to_all, require
from mrplattform.core.history import history


@open_to_all
def due(request, pk):
    thing = find_due(request.user, pk)
    context = {
        "due": thing,
        "shown": DueShown(thing),
        "rule": rule_words(thing.obligation),
        "waits_for": thing.obligation.waits_for.current(),
        "moves": thing.moves.all(),
        "may_deliver": rules.can_deliver(request.user, thing),
        "may_move": rules.can_move(request.user, thing),
        "deeds": history(thing)[:20] if request.user.is_authenticated else [],
    }
    return render(request, "agreements/due.html", context)


@open_to_all
def file(request, pk):
    thing = find_due(request.user, pk)
    if not thing.file:
        raise Http404
    return FileResponse(
        thing.file.file.open("rb"),
        as_attachment=True,
        filename=thing.file.name,
        content_type=thing.file.content_type,
    )


def deliver(request, pk):
    thing = find_due(request.user, pk)
    require(rules.can_deliver(request.user, thing))
    return _deed(request, thing, DeliverForm, services.deliver, _("Registrera vad som lämnades"))


def receive(request, pk):
    thing = find_due(request.user, pk)
    require(rules.can_deliver(request.user, thing))
    return _deed(request, thing, ReceiveForm, services.receive, _("Registrera att det är mottaget"))


def move(request, pk):
    thing = find_due(request.user, pk)
    require(rules.can_move(request.user, thing))
    return _deed(request, thing, MoveForm, services.move, _("Flytta dagen"))


def take_back(request, pk):
    thing = find_due(request.user, pk)
    require(rules.can_move(request.user, thing))
    return _deed(request, thing, TakeBackForm, services.take_back, _("Ta tillbaka leveransen"))


def _deed(request, thing: Due, form_class, service, heading):
    """Show the form; do the deed; keep what was typed when the service refuses."""
    form = form_class(
        request.POST or None, request.FILES or None, initial={"edition": thing.edition}
    )
    if request.method == "POST" and form.is_valid():
        try:
            service(thing, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("Sparat."))
            return redirect(thing)
    return render(
        request, "agreements/due_form.html", {"form": form, "due": thing, "heading": heading}
    )

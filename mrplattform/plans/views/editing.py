"""Edit something that others may be editing too: nothing is lost, the second one chooses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mrplattform.core.history import history
from mrplattform.organisations.services.editions import ChangedMeanwhile


@dataclass
class Conflict:
    rows: list[dict[str, Any]]
    by: str = ""
    at: Any = None


def edit_together(
    request: HttpRequest,
    *,
    thing: Any,
    form,
    save: Callable[[], Any],
    template: str,
    said: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Show the form, save it, or show both versions when somebody saved in between."""
    conflict = None
    if request.method == "POST" and request.POST.get("keep") == "theirs":
        messages.info(request, _("Den andras version gäller. Din är inte sparad."))
        return redirect(thing)
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except ChangedMeanwhile as problem:
            conflict = compare(form, problem.thing)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, said)
            return redirect(thing)
    return render(request, template, {**context, "form": form, "conflict": conflict})


def compare(form, stored: Any) -> Conflict:
    rows = form.conflict_rows(stored)
    # Whoever keeps their own version now does so having seen the other one.
    form.data = form.data.copy()
    form.data["edition"] = stored.edition
    last = history(stored).first()
    return Conflict(rows, last.by_name if last else "", last.at if last else None)

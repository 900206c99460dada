"""What the views share: finding, the way back, files, and two people who change the same thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from mrplattform.core.history import history
from mrplattform.organisations.services.editions import ChangedMeanwhile
from mrplattform.organisations.views.common import refuse
from mrplattform.questions import rules
from mrplattform.questions.models import FrameworkVersion, Question, Section


def find_version(request, pk: int) -> FrameworkVersion:
    visible = FrameworkVersion.objects.visible_to(request.user)
    rows = visible.select_related("framework", "authority", "based_on__framework")
    return get_object_or_404(rows, pk=pk)


def find_draft(request, pk: int) -> FrameworkVersion:
    """A draft that the user may change; what is published says so."""
    version = find_version(request, pk)
    if rules.can_change(request.user, version):
        return version
    if version.state in FrameworkVersion.OUT:
        raise PermissionDenied(
            _("Versionen är publicerad och ändras inte mer. Kopiera den till ett utkast.")
        )
    raise PermissionDenied


def find_section(version: FrameworkVersion, key: str) -> Section:
    return get_object_or_404(version.sections.prefetch_related("topics"), key=key)


def find_question(version: FrameworkVersion, key: str) -> Question:
    rows = version.questions.select_related("section", "version").prefetch_related("topics")
    return get_object_or_404(rows, key=key)


def crumbs(*more) -> list[tuple[str, str]]:
    return [(_("Frågor"), reverse("questions:frameworks")), *more]


def crumbs_of(version: FrameworkVersion, *more) -> list[tuple[str, str]]:
    return crumbs((version.title, version.get_absolute_url()), *more)


def place_of(thing: Section | Question) -> str:
    """Where the section or the question stands on the draft's page."""
    mark = "a" if isinstance(thing, Section) else "f"
    version = reverse("questions:version", args=[thing.version_id])
    return f"{version}#{mark}-{thing.key}"


def file_of(version: FrameworkVersion, body: Any, ending: str, kind: str) -> HttpResponse:
    name = f"{slugify(version.framework.key)}-{version.number}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=kind, headers=headers)


def edit_together(
    request,
    *,
    version: FrameworkVersion,
    form,
    save: Callable[[], Any],
    template: str,
    context: dict[str, Any],
    back: str,
    leads_to: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Show the form, save it, or show both versions when somebody saved in between."""
    conflict = None
    if request.method == "POST" and request.POST.get("keep") == "theirs":
        messages.info(request, _("Den andras version gäller. Din är inte sparad."))
        return redirect(back)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save()
        except ChangedMeanwhile as problem:
            conflict = both_versions(form, problem.thing, version)
        except ValidationError as problem:
            refuse(form, problem)
        else:
            messages.success(request, _("Ändringen är sparad."))
            return redirect(leads_to(saved) if leads_to else back)
    return render(request, template, context | {"form": form, "conflict": conflict, "back": back})


def both_versions(form, stored, version: FrameworkVersion) -> dict[str, Any]:
    differing, edition = form.conflict(stored)
    # Whoever keeps their own version does so having seen the other.
    form.data = form.data.copy()
    form.data["edition"] = edition
    last = history(version).first()
    rows = [{"label": one.label, "mine": one.after, "theirs": one.before} for one in differing]
    return {"rows": rows, "by": last.by_name if last else "", "at": last.at if last else None}

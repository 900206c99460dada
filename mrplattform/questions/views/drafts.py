"""A draft is begun, copied, told about, put away, published; a version is taken out of use."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mrplattform.core.access import require
from mrplattform.core.marked_yaml import Faulty
from mrplattform.organisations.views.common import refuse
from mrplattform.questions import reading, rules
from mrplattform.questions.comparing import base_of, compare
from mrplattform.questions.forms.drafts import CopyForm, RetireForm, StartForm, VersionForm
from mrplattform.questions.models import FrameworkVersion
from mrplattform.questions.services import drafts as services
from mrplattform.questions.services import publishing
from mrplattform.questions.services.checking import faults_of
from mrplattform.questions.views.common import (
    crumbs,
    crumbs_of,
    edit_together,
    find_draft,
    find_version,
)
from mrplattform.questions.views.comparing import counts, others_of


def start(request):
    """An empty framework."""
    require(rules.can_make(request.user))
    form = StartForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            draft = services.start(by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            refuse(form, problem)
        else:
            messages.success(request, _("Utkastet är skapat. Börja med ett avsnitt."))
            return redirect(draft)
    return render(request, "questions/start.html", {"form": form, "crumbs": crumbs()})


def copy(request, pk):
    version = find_version(request, pk)
    require(rules.can_make(request.user))
    form = CopyForm(request.POST or None, user=request.user, version=version)
    standing_draft = None
    if request.method == "POST" and form.is_valid():
        try:
            draft = services.copy(version, by=request.user, **form.given)
        except services.DraftExists as problem:
            standing_draft = problem.draft
        except ValidationError as problem:
            refuse(form, problem)
        else:
            messages.success(request, _("Kopian är ett utkast. Bara ni ser det."))
            return redirect(draft)
    context = {
        "version": version,
        "form": form,
        "standing_draft": standing_draft,
        "crumbs": crumbs_of(version),
    }
    return render(request, "questions/copy.html", context)


def edit(request, pk):
    version = find_draft(request, pk)
    form = VersionForm(request.POST or None, version=version)
    return edit_together(
        request,
        version=version,
        form=form,
        save=lambda: services.edit(
            version, by=request.user, seen=form.cleaned_data["edition"], **form.values
        ),
        template="questions/version_form.html",
        context={"version": version, "crumbs": crumbs_of(version)},
        back=version.get_absolute_url(),
    )


@require_POST
def remove(request, pk):
    version = find_draft(request, pk)
    services.remove(version, by=request.user)
    messages.success(request, _("Utkastet är borttaget. Du kan ta tillbaka det härifrån."))
    return redirect(version)


@require_POST
def restore(request, pk):
    version = find_version(request, pk)
    require(rules.can_restore(request.user, version))
    try:
        services.restore(version, by=request.user)
    except services.DraftExists as problem:
        messages.error(request, problem.messages[0])
        return redirect(problem.draft)
    messages.success(request, _("Utkastet är tillbaka."))
    return redirect(version)


# --- In and out of use -----------------------------------------------------------------------


def publish(request, pk):
    """First what is wrong and what changes; then, in one press, publish."""
    version = find_draft(request, pk)
    sections, questions = reading.sections_of(version), reading.questions_of(version)
    if request.method == "POST" and request.POST.get("edition") == str(version.edition):
        try:
            publishing.publish(version, by=request.user)
        except Faulty:
            pass  # told below, as for everyone who comes here with faults
        else:
            messages.success(request, _("Publicerad. Nu går den att välja i en kartläggning."))
            return redirect(version)
    elif request.method == "POST":
        messages.warning(request, _("Någon har ändrat utkastet. Läs igenom det en gång till."))
    before = base_of(version, others_of(request, version))
    found = compare(before, version, sections, questions) if before else None
    context = {
        "version": version,
        "faults": faults_of(version, sections, questions),
        "count": len(questions),
        "before": before,
        "compared": found,
        "counts": counts(found) if found else [],
        "asked": _asked(version),
        "crumbs": crumbs_of(version),
    }
    return render(request, "questions/publish.html", context)


def _asked(version: FrameworkVersion) -> list[FrameworkVersion]:
    """Earlier versions, own and shared, that the authority has sheets of; `open` are not locked."""
    of_ours = Q(sheets__authority=version.authority_id, sheets__anonymous=False)
    rows = FrameworkVersion.objects.filter(framework__key=version.framework.key)
    rows = (
        rows.exclude(pk=version.pk)
        .select_related("authority")
        .annotate(
            asked=Count("sheets", filter=of_ours),
            open=Count("sheets", filter=of_ours & Q(sheets__locked=False)),
        )
    )
    return list(rows.filter(asked__gt=0))


def retire(request, pk):
    version = find_version(request, pk)
    require(rules.can_retire(request.user, version))
    form = RetireForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        publishing.retire(version, by=request.user, **form.cleaned_data)
        messages.success(request, _("Versionen är tagen ur bruk."))
        return redirect(version)
    context = {"version": version, "form": form, "crumbs": crumbs_of(version)}
    return render(request, "questions/retire.html", context)


@require_POST
def take_into_use(request, pk):
    version = find_version(request, pk)
    require(rules.can_take_into_use(request.user, version))
    try:
        publishing.take_into_use(version, by=request.user)
    except publishing.NotAllowed as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Versionen är i bruk igen."))
    return redirect(version)

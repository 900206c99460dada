"""Frameworks to read: the list, a version with its questions, a question as it will look."""

from __future__ import annotations

from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.history import history
from mrplattform.core.tables import Column, Table
from mrplattform.questions import reading
from mrplattform.questions.forms import AnswerForm
from mrplattform.questions.models import FrameworkVersion


def crumbs(*more) -> list[tuple[str, str]]:
    return [(_("Frågor"), reverse("questions:frameworks")), *more]


def _linked(version: FrameworkVersion):
    return format_html('<a href="{}">{}</a>', version.get_absolute_url(), version.title)


COLUMNS = [
    Column("namn", gettext_lazy("Ramverk"), "title", cell=_linked),
    Column("version", gettext_lazy("Version"), "number", sort=True, kind="number"),
    Column("fragor", gettext_lazy("Frågor"), "question_count", sort=True, kind="number"),
    Column("publicerad", gettext_lazy("Publicerad"), "published_at", sort=True, kind="date"),
    Column("agare", gettext_lazy("Vems"), lambda one: one.authority or _("Allas")),
    Column("om_texten", gettext_lazy("Om texten"), "wording_note", only_in_file=True),
    Column("kalla", gettext_lazy("Källa"), "source", only_in_file=True),
]


def frameworks(request):
    rows = FrameworkVersion.objects.visible_to(request.user).in_use()
    rows = rows.select_related("authority").annotate(question_count=Count("questions"))
    table = Table(request, rows.order_by("framework__key"), COLUMNS, name=_("Ramverk"))
    if table.wants_file:
        return table.file()
    return render(request, "questions/frameworks.html", {"table": table})


def find_version(request, pk) -> FrameworkVersion:
    visible = FrameworkVersion.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("framework", "authority"), pk=pk)


def version(request, pk):
    found = find_version(request, pk)
    questions = reading.questions_of(found)
    conditions = reading.conditions_in_words(questions)
    for one in questions:
        one.condition_words = conditions.get(one.key, "")  # type: ignore[attr-defined]
    others = FrameworkVersion.objects.visible_to(request.user).exclude(pk=found.pk)
    context = {
        "version": found,
        "sections": reading.by_section(questions),
        "count": len(questions),
        "others": others.filter(framework=found.framework),
        "languages": reading.languages_of(found),
        "deeds": history(found),
        "crumbs": crumbs(),
    }
    return render(request, "questions/version.html", context)


def question(request, pk, key):
    """As it looks to the one who answers. Nothing can be saved here."""
    found = find_version(request, pk)
    questions = reading.questions_of(found)
    place = next((place for place, one in enumerate(questions) if one.key == key), None)
    if place is None:
        raise Http404
    one = questions[place]
    context = {
        "version": found,
        "question": one,
        "form": AnswerForm(one),
        "condition": reading.conditions_in_words(questions).get(one.key, ""),
        "previous": questions[place - 1] if place else None,
        "next": questions[place + 1] if place + 1 < len(questions) else None,
        "number": place + 1,
        "count": len(questions),
        "crumbs": crumbs((found.title, found.get_absolute_url())),
    }
    return render(request, "questions/preview.html", context)


def source(request, pk):
    """The YAML, word for word as it was loaded."""
    found = find_version(request, pk)
    if not found.source_text:
        raise Http404
    name = f"{slugify(found.framework.key)}-{found.number}.yaml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(found.source_text, "application/yaml; charset=utf-8", headers=headers)

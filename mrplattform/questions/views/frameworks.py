"""Frameworks to read: the list, a version with its questions, a question as it will look."""

from __future__ import annotations

from django import forms
from django.db.models import Count
from django.db.models.fields.json import KeyTextTransform
from django.http import Http404
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.exports.excel import TYPE as XLSX
from mrplattform.core.history import history
from mrplattform.core.sorting import swedish
from mrplattform.core.tables import Column, FilterForm, Table
from mrplattform.questions import reading, rules
from mrplattform.questions.comparing import base_of
from mrplattform.questions.forms import AnswerForm
from mrplattform.questions.models import FrameworkVersion
from mrplattform.questions.services.checking import faults_of
from mrplattform.questions.views.common import crumbs, crumbs_of, file_of, find_version
from mrplattform.questions.views.comparing import others_of
from mrplattform.questions.workbook import to_excel
from mrplattform.questions.writing import to_yaml

State = FrameworkVersion.State


def _linked(version: FrameworkVersion):
    return format_html('<a href="{}">{}</a>', version.get_absolute_url(), version.title)


TITLE = swedish(KeyTextTransform("sv", "titles"))
COLUMNS = [
    Column("namn", gettext_lazy("Ramverk"), "title", sort=TITLE, cell=_linked),
    Column("version", gettext_lazy("Version"), "number", sort=True, kind="number"),
    Column("lage", gettext_lazy("Läge"), "get_state_display", sort="state"),
    Column("fragor", gettext_lazy("Frågor"), "question_count", sort=True, kind="number"),
    Column("publicerad", gettext_lazy("Publicerad"), "published_at", sort=True, kind="date"),
    Column("agare", gettext_lazy("Vems"), lambda one: one.authority or _("Allas")),
    Column("om_texten", gettext_lazy("Om texten"), "wording_note", only_in_file=True),
    Column("kalla", gettext_lazy("Källa"), "source", only_in_file=True),
    Column("nyckel", gettext_lazy("Nyckel"), "framework.key", only_in_file=True),
]


class FrameworkFilter(FilterForm):
    USED, ALL = "", "alla"
    sok = forms.CharField(label=gettext_lazy("Sök"))
    lage = forms.ChoiceField(
        label=gettext_lazy("Läge"),
        choices=[
            (USED, gettext_lazy("I bruk och utkast")),
            (State.DRAFT, gettext_lazy("Utkast")),
            (State.PUBLISHED, gettext_lazy("Publicerade, också äldre")),
            (State.RETIRED, gettext_lazy("Tagna ur bruk")),
            (State.REMOVED, gettext_lazy("Borttagna utkast")),
            (ALL, gettext_lazy("Alla")),
        ],
    )
    vems = forms.ChoiceField(
        label=gettext_lazy("Vems"),
        choices=[
            ("", gettext_lazy("Alla")),
            ("allas", gettext_lazy("Allas")),
            ("egna", gettext_lazy("Våra egna")),
        ],
    )

    def narrow(self, rows):
        rows = super().narrow(rows)
        if self.is_valid() and self.cleaned_data["lage"]:
            return rows
        return rows.in_use() | rows.filter(state=State.DRAFT)

    def narrow_sok(self, rows, words):
        return rows.filter(titles__sv__icontains=words)

    def narrow_lage(self, rows, state):
        return rows if state == self.ALL else rows.filter(state=state)

    def narrow_vems(self, rows, whose):
        return rows.filter(authority__isnull=whose == "allas")


def frameworks(request):
    rows = FrameworkVersion.objects.visible_to(request.user).select_related("authority")
    rows = rows.select_related("framework").annotate(question_count=Count("questions"))
    table = Table(request, rows, COLUMNS, order="namn", name=_("Ramverk"), filters=FrameworkFilter)
    if table.wants_file:
        return table.file()
    context = {"table": table, "may_make": rules.can_make(request.user)}
    return render(request, "questions/frameworks.html", context)


def version(request, pk):
    """To read; and to change, for who may change the draft."""
    found, user = find_version(request, pk), request.user
    sections, questions = reading.sections_of(found), reading.questions_of(found)
    others = others_of(request, found)
    context = {
        "version": found,
        "count": len(questions),
        "others": [one for one in others if one.framework_id == found.framework_id],
        "base": base_of(found, others),
        "languages": reading.languages_of(found),
        "deeds": history(found)[:50],
        "crumbs": crumbs(),
        "may_make": rules.can_make(user),
        "may_retire": rules.can_retire(user, found),
        "may_take_into_use": rules.can_take_into_use(user, found)
        and not any(one.number > found.number for one in _out(others, found)),
        "may_restore": rules.can_restore(user, found),
    }
    if rules.can_change(user, found):
        context |= _to_change(found, sections, questions)
        return render(request, "questions/draft.html", context)
    context["sections"] = _with_conditions(reading.by_section(questions), questions)
    return render(request, "questions/version.html", context)


def _out(others, version):
    return [
        one
        for one in others
        if one.framework_id == version.framework_id and one.state in FrameworkVersion.OUT
    ]


def _with_conditions(sections, questions):
    conditions = reading.conditions_in_words(questions)
    for one in questions:
        one.condition_words = conditions.get(one.key, "")
    return sections


def _to_change(version, sections, questions) -> dict:
    """The draft's parts with what is wrong in them, told where it is."""
    faults = faults_of(version, sections, questions)
    for one in [*sections, *questions]:
        one.faults = [f.text for f in faults if one in (f.question, f.section) and _is_own(f, one)]
    for section in sections:
        section.rows = [one for one in questions if one.section_id == section.pk]
    return {"sections": sections, "faults": faults}


def _is_own(fault, thing) -> bool:
    return fault.question == thing if fault.question else fault.section == thing


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
        "may_change": rules.can_change(request.user, found),
        "crumbs": crumbs_of(found),
    }
    return render(request, "questions/preview.html", context)


def source(request, pk):
    """As YAML: word for word as it was loaded, when nobody has changed it."""
    found = find_version(request, pk)
    return file_of(found, to_yaml(found), "yaml", "application/yaml; charset=utf-8")


def excel(request, pk):
    """As an Excel file that can be changed and read in again."""
    found = find_version(request, pk)
    return file_of(found, to_excel(found), "xlsx", XLSX)

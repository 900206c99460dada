"""The questions of a draft, one a page."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from mrplattform.questions import reading
from mrplattform.questions.forms.questions import QuestionForm
from mrplattform.questions.models import FrameworkVersion, Kind, Question
from mrplattform.questions.services import questions as services
from mrplattform.questions.services.checking import faults_of
from mrplattform.questions.services.keys import carried_keys
from mrplattform.questions.views.common import (
    crumbs_of,
    edit_together,
    find_draft,
    find_question,
    place_of,
)

TEMPLATE = "questions/question_form.html"
EXPLAINED = {
    Kind.LEVEL: gettext_lazy("Två till fem nivåer med egna ord. Bra för att se förflyttning."),
    Kind.YES_NO: gettext_lazy("Ett av två svar."),
    Kind.NUMBER: gettext_lazy("Ett tal, med enhet om det behövs."),
    Kind.MONEY: gettext_lazy("Ett belopp i kronor."),
    Kind.DATE: gettext_lazy("En dag."),
    Kind.CHOICE: gettext_lazy("Ett av flera svarsval."),
    Kind.SEVERAL: gettext_lazy("Ett eller flera svarsval."),
    Kind.TEXT: gettext_lazy("Egna ord."),
}


@dataclass
class Desk:
    """The draft with all that a question's form needs."""

    version: FrameworkVersion
    sections: list
    questions: list[Question]

    @classmethod
    def of(cls, request, pk: int) -> Desk:
        version = find_draft(request, pk)
        return cls(version, reading.sections_of(version), reading.questions_of(version))

    def form(self, request, kind: str, **more) -> QuestionForm:
        return QuestionForm(
            request.POST or None,
            version=self.version,
            sections=self.sections,
            questions=self.questions,
            kind=kind,
            carried=carried_keys(self.version),
            **more,
        )

    def next_url(self, question: Question) -> str:
        """The page of the question after it; back to the list after the last."""
        after = [one for one in self.questions if one.order > question.order]
        return _edit_url(after[0]) if after else place_of(question)


def _edit_url(question: Question) -> str:
    return reverse("questions:question_edit", args=[question.version_id, question.key])


def _asked_kind(request, otherwise: str = "") -> str:
    kind = request.POST.get("kind") or request.GET.get("slag") or otherwise
    if kind and kind not in Kind.values:
        raise Http404
    return kind


def add(request, pk):
    """First the kind, then the question."""
    desk = Desk.of(request, pk)
    version = desk.version
    if not desk.sections:
        messages.info(request, _("Lägg till ett avsnitt först. Frågor står i avsnitt."))
        return redirect("questions:section_add", version.pk)
    wanted = request.GET.get("avsnitt")
    section = next((one for one in desk.sections if one.key == wanted), desk.sections[-1])
    kind = _asked_kind(request)
    if not kind:
        kinds = [(one.value, one.label, EXPLAINED[one]) for one in Kind]
        context = {"version": version, "section": section, "kinds": kinds}
        context["crumbs"] = crumbs_of(version)
        return render(request, "questions/question_kind.html", context)
    form = desk.form(request, kind, section=section)
    return edit_together(
        request,
        version=version,
        form=form,
        save=lambda: services.add(by=request.user, topics=form.chosen_topics, **form.values),
        template=TEMPLATE,
        context=_context(desk, None, kind),
        back=version.get_absolute_url(),
        leads_to=place_of,
    )


def edit(request, pk, key):
    desk = Desk.of(request, pk)
    question = next((one for one in desk.questions if one.key == key), None)
    if question is None:
        raise Http404
    kind = _asked_kind(request, question.kind)
    form = desk.form(request, kind, question=question)
    to_next = request.POST.get("to") == "next"
    return edit_together(
        request,
        version=desk.version,
        form=form,
        save=lambda: services.edit(
            question,
            by=request.user,
            seen=form.cleaned_data["edition"],
            topics=form.chosen_topics,
            everywhere=form.cleaned_data.get("everywhere", False),
            **form.values,
        ),
        template=TEMPLATE,
        context=_context(desk, question, kind),
        back=place_of(question),
        leads_to=(lambda saved: desk.next_url(question)) if to_next else place_of,
    )


def _context(desk: Desk, question: Question | None, kind: str) -> dict:
    context = {
        "version": desk.version,
        "question": question,
        "kind_label": Kind(kind).label,
        "kind_changed": bool(question and question.kind != kind),
        "kinds": [(one.value, one.label) for one in Kind if one.value != kind],
        "crumbs": crumbs_of(desk.version),
    }
    if question:
        faults = faults_of(desk.version, desk.sections, desk.questions)
        context["faults"] = [one.text for one in faults if one.question == question]
        context["beside"] = [
            (one, _edit_url(one)) for one in desk.questions if one.section_id == question.section_id
        ]
        context["has_next"] = any(one.order > question.order for one in desk.questions)
    return context


@require_POST
def move(request, pk, key):
    question = find_question(find_draft(request, pk), key)
    services.move(question, up=request.POST.get("to") == "up", by=request.user)
    return redirect(place_of(question))


@require_POST
def remove(request, pk, key):
    version = find_draft(request, pk)
    question = find_question(version, key)
    try:
        services.remove(question, by=request.user)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect(place_of(question))
    messages.success(request, _("Frågan är borttagen ur utkastet."))
    return redirect(version)


@require_POST
def bring_back(request, pk, key):
    """A question that the draft has lost, from the version that it was copied from."""
    version = find_draft(request, pk)
    if version.based_on is None or not version.based_on.questions.filter(key=key).exists():
        raise Http404
    try:
        question = services.bring_back(version, key, by=request.user)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect("questions:comparison", version.pk)
    messages.success(request, _("Frågan är tillbaka, sist i sitt avsnitt."))
    return redirect(place_of(question))

"""Answering, one question a page: saves as one goes, and never on top of somebody else's words."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mrplattform.assessments import rules
from mrplattform.assessments.models import Assessment
from mrplattform.assessments.papers import (
    Paper,
    Step,
    asked_question,
    last_answers,
    saved_words,
)
from mrplattform.assessments.services import answering as services
from mrplattform.assessments.services import approval
from mrplattform.assessments.services.errors import NotReady, WrongState
from mrplattform.assessments.views.common import crumbs, find_own, find_to_answer
from mrplattform.core.access import require
from mrplattform.core.history import history
from mrplattform.questions import values as question_values
from mrplattform.questions.forms import ONE_CARD, AnswerForm
from mrplattform.questions.models import Answer, Evidence
from mrplattform.questions.reading import display_value
from mrplattform.questions.services import evidence as evidence_services
from mrplattform.questions.services.answers import AnswerConflict
from mrplattform.questions.services.sheets import SheetLocked

AUTOSAVE = "X-Autosave"


def sheet(request, pk):
    """All questions, what is left, and the way to hand in."""
    assessment = find_own(request.user, pk)
    require(rules.can_read_answers(request.user, assessment))
    paper = Paper(assessment)
    context = {
        "assessment": assessment,
        "paper": paper,
        "may_answer": rules.can_answer(request.user, assessment),
        "may_review": rules.can_review(request.user, assessment),
        "answers_for": rules.answers_for(request.user, assessment),
        "deeds": history(assessment)[:20],
        "crumbs": crumbs(assessment.round),
    }
    return render(request, "assessments/sheet.html", context)


def question(request, pk, key):
    assessment = find_to_answer(request.user, pk)
    require(rules.answers_for(request.user, assessment))
    if not rules.is_answerable(assessment):
        return _locked(request, assessment)
    if request.method == "POST" and request.headers.get(AUTOSAVE) == "1":
        return _autosave(request, assessment, key)
    paper = Paper(assessment)
    step = paper.step(key)
    if step is None:
        raise Http404
    if request.method != "POST":
        return _page(request, paper, step, _form(paper, step))
    if request.POST.get("keep") == "theirs":
        messages.info(request, _("Den andras svar gäller. Ditt ändrade inget."))
        return redirect(step.url)
    return _save(request, paper, step)


@require_POST
def remove_evidence(request, pk):
    """Take away a file or link; what stands in the form is saved as well."""
    rows = Evidence.objects.current().select_related("answer__question", "answer__sheet")
    evidence = get_object_or_404(rows, pk=pk, answer__sheet__assessment__isnull=False)
    assessment = find_to_answer(request.user, evidence.answer.sheet.assessment.pk)
    require(rules.answers_for(request.user, assessment))
    if not rules.is_answerable(assessment):
        return _locked(request, assessment)
    paper = Paper(assessment)
    step = paper.step(evidence.answer.question.key)
    if step is None:
        raise Http404
    try:
        evidence_services.remove(evidence, by=request.user)
    except SheetLocked:
        return _locked(request, assessment)
    messages.success(request, _("Underlaget är borttaget."))
    if not request.POST.get("choice") and not request.POST.get("value"):
        return redirect(step.url)
    return _save(request, paper, step, stay=True)


@require_POST
def submit(request, pk):
    assessment = find_own(request.user, pk)
    require(rules.answers_for(request.user, assessment))
    if not rules.is_answerable(assessment):
        return _locked(request, assessment)
    try:
        approval.submit(assessment, by=request.user)
    except NotReady as problem:
        for reason in problem.reasons:
            messages.error(request, reason)
    except WrongState:
        return _locked(request, assessment)
    else:
        words = _("Svaren är inskickade och låsta. %s får ett mejl och godkänner dem.")
        messages.success(request, words % assessment.approver.title)
    return redirect(assessment)


# --- One question ----------------------------------------------------------------------------


def _form(paper: Paper, step: Step, data=None, files=None) -> AnswerForm:
    last = last_answers(paper.assessment, step.question.key).get(step.question.key)
    return AnswerForm(step.question, answer=step.answer, last=last, data=data, files=files)


def _save(request, paper: Paper, step: Step, *, stay: bool = False):
    data = _without_evidence(request.POST) if stay else request.POST
    form = _form(paper, step, data, None if stay else request.FILES)
    if form.is_blank:
        return redirect(_onward(paper, step, data.get("to")))
    if data.get("keep") == "edit":
        return _page(request, paper, step, form, beside=step.answer)
    if not form.is_valid():
        return _page(request, paper, step, form)
    added = {name: form.cleaned_data[name] for name in ("file", "link", "title")}
    try:
        services.answer(paper.assessment, step.question, by=request.user, **form.given, **added)
    except AnswerConflict as conflict:
        return _conflict(request, paper, step, form, conflict.theirs)
    except SheetLocked:
        return _locked(request, paper.assessment)
    return redirect(step.url if stay else _onward(paper, step, data.get("to")))


def _without_evidence(posted):
    """A link or title half written is not evidence yet."""
    data = posted.copy()
    for name in ("title", "link"):
        data.pop(name, None)
    return data


def _onward(paper: Paper, step: Step, to: str | None) -> str:
    """Where the button leads; read anew where the answer may call for other questions."""
    if paper.has_conditions:
        paper = Paper(paper.assessment)
        step = paper.step(step.question.key) or step
    if to == "stay":
        return step.url
    beside = paper.beside(step, -1 if to == "previous" else 1)
    return beside.url if beside else paper.assessment.get_absolute_url()


# --- Saving as one goes ----------------------------------------------------------------------


def _autosave(request, assessment: Assessment, key: str) -> JsonResponse:
    """What is written so far; told in a few words, which the page shows beside its button."""
    question = asked_question(assessment, key)
    if question is None:
        raise Http404
    stored = None
    if question.kind not in ONE_CARD:  # whether a typed value has changed is asked of the old one
        stored = Answer.objects.filter(sheet=assessment.sheet_id, question=question).first()
    form = AnswerForm(question, answer=stored, data=_without_evidence(request.POST))
    if form.is_blank:
        return JsonResponse({"words": ""})
    if not form.is_valid():
        words = next(error for errors in form.errors.values() for error in errors)
        return JsonResponse({"words": _("Inte sparat än. %s") % words}, status=422)
    try:
        kept = services.answer(assessment, question, by=request.user, **form.given)
    except AnswerConflict as conflict:
        by = conflict.theirs.changed_by
        words = _("%s sparade samtidigt.") % by.name if by else _("Någon annan sparade samtidigt.")
        return JsonResponse({"words": words}, status=409)
    except SheetLocked:
        return _locked(request, assessment)
    return JsonResponse({"words": saved_words(kept), "edition": kept.edition})


# --- What is shown ---------------------------------------------------------------------------


def _page(request, paper: Paper, step: Step, form: AnswerForm, *, beside: Answer | None = None):
    context = {
        "assessment": paper.assessment,
        "paper": paper,
        "step": step,
        "form": form,
        "previous": paper.beside(step, -1),
        "is_last": paper.beside(step, 1) is None,
        "saved": saved_words(step.answer),
        "beside": beside,
        "beside_words": display_value(beside),
    }
    return render(request, "assessments/question.html", context)


def _conflict(request, paper, step, form, theirs: Answer):
    mine = form.cleaned_data
    columns = question_values.columns(step.question, mine["value"])
    my_answer = Answer(question=step.question, state=mine["state"], **columns)
    rows = [
        {"label": _("Svar"), "mine": display_value(my_answer), "theirs": display_value(theirs)},
        {"label": _("Motivering"), "mine": mine["comment"], "theirs": theirs.comment},
    ]
    carried = [
        (name, value)
        for name in ("choice", "value", "comment", "to")
        for value in request.POST.getlist(name)
    ]
    context = {
        "assessment": paper.assessment,
        "paper": paper,
        "step": step,
        "rows": rows,
        "by": theirs.changed_by.name if theirs.changed_by else "",
        "theirs": theirs,
        "carried": carried,
    }
    return render(request, "assessments/conflict.html", context, status=409)


def _locked(request, assessment: Assessment):
    """Handed in or closed meanwhile: say so; a page that saves by itself gets the words."""
    current = Assessment.objects.select_related("round").get(pk=assessment.pk)
    if current.is_handed_in:
        words = _("Svaren är inskickade och låsta. Be den som godkänner att lämna tillbaka dem.")
    elif current.round.is_open():
        words = _("Svaren är låsta just nu. Ladda om sidan.")
    else:
        words = _("Kartläggningen är stängd. Be er MR-strateg att flytta slutdagen.")
    if request.headers.get(AUTOSAVE) == "1":
        return JsonResponse({"words": words}, status=423)
    messages.warning(request, words)
    return redirect(assessment)

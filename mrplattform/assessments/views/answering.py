"""Answering, one question a page: saves as one goes, and never on top of somebody else's words."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mrplattform.assessments import rules
from mrplattform.assessments.answerers import Answerer
from mrplattform.assessments.forms.answering import RemarkForm
from mrplattform.assessments.papers import Paper, Step, asked_question, saved_words
from mrplattform.assessments.services import answering as services
from mrplattform.assessments.services import remarks
from mrplattform.assessments.views.question_page import arrived, conflict, form_of, locked, page
from mrplattform.assessments.views.who import (
    find_answerer,
    is_autosave,
    open_to_answerers,
    refused,
)
from mrplattform.questions.forms import ONE_CARD, AnswerForm
from mrplattform.questions.models import Answer, Evidence
from mrplattform.questions.services.answers import AnswerConflict
from mrplattform.questions.services.sheets import SheetLocked


@open_to_answerers
def question(request, who, key):
    assessment = who.assessment
    if not rules.is_answerable(assessment):
        return locked(request, who)
    if request.method == "POST" and is_autosave(request):
        return _autosave(request, who, key)
    paper = Paper(assessment, who.sections)
    step = paper.step(key)
    if step is None:
        raise Http404
    if request.method != "POST":
        return page(request, who, paper, step, form_of(paper, step))
    if request.POST.get("keep") == "theirs":
        messages.info(request, _("Den andras svar gäller. Ditt ändrade inget."))
        return arrived(redirect(step.url), step)
    if request.POST.get("to") == "reuse":
        return _reuse(request, who, paper, step)
    return _save(request, who, paper, step)


@never_cache
@login_not_required
@require_POST
def remove_evidence(request, pk):
    """Take away a file or link; what stands in the form is saved as well."""
    rows = Evidence.objects.current().select_related("answer__question", "answer__sheet")
    evidence = rows.filter(pk=pk, answer__sheet__assessment__isnull=False).first()
    assessment_pk = evidence.answer.sheet.assessment.pk if evidence else 0
    who = find_answerer(request, assessment_pk)
    if not who:
        return refused(request, assessment_pk)
    if not rules.is_answerable(who.assessment):
        return locked(request, who)
    paper = Paper(who.assessment, who.sections)
    step = paper.step(evidence.answer.question.key)
    if step is None:
        raise Http404
    try:
        services.remove_evidence(evidence, **who.signed)
    except SheetLocked:
        return locked(request, who)
    messages.success(request, _("Underlaget är borttaget."))
    if not request.POST.get("choice") and not request.POST.get("value"):
        return redirect(step.url)
    return _save(request, who, paper, step, stay=True)


# --- One question ----------------------------------------------------------------------------


def _save(request, who: Answerer, paper: Paper, step: Step, *, stay: bool = False):
    data = _without_evidence(request.POST) if stay else request.POST
    form = form_of(paper, step, data, None if stay else request.FILES)
    remark = RemarkForm(request.POST)
    if not remark.is_valid():
        return page(request, who, paper, step, form, remark=remark)
    if data.get("keep") == "edit":
        return page(request, who, paper, step, form, beside=step.answer)
    if not form.is_blank:
        if not form.is_valid():
            return page(request, who, paper, step, form, remark=remark)
        added = {name: form.cleaned_data[name] for name in ("file", "link", "title")}
        values = form.given | added | who.signed | {"as_function": who.function}
        try:
            services.answer(paper.assessment, step.question, **values)
        except AnswerConflict as problem:
            return conflict(request, who, paper, step, form, problem.theirs)
        except SheetLocked:
            return locked(request, who)
    _say(request, who, step, remark)
    return arrived(redirect(step.url if stay else _onward(who, paper, step, data.get("to"))), step)


def _say(request, who: Answerer, step: Step, remark: RemarkForm) -> None:
    """A comment goes with whichever button is pressed."""
    if remark.words and rules.is_discussable(who.assessment):
        remarks.add(who.assessment, step.question, remark.words, **who.signed)
        messages.success(request, _("Kommentaren är sparad."))


def _reuse(request, who: Answerer, paper: Paper, step: Step):
    """Last time's answer in one press; what is already written as its why is kept."""
    form = form_of(paper, step, _without_evidence(request.POST))
    try:
        comment = form.fields["comment"].clean(request.POST.get("comment", ""))
        edition = form.fields["edition"].clean(request.POST.get("edition", ""))
        values = {"comment": comment, "edition": edition, "as_function": who.function}
        if not form.may_reuse:
            raise ValidationError(_("Det förra svaret passar inte frågan som den ställs nu."))
        services.reuse(paper.assessment, step.question, form.last, **values, **who.signed)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return page(request, who, paper, step, form)
    except AnswerConflict:
        messages.warning(request, _("Någon annan har svarat under tiden. Läs svaret först."))
        return redirect(step.url)
    except SheetLocked:
        return locked(request, who)
    return arrived(redirect(step.url), step)


def _without_evidence(posted):
    """A link or title half written is not evidence yet."""
    data = posted.copy()
    for name in ("title", "link"):
        data.pop(name, None)
    return data


def _onward(who: Answerer, paper: Paper, step: Step, to: str | None) -> str:
    """Where the button leads; read anew where the answer may call for other questions."""
    if paper.has_conditions:
        paper = Paper(paper.assessment, who.sections)
        step = paper.step(step.question.key) or step
    if to in ("stay", "remark"):
        return step.url
    beside = paper.beside(step, -1 if to == "previous" else 1)
    return beside.url if beside else paper.assessment.get_absolute_url()


# --- Saving as one goes ----------------------------------------------------------------------


def _autosave(request, who: Answerer, key: str) -> JsonResponse:
    """What is written so far; told in a few words, which the page shows beside its button."""
    assessment = who.assessment
    question = asked_question(assessment, key)
    if question is None or not who.answers(question):
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
    values = form.given | who.signed | {"as_function": who.function}
    try:
        kept = services.answer(assessment, question, **values)
    except AnswerConflict as problem:
        by = problem.theirs.changed_by
        words = _("%s sparade samtidigt.") % by.name if by else _("Någon annan sparade samtidigt.")
        return JsonResponse({"words": words}, status=409)
    except SheetLocked:
        return locked(request, who)
    return JsonResponse({"words": saved_words(kept), "edition": kept.edition})

"""What the page of one question shows: the form, two answers side by side, that it is locked."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mrplattform.assessments import rules
from mrplattform.assessments.answerers import Answerer
from mrplattform.assessments.discussing import thread
from mrplattform.assessments.forms.answering import RemarkForm
from mrplattform.assessments.last_time import change_since, fits, last_answers
from mrplattform.assessments.models import Assessment
from mrplattform.assessments.papers import Paper, Step, saved_words
from mrplattform.assessments.views.who import is_autosave
from mrplattform.questions import values as question_values
from mrplattform.questions.forms import AnswerForm
from mrplattform.questions.models import Answer
from mrplattform.questions.reading import display_value

ARRIVED = "mr_sparat"  # read and taken away by autosave.js


def form_of(paper: Paper, step: Step, data=None, files=None) -> AnswerForm:
    last = last_answers(paper.assessment, step.question.key).get(step.question.key)
    form = AnswerForm(step.question, answer=step.answer, last=last, data=data, files=files)
    form.since = change_since(last, step.question)
    form.may_reuse = bool(last) and fits(last, step.question) and not _says_the_same(last, step)
    return form


def _says_the_same(last: Answer, step: Step) -> bool:
    return display_value(last) == step.words and last.comment == step.answer.comment


def page(
    request, who: Answerer, paper: Paper, step: Step, form: AnswerForm, *, beside=None, remark=None
):
    way, section = paper.way(step), step.question.section_id
    context = {
        "assessment": paper.assessment,
        "who": who,
        "paper": paper,
        "step": step,
        "place": way.index(step) + 1,
        "way": way,
        "form": form,
        "portion": paper.portions.get(section),
        "portion_holder": paper.holders.get(section),
        "previous": paper.beside(step, -1),
        "is_last": paper.beside(step, 1) is None,
        "saved": saved_words(step.answer),
        "beside": beside,
        "beside_words": display_value(beside),
        "remark_form": remark or RemarkForm(),
        "thread": thread(who.assessment, step.question, **who.signed),
        "may_remark": rules.is_discussable(who.assessment),
    }
    return render(request, "assessments/question.html", context)


def conflict(request, who: Answerer, paper: Paper, step: Step, form, theirs: Answer):
    mine = form.cleaned_data
    columns = question_values.columns(step.question, mine["value"])
    my_answer = Answer(question=step.question, state=mine["state"], **columns)
    rows = [
        {"label": _("Svar"), "mine": display_value(my_answer), "theirs": display_value(theirs)},
        {"label": _("Motivering"), "mine": mine["comment"], "theirs": theirs.comment},
    ]
    carried = [
        (name, value)
        for name in ("choice", "value", "comment", "to", "remark")
        for value in request.POST.getlist(name)
    ]
    context = {
        "assessment": paper.assessment,
        "who": who,
        "paper": paper,
        "step": step,
        "place": step.number,
        "way": paper.steps,
        "rows": rows,
        "by": theirs.changed_by.name if theirs.changed_by else "",
        "theirs": theirs,
        "carried": carried,
    }
    return render(request, "assessments/conflict.html", context, status=409)


def arrived(response, step: Step):
    """Tells the page that follows that what it may have kept on the device has been saved."""
    response.set_cookie(
        ARRIVED, quote(step.url, safe=""), samesite="Strict", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


def locked(request, who: Answerer):
    """Handed in or closed meanwhile: say so; a page that saves by itself gets the words."""
    current = Assessment.objects.select_related("round").get(pk=who.assessment.pk)
    if current.is_handed_in:
        words = _("Svaren är inskickade och låsta. Be den som godkänner att lämna tillbaka dem.")
    elif rules.is_answerable(current):
        words = _("Svaren är låsta just nu. Ladda om sidan.")
    else:
        words = _("Kartläggningen är stängd. Be er MR-strateg att flytta slutdagen.")
    if is_autosave(request):
        return JsonResponse({"words": words}, status=423)
    messages.warning(request, words)
    return redirect(current)

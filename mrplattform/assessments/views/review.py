"""Reading what a unit answered; approving it, or saying what is missing."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mrplattform.assessments import rules
from mrplattform.assessments.forms.approval import ReturnForm
from mrplattform.assessments.papers import Paper, Step, last_answers
from mrplattform.assessments.services import approval as services
from mrplattform.assessments.services.errors import WrongState
from mrplattform.assessments.views.common import crumbs, find_handed_in
from mrplattform.core.access import require
from mrplattform.core.history import history
from mrplattform.questions.models import Answer, Evidence
from mrplattform.questions.reading import display_value, season


def review(request, pk):
    """All answers with why and on what they rest; the approver's buttons when it is her turn."""
    assessment = find_handed_in(request.user, pk)
    require(rules.can_read_answers(request.user, assessment))
    paper = Paper(assessment)
    context = {
        "assessment": assessment,
        "paper": paper,
        "sections": _with_last_answers(paper),
        "may_approve": rules.can_approve(request.user, assessment),
        "may_send_back": rules.can_send_back(request.user, assessment),
        "may_manage": rules.can_manage_round(request.user, assessment.round),
        "may_answer": rules.can_answer(request.user, assessment),
        "deeds": history(assessment)[:20],
        "crumbs": crumbs(assessment.round),
    }
    return render(request, "assessments/review.html", context)


def _with_last_answers(paper: Paper) -> list:
    """The sections, with what the unit said last time where it said something else."""
    last = last_answers(paper.assessment)
    return [
        (section, [(step, _said_before(step, last.get(step.question.key))) for step in steps])
        for section, steps in paper.sections
    ]


def _said_before(step: Step, before: Answer | None) -> dict | None:
    words = display_value(before)
    if not before or words == step.words:
        return None
    return {"season": season(before.sheet.day), "words": words}


def evidence(request, pk):
    """The file behind an answer, for those who may read the answer; always as a download."""
    rows = Evidence.objects.current().filter(
        attachment__isnull=False, answer__sheet__assessment__isnull=False
    )
    found = get_object_or_404(rows.select_related("attachment", "answer__sheet__assessment"), pk=pk)
    assessment = find_handed_in(request.user, found.answer.sheet.assessment.pk)
    require(rules.can_read_answers(request.user, assessment))
    file = found.attachment
    return FileResponse(
        file.file.open("rb"), as_attachment=True, filename=file.name, content_type=file.content_type
    )


@require_POST
def approve(request, pk):
    assessment = find_handed_in(request.user, pk)
    require(rules.can_review(request.user, assessment))
    if not rules.can_approve(request.user, assessment):
        return _moved_on(request, assessment)
    try:
        services.approve(assessment, by=request.user)
    except WrongState:
        return _moved_on(request, assessment)
    messages.success(request, _("Svaren är godkända."))
    return redirect(assessment.review_url)


def send_back(request, pk):
    """Return what was handed in, or open what was approved, with the reason."""
    assessment = find_handed_in(request.user, pk)
    require(rules.can_review(request.user, assessment))
    if not rules.can_send_back(request.user, assessment):
        return _moved_on(request, assessment)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.send_back(assessment, by=request.user, **form.cleaned_data)
        except WrongState:
            return _moved_on(request, assessment)
        words = _("Svaren är återlämnade. %s får ett mejl med det du skrev.")
        messages.success(request, words % assessment.reporter.title)
        return redirect(assessment.review_url)
    is_approved = assessment.state == assessment.State.APPROVED
    context = {
        "form": form,
        "heading": _("Öppna svaren igen") if is_approved else _("Lämna tillbaka"),
        "lead": assessment.organisation.name,
        "submit": _("Öppna svaren igen") if is_approved else _("Lämna tillbaka"),
        "back": assessment.review_url,
        "crumbs": crumbs(assessment.round),
    }
    return render(request, "assessments/form.html", context)


def _moved_on(request, assessment):
    words = _("Det går inte just nu. Läget är: %s.")
    messages.warning(request, words % assessment.get_state_display().lower())
    return redirect(assessment.review_url)

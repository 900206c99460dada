"""Reading what a unit answered; approving it, or saying what is missing."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mrplattform.assessments import rules
from mrplattform.assessments.changed import changed_since, returned_at
from mrplattform.assessments.discussing import threads
from mrplattform.assessments.forms.answering import RemarkForm
from mrplattform.assessments.forms.approval import ReturnForm
from mrplattform.assessments.last_time import change_since, last_answers
from mrplattform.assessments.papers import Paper, Step
from mrplattform.assessments.services import approval as services
from mrplattform.assessments.services.errors import WrongState
from mrplattform.assessments.views.common import crumbs, find_handed_in
from mrplattform.assessments.views.who import find_answerer, refused
from mrplattform.core.access import require
from mrplattform.core.history import history
from mrplattform.questions.models import Answer, Evidence
from mrplattform.questions.reading import display_value, season


def review(request, pk):
    """All answers with why and on what they rest; the approver's buttons when it is her turn."""
    assessment = find_handed_in(request.user, pk)
    require(rules.can_read_answers(request.user, assessment))
    paper = Paper(assessment)
    discusses = rules.can_discuss(request.user, assessment)
    sent_back = returned_at(assessment) if assessment.is_handed_in else None
    changed = changed_since(assessment, sent_back) if sent_back else {}
    context = {
        "assessment": assessment,
        "paper": paper,
        "sections": _sections(paper, changed, request.user if discusses else None),
        "sent_back": sent_back,
        "changed": [step for step in paper.steps if step.question.key in changed],
        "may_approve": rules.can_approve(request.user, assessment),
        "may_send_back": rules.can_send_back(request.user, assessment),
        "may_manage": rules.can_manage_round(request.user, assessment.round),
        "may_answer": rules.can_answer(request.user, assessment),
        "may_remark": discusses and rules.is_discussable(assessment),
        "remark_form": RemarkForm(),
        "deeds": history(assessment)[:20],
        "crumbs": crumbs(assessment.round),
    }
    return render(request, "assessments/review.html", context)


def _sections(paper: Paper, changed: dict, discusser) -> list:
    """The sections, each question with what the unit said last time where it said something else,
    what was put right since a return, and what is said about it."""
    last = last_answers(paper.assessment)
    said = threads(paper.assessment, by=discusser) if discusser else {}
    return [
        (
            section,
            [
                {
                    "step": step,
                    "before": _said_before(step, last.get(step.question.key)),
                    "changed": changed.get(step.question.key),
                    "thread": said.get(step.question.pk, []),
                }
                for step in steps
            ],
        )
        for section, steps in paper.sections
    ]


def _said_before(step: Step, before: Answer | None) -> dict | None:
    words = display_value(before)
    if not before or words == step.words:
        return None
    since = change_since(before, step.question)
    return {"season": season(before.sheet.day), "words": words, "since": since}


@never_cache
@login_not_required
def evidence(request, pk):
    """The file behind an answer, for who answers the question or may read the answer; always as a
    download."""
    rows = Evidence.objects.current().filter(
        attachment__isnull=False, answer__sheet__assessment__isnull=False
    )
    rows = rows.select_related("attachment", "answer__question", "answer__sheet__assessment")
    found = rows.filter(pk=pk).first()
    assessment_pk = found.answer.sheet.assessment.pk if found else 0
    who = find_answerer(request, assessment_pk)
    if not (who and who.answers(found.answer.question)):
        if not request.user.is_authenticated:
            return refused(request, assessment_pk)
        require(rules.can_read_answers(request.user, find_handed_in(request.user, assessment_pk)))
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
    form = ReturnForm(request.POST or None, sections=Paper(assessment).sections)
    if request.method == "POST" and form.is_valid():
        try:
            services.send_back(assessment, by=request.user, **form.given)
        except WrongState:
            return _moved_on(request, assessment)
        messages.success(request, _sent_back(assessment))
        return redirect(assessment.review_url)
    is_approved = assessment.state == assessment.State.APPROVED
    context = {
        "form": form,
        "assessment": assessment,
        "heading": _("Öppna svaren igen") if is_approved else _("Lämna tillbaka"),
        "crumbs": crumbs(
            assessment.round, (str(assessment.organisation.name), assessment.review_url)
        ),
    }
    return render(request, "assessments/send_back.html", context)


def _sent_back(assessment) -> str:
    if assessment.reporter is None:
        return _("Svaren är återlämnade. Den som svarar får ett mejl med det du skrev.")
    words = _("Svaren är återlämnade. %s får ett mejl med det du skrev.")
    return words % assessment.reporter.title


def _moved_on(request, assessment):
    words = _("Det går inte just nu. Läget är: %s.")
    messages.warning(request, words % assessment.get_state_display().lower())
    return redirect(assessment.review_url)

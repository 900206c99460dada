"""The sheet's own page: all questions, what is left, who has which part, and the way to hand in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mrplattform.assessments import rules
from mrplattform.assessments.answerers import Answerer
from mrplattform.assessments.discussing import counts
from mrplattform.assessments.last_time import last_answers
from mrplattform.assessments.models import Assessment
from mrplattform.assessments.papers import Paper
from mrplattform.assessments.services import answering as services
from mrplattform.assessments.services import approval
from mrplattform.assessments.services.errors import NotReady, WrongState
from mrplattform.assessments.views import keys
from mrplattform.assessments.views.common import crumbs, find_own
from mrplattform.assessments.views.question_page import locked
from mrplattform.assessments.views.who import find_answerer, open_to_answerers, refused
from mrplattform.core.access import require
from mrplattform.core.history import history
from mrplattform.questions.models import Section
from mrplattform.questions.services.sheets import SheetLocked


@never_cache
@login_not_required
def sheet(request, pk):
    who = find_answerer(request, pk)
    if not who and not request.user.is_authenticated:
        return refused(request, pk)
    assessment = who.assessment if who else find_own(request.user, pk)
    may_read = request.user.is_authenticated and rules.can_read_answers(request.user, assessment)
    require(bool(who) or may_read)
    paper = Paper(assessment, who.sections if who else None)
    may_answer = bool(who) and rules.is_answerable(assessment)
    remarks = counts(assessment) if who or rules.can_discuss(request.user, assessment) else {}
    sections = _sections(paper, who, may_answer, remarks)
    not_done = {one["who"] for one in sections if one["portion"] and not one["portion"].done_at}
    context = {
        "assessment": assessment,
        "who": who,
        "paper": paper,
        "sections": sections,
        "not_done": ", ".join(sorted(not_done)),
        "may_answer": may_answer,
        "may_hand_in": may_answer and not who.part,
        "may_read": may_read,
        "may_share": request.user.is_authenticated and rules.can_share(request.user, assessment),
        "show_answers": bool(who) and not may_read and not may_answer,
        "deeds": [] if who and (who.part or who.link) else history(assessment)[:20],
        "crumbs": crumbs(assessment.round) if may_read else [],
    }
    return render(request, "assessments/sheet.html", context)


def _sections(
    paper: Paper, who: Answerer | None, may_answer: bool, remarks: dict[int, int]
) -> list[dict]:
    """Each section with its questions and how much is said of each, who has it, and what last
    time's answers can fill in."""
    last = last_answers(paper.assessment) if may_answer else {}
    found = []
    for section, steps in paper.sections:
        portion = paper.portions.get(section.pk)
        unanswered = [step for step in steps if step.answer is None]
        found.append(
            {
                "section": section,
                "rows": [(step, remarks.get(step.question.pk, 0)) for step in steps],
                "answered": len(steps) - len(unanswered),
                "portion": portion,
                "who": paper.holders.get(section.pk, ""),
                "is_mine": bool(who and who.part),
                "reusable": sum(services.reusable(step.question, last) for step in unanswered),
                "reused": sum(step.is_reused for step in steps) if may_answer else 0,
            }
        )
    return found


@require_POST
@open_to_answerers
def submit(request, who):
    assessment = who.assessment
    require(not who.part)
    if not rules.is_answerable(assessment):
        return locked(request, who)
    try:
        approval.submit(assessment, **who.signed)
    except NotReady as problem:
        for reason in problem.reasons:
            messages.error(request, reason)
    except WrongState:
        return locked(request, who)
    else:
        messages.success(request, _handed_in(assessment))
    return redirect(assessment)


def _handed_in(assessment: Assessment) -> str:
    if not assessment.round.needs_approval:
        return _("Svaren är inskickade och låsta. Tack för att ni svarade.")
    words = _("Svaren är inskickade och låsta. %s får ett mejl och godkänner dem.")
    return words % assessment.approver.title


@require_POST
@open_to_answerers
def reuse_section(request, who, section_pk):
    """Last time's answers to all questions of the section that have none."""
    return _fill(request, who, section_pk, services.reuse_section, _filled)


@require_POST
@open_to_answerers
def take_back_reused(request, who, section_pk):
    return _fill(request, who, section_pk, services.take_back_reused, _emptied)


def _fill(request, who, section_pk, deed, words):
    assessment = who.assessment
    section = find_section(who, section_pk)
    if not rules.is_answerable(assessment):
        return locked(request, who)
    try:
        count = deed(assessment, section, **who.signed)
    except SheetLocked:
        return locked(request, who)
    messages.success(request, words(count) % {"count": count})
    return redirect(f"{assessment.get_absolute_url()}#avsnitt-{section.pk}")


def _filled(count: int) -> str:
    return ngettext(
        "Ett svar från förra gången är ifyllt. Läs det innan ni skickar in.",
        "%(count)d svar från förra gången är ifyllda. Läs dem innan ni skickar in.",
        count,
    )


def _emptied(count: int) -> str:
    return ngettext("Ett ifyllt svar är borttaget.", "%(count)d ifyllda svar är borttagna.", count)


def find_section(who: Answerer, pk: int) -> Section:
    """One of the sheet's that she answers."""
    section = Section.objects.filter(pk=pk, version=who.assessment.sheet.version_id).first()
    if section is None or (who.part and section.pk not in who.sections):
        raise Http404
    return section


@require_POST
@login_not_required
def leave(request, pk):
    """Forget here who came by a link: on somebody else's computer, say."""
    if link := keys.opened_link(request, pk):
        keys.drop(request, link)
    return redirect("assessments:left")


@login_not_required
def left(request):
    return render(request, "assessments/left.html")

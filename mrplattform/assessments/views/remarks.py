"""Comments on a question, from the page where answers are read; and taking one's own away."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mrplattform.assessments import rules
from mrplattform.assessments.forms.answering import RemarkForm
from mrplattform.assessments.models import Remark
from mrplattform.assessments.papers import asked_question
from mrplattform.assessments.services import remarks as services
from mrplattform.assessments.views.common import find_handed_in
from mrplattform.assessments.views.who import find_answerer, refused
from mrplattform.core.access import require


@require_POST
def add(request, pk, key):
    assessment = find_handed_in(request.user, pk)
    require(rules.can_discuss(request.user, assessment))
    question = asked_question(assessment, key)
    if question is None:
        raise Http404
    form = RemarkForm(request.POST)
    if not rules.is_discussable(assessment):
        messages.warning(request, _("Kartläggningen är stängd och går inte att kommentera."))
    elif not form.is_valid():
        messages.error(request, " ".join(form.errors["remark"]))
    elif form.words:
        services.add(assessment, question, form.words, by=request.user)
        messages.success(request, _("Kommentaren är sparad."))
    return redirect(f"{assessment.review_url}#kommentarer-{question.key}")


@never_cache
@login_not_required
@require_POST
def remove(request, pk):
    """One's own, from the page of the question or the one where answers are read."""
    rows = Remark.objects.filter(removed_at__isnull=True).select_related("question", "assessment")
    found = rows.filter(pk=pk).first()
    assessment_pk = found.assessment_id if found else 0
    who = find_answerer(request, assessment_pk)
    if not who:
        if not request.user.is_authenticated:
            return refused(request, assessment_pk)
        require(rules.can_discuss(request.user, find_handed_in(request.user, assessment_pk)))
    signed = who.signed if who else {"by": request.user, "via": None}
    require(services.is_own(found, **signed))
    services.remove(found, **signed)
    messages.success(request, _("Kommentaren är borttagen."))
    return redirect(_back(request, found, who))


def _back(request, remark: Remark, who) -> str:
    if who and request.POST.get("from") != "review" and rules.is_answerable(who.assessment):
        args = [remark.assessment_id, remark.question.key]
        return f"{reverse('assessments:question', args=args)}#kommentarer"
    if who and who.link:
        return who.assessment.get_absolute_url()
    return f"{remark.assessment.review_url}#kommentarer-{remark.question.key}"

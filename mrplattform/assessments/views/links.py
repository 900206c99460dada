"""Coming by a personal link and asking for a new one; for who coordinates: seeing, sending, taking
back."""

from __future__ import annotations

from allauth.core.ratelimit import consume, consume_or_429
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mrplattform.assessments import rules
from mrplattform.assessments.forms.answering import LinkForm
from mrplattform.assessments.models import AnswerLink
from mrplattform.assessments.services import links as services
from mrplattform.assessments.views import keys
from mrplattform.assessments.views.common import crumbs, find_own
from mrplattform.core.access import require


@never_cache
@login_not_required
def open_link(request, token):
    """Puts a key to just that sheet in the session and goes on to an address without the secret:
    the pages that follow tell it to nobody."""
    if too_many := consume_or_429(request, action="open_answer", key=token, limit_get=True):
        return too_many
    link = services.find(token)
    if link and link.is_valid:
        services.opened(link)
        keys.keep(request, link)
        return redirect(link.assessment)
    context = {"token": token, "revoked": bool(link and link.revoked_at)}
    return render(request, "assessments/link_gone.html", context, status=410)


@login_not_required
@require_POST
def new_link(request, token):
    """A fresh link to the same address. The answer is the same whether or not there is one."""
    link = services.find(token)
    key = f"link-{link.email}" if link else f"token-{token[:64]}"
    if consume(request, action="sign_in_link", key=key) and link and not link.revoked_at:
        services.renew(link, by=None)
    return redirect("assessments:link_sent")


@login_not_required
def link_sent(request):
    return render(request, "assessments/link_sent.html")


# --- For who coordinates the round -----------------------------------------------------------


def links(request, pk):
    """To whom personal links to the unit's sheet have gone, and one more."""
    assessment = _find(request, pk)
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        link, token = services.issue(assessment, form.cleaned_data["email"], by=request.user)
        services.send(link, token, template="assessments/personal_link")
        messages.success(request, _("%s har fått en länk.") % link.email)
        return redirect("assessments:links", pk=pk)
    context = {
        "assessment": assessment,
        "rows": services.by_address(assessment),
        "form": form,
        "may_send": rules.is_answerable(assessment),
        "crumbs": crumbs(assessment.round, (assessment.organisation.name, assessment.asked_url)),
    }
    return render(request, "assessments/links.html", context)


@require_POST
def renew(request, pk, link_pk):
    link = _find_link(request, pk, link_pk)
    try:
        services.renew(link, by=request.user)
    except ValidationError as problem:
        messages.warning(request, " ".join(problem.messages))
    else:
        messages.success(request, _("%s har fått en ny länk.") % link.email)
    return redirect("assessments:links", pk=pk)


@require_POST
def revoke(request, pk, link_pk):
    link = _find_link(request, pk, link_pk)
    services.revoke(link, by=request.user)
    messages.success(request, _("Länken är tillbakatagen. Det som är besvarat är kvar."))
    return redirect("assessments:links", pk=pk)


def _find(request, pk):
    assessment = find_own(request.user, pk)
    require(rules.can_manage_round(request.user, assessment.round))
    return assessment


def _find_link(request, pk, link_pk) -> AnswerLink:
    assessment = _find(request, pk)
    return get_object_or_404(assessment.links.select_related("assessment__round"), pk=link_pk)

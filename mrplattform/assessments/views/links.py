"""Coming by a personal link, asking for a new one, and leaving."""

from __future__ import annotations

from allauth.core.ratelimit import consume, consume_or_429
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mrplattform.assessments.services import links as services
from mrplattform.assessments.views import keys


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

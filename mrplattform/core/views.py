"""Pages that hold no domain: the look itself, errors, and how a visitor wants to read."""

import logging

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from mrplattform.core.context import SCHEME_COOKIE
from mrplattform.core.showcase import showcase

logger = logging.getLogger(__name__)
YEAR = 365 * 24 * 3600
LAST_RESORT = (
    '<!doctype html><html lang="sv"><title>Något gick sönder hos oss</title>'
    "<h1>Något gick sönder hos oss</h1><p>Felet är vårt, inte ditt. Försök igen om en stund.</p>"
)

language = login_not_required(require_POST(set_language))


@login_not_required
@require_POST
def scheme(request):
    """Remember light or dark colours on this device."""
    response = HttpResponseRedirect(_safe_next(request))
    if request.POST.get("scheme") == "mork":
        response.set_cookie(SCHEME_COOKIE, "mork", YEAR, samesite="Lax", httponly=True)
    else:
        response.delete_cookie(SCHEME_COOKIE)
    return response


@login_not_required
def look(request):
    return render(request, "core/look.html", showcase(request))


# --- Errors (named in project/urls.py and settings) -------------------------------------------


def bad_request(request, exception=None):
    return render(request, "core/errors/400.html", status=400)


def forbidden(request, exception=None):
    return render(request, "core/errors/403.html", {"reason": _reason(exception)}, status=403)


def not_found(request, exception=None):
    return render(request, "core/errors/404.html", status=404)


def csrf_failure(request, reason=""):
    return render(request, "core/errors/csrf.html", status=403)


def server_error(request):
    # No context processors: whatever broke may break them too, or even the page itself.
    context = {"site_name": settings.SITE_NAME}
    try:
        return render(None, "core/errors/500.html", context, status=500)
    except Exception:
        logger.exception("the page for server errors is broken too")
        return HttpResponse(LAST_RESORT, status=500)


def _reason(exception) -> str:
    """A refusal may say why in words for the reader: raise PermissionDenied(_("…"))."""
    return str(exception) if exception and str(exception) else ""


def _safe_next(request) -> str:
    wanted = request.POST.get("next", "")
    allowed = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if allowed else reverse("core:look")

"""Finding the sheet and whoever answers it: with an account, a part of it, or a personal link."""

from __future__ import annotations

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.views.decorators.cache import never_cache

from mrplattform.assessments.answerers import Answerer, as_person, by_link
from mrplattform.assessments.views import keys
from mrplattform.assessments.views.common import find_own, find_to_answer


def find_answerer(request, pk: int) -> Answerer | None:
    """An account comes before a link; None for everybody else."""
    if request.user.is_authenticated:
        mine = find_to_answer(request.user, pk, quick=is_autosave(request))
        if mine and (who := as_person(request.user, mine)):
            return who
    link = keys.opened_link(request, pk)
    return by_link(link) if link else None


def is_autosave(request) -> bool:
    """Sent by static/assessments/autosave.js while somebody writes."""
    return request.headers.get("X-Autosave") == "1"


def open_to_answerers(view):
    """For pages of who answers. view(request, who, …); others are refused, or led to sign-in."""

    @never_cache
    @login_not_required
    @wraps(view)
    def found(request, pk, *args, **kwargs):
        who = find_answerer(request, pk)
        if who:
            return view(request, who, *args, **kwargs)
        return refused(request, pk)

    return found


def refused(request, pk: int):
    """To sign-in; or a 403 for who may see the sheet and a 404 for who may not."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    find_own(request.user, pk)
    raise PermissionDenied

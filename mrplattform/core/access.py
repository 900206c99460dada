"""The last of three steps: signed in, visible, allowed (docs/architecture.md)."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404


def require(allowed: bool) -> None:
    """Stop with 403 unless allowed. What may not even be seen is a 404 before this is asked."""
    if not allowed:
        raise PermissionDenied


def open_to_all(view):
    """A page that may be public: who is not signed in gets it when it is, else the sign-in page,
    never a word on whether it exists."""

    @login_not_required
    @wraps(view)
    def opened(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if request.user.is_authenticated:
                raise
            return redirect_to_login(request.get_full_path())

    return opened

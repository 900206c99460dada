"""The last of three steps: signed in, visible, allowed (docs/architecture.md)."""

from django.core.exceptions import PermissionDenied


def require(allowed: bool) -> None:
    """Stop with 403 unless allowed. What may not even be seen is a 404 before this is asked."""
    if not allowed:
        raise PermissionDenied

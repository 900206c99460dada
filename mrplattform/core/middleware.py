"""Headers that belong to every page."""

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class KeepPageHeaders:
    """Signed-in pages are kept by nobody: not by a shared computer's history, not by a proxy."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if _is_personal(request) and not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = "private, no-store"
        return response


def _is_personal(request) -> bool:
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated)

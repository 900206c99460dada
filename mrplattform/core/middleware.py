"""What belongs to every page: its language and its headers."""

from django.utils import translation

from mrplattform.core.languages import chosen_language

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class ChosenLanguage:
    """Swedish, or the language that the visitor has chosen."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with translation.override(chosen_language(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            return response


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

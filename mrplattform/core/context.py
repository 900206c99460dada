"""What core's own templates need on every page."""

from django.conf import settings

from mrplattform.core.languages import languages

SCHEME_COOKIE = "mr_farger"


def site(request):
    return {
        "site_name": settings.SITE_NAME,
        "is_demo": settings.DEMO,
        "color_scheme": "dark" if request.COOKIES.get(SCHEME_COOKIE) == "mork" else "light",
        "has_languages": len(languages()) > 1,
    }

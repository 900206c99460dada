"""Which languages a visitor may choose: Swedish, and each that this installation has texts in."""

from functools import cache
from pathlib import Path

from django.conf import settings


@cache
def languages() -> tuple[str, ...]:
    return tuple(code for code, _name in settings.LANGUAGES if _is_there(code))


def chosen_language(request) -> str:
    """Only what the visitor chose counts: many in Swedish municipalities have English browsers."""
    wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return wanted if wanted in languages() else settings.LANGUAGE_CODE


def _is_there(code: str) -> bool:
    return code == settings.LANGUAGE_CODE or any(
        (Path(folder) / code / "LC_MESSAGES" / "django.mo").exists()
        for folder in settings.LOCALE_PATHS
    )

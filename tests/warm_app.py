"""The platform with its addresses loaded, so that a forked worker answers at once (tests/server.py)."""

from django.urls import get_resolver

from mrplattform.project.wsgi import application

get_resolver().url_patterns  # noqa: B018 (reading it imports the views)

__all__ = ["application"]

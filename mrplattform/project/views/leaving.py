"""Leaving with everything: an authority's own data, as a file."""

from __future__ import annotations

from django.shortcuts import redirect, render

from mrplattform.core.access import require
from mrplattform.core.history import history
from mrplattform.organisations.models import Organisation
from mrplattform.project import rules
from mrplattform.project.leaving import services


def fetch_everything(request):
    """What the file holds; pressing starts the work."""
    led = sorted(rules.led_authorities(request.user))
    require(bool(led))
    authority = Organisation.objects.get(pk=led[0])
    if request.method == "POST":
        job = services.fetch_everything(authority, by=request.user)
        return redirect("core:job", job.pk)
    earlier = history(authority).filter(verb="everything_fetched")[:10]
    return render(
        request, "project/fetch_everything.html", {"authority": authority, "earlier": earlier}
    )

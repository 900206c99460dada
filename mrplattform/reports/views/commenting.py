from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mrplattform.core.access import require
from mrplattform.reports import rules
from mrplattform.reports.books import book_of
from mrplattform.reports.forms import CommentForm
from mrplattform.reports.models import Comment
from mrplattform.reports.services import comments as services
from mrplattform.reports.views.finding import find_report


def comment(request, pk, block):
    """Say something about a section of the draft."""
    thing = find_report(request.user, pk)
    require(rules.can_write_report(request.user, thing))
    titles = book_of(thing).titles
    if block not in titles:
        raise Http404
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.comment(thing, block=block, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("Kommentaren är sparad."))
            return redirect(f"{thing.get_absolute_url()}#{block}")
    context = {"form": form, "report": thing, "heading": titles[block] or _("Inledning")}
    return render(request, "reports/comment.html", context)


@require_POST
def settle(request, pk, comment):
    thing = find_report(request.user, pk)
    require(rules.can_write_report(request.user, thing))
    found = get_object_or_404(Comment.objects.filter(report=thing), pk=comment)
    services.settle(found, by=request.user)
    return redirect(f"{thing.get_absolute_url()}#{found.block}")

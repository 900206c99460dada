"""The handover file of a function, as page, Word and PDF."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mrplattform.core.access import require
from mrplattform.core.exports.html import html_blocks
from mrplattform.organisations.models import Function
from mrplattform.organisations.papers import file_of
from mrplattform.project import rules, services
from mrplattform.project.handover import handover, newly_taken_over

ENDINGS = ("docx", "pdf")


def page(request, pk):
    function = find_function(request.user, pk)
    require(rules.can_read_handover(request.user, function))
    document = handover(function, request.user)
    if ending := request.GET.get("format"):
        if ending not in ENDINGS:
            raise Http404
        return file_of(document, ending, function.authority_id)
    context = {
        "function": function,
        "document": document,
        "blocks": html_blocks(document.blocks),
        "is_new": rules.can_take_over(request.user, function)
        and function in newly_taken_over(request.user),
    }
    return render(request, "project/handover.html", context)


@require_POST
def take_over(request, pk):
    function = find_function(request.user, pk)
    require(rules.can_take_over(request.user, function))
    services.take_over(function, by=request.user)
    messages.success(request, _("Överlämningen är läst. Den finns kvar på funktionens sida."))
    return redirect("project:start")


def find_function(user, pk) -> Function:
    rows = Function.objects.visible_to(user).select_related(
        "authority", "organisation__parent__parent__parent"
    )
    return get_object_or_404(rows, pk=pk)

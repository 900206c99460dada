"""The files behind answers."""

from __future__ import annotations

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404

from mrplattform.questions.models import Evidence


def evidence(request, pk):
    """The file itself; always as a download, never opened inside the site."""
    visible = Evidence.objects.visible_to(request.user).select_related("attachment")
    found = get_object_or_404(visible, pk=pk)
    if found.attachment is None:
        raise Http404
    file = found.attachment
    return FileResponse(
        file.file.open("rb"), as_attachment=True, filename=file.name, content_type=file.content_type
    )

"""Long work that a person waits for: how far it has come, its file, and another try."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from mrplattform.core import jobs
from mrplattform.core.access import require
from mrplattform.core.models import Job


def page(request, pk):
    """The whole page, or just the part that moves when the page itself asks (htmx)."""
    job = find_job(request.user, pk)
    if not request.htmx:
        return render(request, "core/job.html", {"job": job})
    if not job.is_open:
        return HttpResponseClientRefresh()  # read out from the top, as a new page is
    return render(request, "core/_job.html", {"job": job})


def file(request, pk):
    job = find_job(request.user, pk)
    if not job.result:
        raise Http404
    return FileResponse(
        job.result.file.open(),
        as_attachment=True,
        filename=job.result.name,
        content_type=job.result.content_type,
    )


@require_POST
def retry(request, pk):
    job = find_job(request.user, pk)
    require(job.state == Job.State.FAILED)
    return redirect("core:job", jobs.retry(job).pk)


def find_job(user, pk) -> Job:
    """Only who started it sees it."""
    return get_object_or_404(Job.objects.select_related("result"), pk=pk, by=user)

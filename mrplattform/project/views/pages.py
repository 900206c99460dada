"""Pages in the footer: help, accessibility, personal data. Open to everyone."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render

from mrplattform.project import handbook
from mrplattform.project.index.excerpt import excerpt
from mrplattform.project.personal_data import KEPT


@login_not_required
def help_index(request):
    query = request.GET.get("q", "").strip()
    found = [(page, excerpt(page.text, query)) for page in handbook.search(query)]
    context = {"pages": handbook.pages(), "query": query, "found": found}
    return render(request, "project/help.html", context)


@login_not_required
def help_page(request, slug):
    page = handbook.page(slug)
    if not page:
        raise Http404
    return render(request, "project/help_page.html", {"page": page, "pages": handbook.pages()})


@login_not_required
def accessibility(request):
    return render(request, "project/accessibility.html", {"contact": settings.CONTACT_EMAIL})


@login_not_required
def personal_data(request):
    context = {"kept": KEPT, "contact": settings.CONTACT_EMAIL}
    return render(request, "project/personal_data.html", context)

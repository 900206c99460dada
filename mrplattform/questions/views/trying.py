"""The whole form as the one who answers meets it, and all questions on paper."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mrplattform.core.exports.html import html_blocks
from mrplattform.organisations.papers import file_of
from mrplattform.questions.forms import AnswerForm
from mrplattform.questions.models import Question
from mrplattform.questions.papers import questions_document
from mrplattform.questions.views.common import crumbs_of, find_version
from mrplattform.questions.walking import Walk

PAPERS = ("pdf", "docx")


def begin(request, pk):
    """To the first question; the last one leads back here with ?klar=ja."""
    version = find_version(request, pk)
    walk = Walk(version, request.GET.getlist("s"))
    if not walk.asked:
        raise Http404
    if request.GET.get("klar") != "ja":
        return redirect(_url(walk, walk.asked[0]))
    context = {
        "version": version,
        "asked": len(walk.asked),
        "count": len(walk.questions),
        "last": _url(walk, walk.asked[-1]),
        "crumbs": crumbs_of(version),
    }
    return render(request, "questions/walked.html", context)


def step(request, pk, key):
    """One question. What is answered decides which comes next, and is forgotten."""
    version = find_version(request, pk)
    walk = Walk(version, request.GET.getlist("s"))
    question = next((one for one in walk.asked if one.key == key), None)
    if question is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = AnswerForm(question, answer=walk.answers.get(key), data=data)
    if request.method == "POST":
        if form.is_blank:
            return redirect(_onward(walk, question))
        if form.is_valid():
            walk.answer(question, form.cleaned_data["state"], form.cleaned_data["value"])
            return redirect(_onward(walk, question))
    before = walk.beside(question, -1)
    context = {
        "version": version,
        "form": form,
        "question": question,
        "number": walk.asked.index(question) + 1,
        "count": len(walk.asked),
        "previous": _url(walk, before) if before else "",
        "is_last": walk.beside(question, 1) is None,
        "crumbs": crumbs_of(version),
    }
    return render(request, "questions/walk.html", context)


def _url(walk: Walk, question: Question) -> str:
    address = reverse("questions:walk_step", args=[walk.version.pk, question.key])
    return f"{address}{walk.query}"


def _onward(walk: Walk, question: Question) -> str:
    after = walk.beside(question, 1)
    if after:
        return _url(walk, after)
    end = reverse("questions:walk", args=[walk.version.pk])
    return f"{end}{walk.query}&klar=ja" if walk.query else f"{end}?klar=ja"


def paper(request, pk):
    """All questions on one page, to print or take along."""
    version = find_version(request, pk)
    document = questions_document(version)
    context = {
        "version": version,
        "document": document,
        "blocks": html_blocks(document.all_blocks),
        "papers": [
            (_("PDF"), reverse("questions:paper_file", args=[pk, "pdf"])),
            (_("Word"), reverse("questions:paper_file", args=[pk, "docx"])),
        ],
        "crumbs": crumbs_of(version),
    }
    return render(request, "questions/paper.html", context)


def paper_file(request, pk, ending):
    version = find_version(request, pk)
    if ending not in PAPERS:
        raise Http404
    return file_of(questions_document(version), ending, version.authority_id)

"""Handing a section on to a colleague, taking it back, and saying that it is done."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mrplattform.assessments import rules
from mrplattform.assessments.colleagues import colleagues
from mrplattform.assessments.forms.answering import PortionForm
from mrplattform.assessments.papers import Paper
from mrplattform.assessments.services import portions as services
from mrplattform.assessments.services.errors import WrongState
from mrplattform.assessments.views.common import crumbs
from mrplattform.assessments.views.question_page import locked
from mrplattform.assessments.views.sheet import find_section
from mrplattform.assessments.views.who import open_to_answerers
from mrplattform.core.access import require


@open_to_answerers
def give(request, who, section_pk):
    """Who answers by a link may write an address, but does not see who works here."""
    assessment = who.assessment
    require(not who.part)
    section = find_section(who, section_pk)
    if not rules.is_answerable(assessment):
        return locked(request, who)
    known = [] if who.link else colleagues(assessment)
    form = PortionForm(request.POST or None, colleagues=known)
    if request.method == "POST" and form.is_valid():
        try:
            portion = services.give(assessment, section, **who.signed, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        except WrongState:
            return locked(request, who)
        else:
            words = _("%(section)s är fördelat. %(who)s får ett mejl.")
            to = portion.function.title if portion.function else portion.link.email
            messages.success(request, words % {"section": section.title, "who": to})
            return redirect(assessment)
    steps = next((steps for one, steps in Paper(assessment).sections if one.pk == section.pk), [])
    back = (assessment.organisation.name, assessment.get_absolute_url())
    context = {
        "form": form,
        "assessment": assessment,
        "section": section,
        "steps": steps,
        "crumbs": [] if who.link else crumbs(assessment.round, back),
    }
    return render(request, "assessments/portion.html", context)


@require_POST
@open_to_answerers
def take_back(request, who, portion_pk):
    require(not who.part)
    words = _("Du svarar på %s igen. Det som är besvarat är kvar.")
    return _do(request, who, _portion(who, portion_pk), services.take_back, words)


@require_POST
@open_to_answerers
def done(request, who, portion_pk):
    words = _("%s är klart. Uppgiftslämnaren får ett mejl.")
    return _do(request, who, _mine(who, portion_pk), services.done, words)


@require_POST
@open_to_answerers
def undone(request, who, portion_pk):
    return _do(request, who, _mine(who, portion_pk), services.undone, _("Du fortsätter med %s."))


def _do(request, who, portion, deed, words):
    try:
        deed(portion, **who.signed)
    except WrongState:
        return locked(request, who)
    messages.success(request, words % portion.section.title)
    return redirect(who.assessment)


def _portion(who, pk):
    rows = who.assessment.portions.current().select_related("section", "function", "link")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    found.assessment = who.assessment
    return found


def _mine(who, pk):
    """Only the colleague who has it says that it is done."""
    require(pk in {one.pk for one in who.portions})
    return _portion(who, pk)

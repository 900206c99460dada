"""Duties that wait for someone: their function is vacant, or closed."""

from django.shortcuts import render

from mrplattform.core.access import require
from mrplattform.project import rules
from mrplattform.project.vacancies import vacancies


def page(request):
    require(rules.can_see_vacancies(request.user))
    found = vacancies(rules.led_authorities(request.user))
    context = {"vacancies": found, "idle": [one for one in found if not one.duties]}
    return render(request, "project/vacancies.html", context)

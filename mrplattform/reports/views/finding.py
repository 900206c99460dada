from django.shortcuts import get_object_or_404

from mrplattform.reports.models import Report


def _with_surroundings(reports):
    return reports.select_related(
        "authority",
        "round__version",
        "round__authority",
        "compared_with__version",
        "owner__organisation",
        "plan__authority",
        "decision__body",
    ).defer("decision__copy")


def find_report(user, pk: int) -> Report:
    return get_object_or_404(_with_surroundings(Report.objects.visible_to(user)), pk=pk)


def find_removed(user, pk: int) -> Report:
    return get_object_or_404(_with_surroundings(Report.objects.of_circle(user).removed()), pk=pk)

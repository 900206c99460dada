"""Reports: begun from a round, written together, locked with their figures, replaced by new ones."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mrplattform.assessments.models import Round
from mrplattform.core.dates import now
from mrplattform.core.exports.keep import to_json
from mrplattform.core.history import change, changed_values, record
from mrplattform.organisations.models import Circle
from mrplattform.organisations.services.decisions import decide
from mrplattform.organisations.services.editions import ChangedMeanwhile, next_edition
from mrplattform.plans.models import Plan
from mrplattform.plans.services import tellings
from mrplattform.reports.books import book_of, composed
from mrplattform.reports.models import OwnWords, Report
from mrplattform.reports.services import words  # noqa: F401 (words names the deeds)


@transaction.atomic
def create(round: Round, *, by, **values: Any) -> Report:
    """A draft that fills itself from the round."""
    _must_be_earlier(round, values.get("compared_with"))
    report = Report.objects.create(authority=round.authority, round=round, **values)
    record(by, "report_created", report)
    return report


@transaction.atomic
def create_for_year(plan: Plan, *, kind: str, year: int, by, **values: Any) -> Report:
    """A draft that fills itself from a plan and what happened with it in a year."""
    report = Report.objects.create(
        authority=plan.authority, plan=plan, kind=kind, year=year, **values
    )
    record(by, "report_created", report)
    return report


@transaction.atomic
def edit(report: Report, *, by, edition: int, **values: Any) -> None:
    """Raises ChangedMeanwhile when somebody saved since `edition` was read."""
    _must_be_open(report)
    if report.round:
        _must_be_earlier(report.round, values.get("compared_with", report.compared_with))
    next_edition(report, edition)
    changes = changed_values(report, **values)
    report.save()
    if changes:
        record(by, "report_edited", report, changes=changes)


@transaction.atomic
def write(report: Report, *, block: str, text: str, edition: int, by) -> OwnWords:
    """Own words in one section. Several people may write, each in a section of their own; in the
    same one the second is asked to choose. `edition` is 0 where nothing was written before."""
    _must_be_open(report)
    titles = book_of(report).titles
    if block not in titles:
        raise ValidationError(_("Det avsnittet finns inte i rapporten."))
    # The report's row is the lock: two first texts of a section cannot both be first.
    Report.objects.select_for_update().get(pk=report.pk)
    own, _created = OwnWords.objects.get_or_create(
        report=report, block=block, defaults={"edition": 0}
    )
    if own.edition != edition:
        raise ChangedMeanwhile(own)
    before, own.text, own.edition = own.text, text.strip(), edition + 1
    own.save()
    if before != own.text:
        title = str(titles[block]) or _("Inledning")
        record(by, "words_written", report, changes={title: [before, own.text]})
    return own


@transaction.atomic
def lock(report: Report, *, by, **decision: Any):
    """The body decides on the report as it reads now: words and figures are kept with it."""
    _must_be_open(report)
    material = book_of(report).material(report)
    document = to_json(composed(report, material, whole=True))
    made = decide(report, copy={"document": document}, by=by, **decision)
    report.decision, report.locked_copy = made, document
    report.save(update_fields=["decision", "locked_copy"])
    tellings.tell(
        material.measures,
        key=report.key,
        title=report.title,
        address=report.get_absolute_url(),
        circle=Circle(report.circle),
        note=str(report.get_kind_display()),
    )
    record(by, "report_locked", report, changes={"decision": [None, str(made)]})
    return made


@transaction.atomic
def renew(report: Report, *, by) -> Report:
    """A new draft with the same words. The decided one stays as it was."""
    if not report.is_locked:
        raise ValidationError(_("Rapporten är inte låst. Ändra den i stället."))
    newer = report.replaced_by.filter(decision__isnull=True, removed_at__isnull=True).first()
    if newer:
        return newer
    fields = [
        "authority",
        "kind",
        "title",
        "round",
        "compared_with",
        "plan",
        "year",
        "owner",
        "circle",
    ]
    newer = Report.objects.create(
        replaces=report, **{name: getattr(report, name) for name in fields}
    )
    for own in report.own_words.all():
        OwnWords.objects.create(report=newer, block=own.block, text=own.text)
    record(by, "report_renewed", newer, changes={"replaces": [None, str(report)]})
    return newer


@transaction.atomic
def remove(report: Report, *, by) -> None:
    _must_be_open(report)
    change(by, "report_removed", report, removed_at=now())


@transaction.atomic
def restore(report: Report, *, by) -> None:
    change(by, "report_restored", report, removed_at=None)


def _must_be_open(report: Report) -> None:
    if report.is_locked:
        raise ValidationError(_("Rapporten är låst med beslutet. Gör en ny version."))


def _must_be_earlier(round: Round, compared_with: Round | None) -> None:
    if compared_with and not Round.objects.earlier_than(round).filter(pk=compared_with.pk).exists():
        raise ValidationError(
            {"compared_with": _("Välj en tidigare kartläggning med samma frågor.")}
        )

"""Handing on sections of a sheet (fördela): the colleague answers them, the reporter hands in."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments import rules
from mrplattform.assessments.answerers import name_of
from mrplattform.assessments.models import AnswerLink, Assessment, Portion
from mrplattform.assessments.services import letters, links
from mrplattform.assessments.services.errors import WrongState
from mrplattform.assessments.services.held import held
from mrplattform.core.dates import now
from mrplattform.core.history import VERBS, record
from mrplattform.core.models import Deed
from mrplattform.organisations.models import Function
from mrplattform.organisations.services.signin import mail_link
from mrplattform.questions.models import Section

VERBS.update(
    portion_given=gettext_lazy("fördelade ett avsnitt"),
    portion_taken_back=gettext_lazy("tog tillbaka ett fördelat avsnitt"),
    portion_done=gettext_lazy("är klar med sitt avsnitt"),
    portion_undone=gettext_lazy("fortsätter med sitt avsnitt"),
)


@transaction.atomic
def give(
    assessment: Assessment,
    section: Section,
    *,
    by,
    via: AnswerLink | None = None,
    function: Function | None = None,
    email: str = "",
    note: str = "",
) -> Portion:
    """Let a colleague answer one section: who holds the function, or who has the address."""
    current = _held_open(assessment)
    if current.portions.current().filter(section=section).exists():
        raise ValidationError(_("Avsnittet är redan fördelat. Ta tillbaka det först."))
    portion = Portion(assessment=current, section=section, function=function, note=note.strip())
    if function:
        portion.save()
        _record(by, via, "portion_given", portion)
        _tell_function(portion, "portion", f"{portion.pk}", by=name_of(by, via))
    else:
        _refuse_who_has_all(current, email)
        portion.link, token = links.issue(current, email, by=by, via=via, partial=True)
        portion.save()
        _record(by, via, "portion_given", portion)
        links.send(
            portion.link,
            token,
            template="assessments/portion",
            portion=portion,
            by=name_of(by, via),
        )
    return portion


@transaction.atomic
def take_back(portion: Portion, *, by, via: AnswerLink | None = None) -> None:
    """The section is the reporter's again; what was answered stays, and the colleague is told."""
    _held_open(portion.assessment)
    if portion.removed_at:
        return
    portion.removed_at = now()
    portion.save(update_fields=["removed_at"])
    deed = _record(by, via, "portion_taken_back", portion)
    if portion.function_id:
        _tell_function(portion, "portion_taken_back", f"{deed.pk}", by=deed.by_name)
    elif not _of_address(portion).exists():
        links.revoke(portion.link, by=by, via=via)


@transaction.atomic
def done(portion: Portion, *, by, via: AnswerLink | None = None) -> None:
    """The colleague has answered what she can; the reporter is told."""
    _held_open(portion.assessment)
    if not portion.done_at:
        portion.done_at = now()
        portion.save(update_fields=["done_at"])
        deed = _record(by, via, "portion_done", portion)
        letters.tell(
            "portion_done", portion.assessment, f"{deed.pk}", portion=portion, by=deed.by_name
        )


@transaction.atomic
def undone(portion: Portion, *, by, via: AnswerLink | None = None) -> None:
    _held_open(portion.assessment)
    if portion.done_at:
        portion.done_at = None
        portion.save(update_fields=["done_at"])
        _record(by, via, "portion_undone", portion)


def returned(assessment: Assessment, deed: Deed) -> None:
    """Answers have come back: colleagues whose sections have something to put right are told."""
    keys = list(assessment.returned_about)
    rows = assessment.portions.current().filter(section__questions__key__in=keys).distinct()
    for portion in rows.select_related("function", "link", "section"):
        portion.assessment = assessment
        portion.done_at = None
        portion.save(update_fields=["done_at"])
        _tell_holder(portion, "portion_returned", f"{deed.pk}", by=deed.by_name)


def _tell_holder(portion: Portion, template: str, once: str, **more) -> None:
    """A letter to who has the section, with a link of her own."""
    if portion.function_id:
        _tell_function(portion, template, once, **more)
    elif not portion.link.revoked_at:
        links.write(
            portion.link.email,
            assessment=portion.assessment,
            partial=True,
            template=f"assessments/{template}",
            key=f"portion:{portion.pk}:{template}:{once}",
            portion=portion,
            **more,
        )


def _tell_function(portion: Portion, template: str, once: str, **more) -> None:
    assessment = portion.assessment
    person = letters.holders([portion.function_id]).get(portion.function_id)
    if person:
        mail_link(
            person,
            assessment.get_absolute_url(),
            key=f"portion:{portion.pk}:{template}:{once}",
            template=f"assessments/{template}",
            portion=portion,
            assessment=assessment,
            round=assessment.round,
            unit=assessment.organisation,
            closes=assessment.last_day,
            **more,
        )


def _held_open(assessment: Assessment) -> Assessment:
    current = held(assessment)
    if not rules.is_answerable(current):
        raise WrongState(current)
    return current


def _refuse_who_has_all(assessment: Assessment, email: str) -> None:
    if email.strip().lower() in links.addresses([assessment]).values():
        raise ValidationError(_("Den adressen svarar redan på alla frågor."))


def _of_address(portion: Portion):
    rows = portion.assessment.portions.current()
    return rows.filter(link__email=portion.link.email, link__partial=True)


def _record(by, via: AnswerLink | None, verb: str, portion: Portion) -> Deed:
    words = f"{portion.section} → {portion.function or portion.link.email}"
    gone = verb == "portion_taken_back"
    changes = {"avsnitt": [words, ""] if gone else ["", words]}
    return record(by, verb, portion.assessment, changes=changes, by_name=name_of(by, via))

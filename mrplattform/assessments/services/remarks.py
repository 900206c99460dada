"""What is said about a question between those who answer, approve and coordinate."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy

from mrplattform.assessments.answerers import name_of
from mrplattform.assessments.models import AnswerLink, Assessment, Portion, Remark
from mrplattform.assessments.services import letters, links
from mrplattform.core.dates import now
from mrplattform.core.history import VERBS, record
from mrplattform.organisations.models import Person
from mrplattform.organisations.services.signin import mail_link
from mrplattform.questions.models import Question

VERBS.update(
    remarked=gettext_lazy("kommenterade en fråga"),
    remark_removed=gettext_lazy("tog bort sin kommentar"),
)


@transaction.atomic
def add(
    assessment: Assessment, question: Question, text: str, *, by, via: AnswerLink | None = None
) -> Remark:
    remark = Remark.objects.create(
        assessment=assessment,
        question=question,
        text=text.strip(),
        by=by,
        by_name=_signature(by, via),
    )
    changes = {"fråga": ["", question.text]}
    record(by, "remarked", assessment, changes=changes, by_name=name_of(by, via))
    _tell(remark)
    return remark


@transaction.atomic
def remove(remark: Remark, *, by, via: AnswerLink | None = None) -> None:
    """One's own. The row keeps the words; the history, which more may read, that it was done."""
    if not remark.removed_at:
        remark.removed_at = now()
        remark.save(update_fields=["removed_at"])
        changes = {"fråga": [remark.question.text, ""]}
        record(by, "remark_removed", remark.assessment, changes=changes, by_name=name_of(by, via))


def is_own(remark: Remark, by, via: AnswerLink | None) -> bool:
    if by:
        return remark.by_id == by.pk
    return bool(via) and remark.by_id is None and remark.by_name.startswith(f"{via.email} (")


def _signature(by, via: AnswerLink | None) -> str:
    name, function = name_of(by, via), by.function_title if by else ""
    return (f"{name}, {function}" if function else name)[:300]


# --- Telling ---------------------------------------------------------------------------------


def _tell(remark: Remark) -> None:
    """Those who have a part in it, at most once an hour each: the pages show how many there are."""
    assessment, here = remark.assessment, f"{now():%Y-%m-%dT%H}"
    portion = assessment.portions.current().filter(section=remark.question.section_id).first()
    answering = [assessment.reporter_id, portion.function_id if portion else None]
    held = letters.holders([*answering, assessment.approver_id])
    people = dict.fromkeys(_writers(remark), assessment.review_url)
    if assessment.approver_id in held:
        people[held[assessment.approver_id]] = assessment.review_url
    for pk in answering:
        if pk in held:
            people[held[pk]] = assessment.get_absolute_url()
    for person, leads_to in people.items():
        if person.pk != remark.by_id:
            key = f"assessment:{assessment.pk}:remarks:{person.pk}:{here}"
            mail_link(person, leads_to, key=key, template="assessments/remark", **_about(remark))
    for email, partial in _addresses(assessment, portion):
        if remark.by_id or email not in remark.by_name:
            key = f"assessment:{assessment.pk}:remarks:{email}:{here}"
            more = _about(remark)
            links.write(email, template="assessments/remark", key=key, partial=partial, **more)


def _writers(remark: Remark) -> list[Person]:
    """Those who have said something about the question."""
    rows = remark.assessment.remarks.filter(question=remark.question)
    return list(Person.objects.filter(pk__in=rows.values("by"), is_active=True))


def _addresses(assessment: Assessment, portion: Portion | None) -> list[tuple[str, bool]]:
    """Those who answer without an account, and whether they answer a part."""
    whole = {} if assessment.reporter_id else links.addresses([assessment])
    found = [(email, False) for email in whole.values()]
    return found + ([(portion.link.email, True)] if portion and portion.link_id else [])


def _about(remark: Remark) -> dict:
    assessment = remark.assessment
    return {
        "remark": remark,
        "assessment": assessment,
        "round": assessment.round,
        "unit": assessment.organisation,
    }

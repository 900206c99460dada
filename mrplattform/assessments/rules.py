"""May she? One question each; the role answers, or the function that the assessment names."""

from __future__ import annotations

import datetime as dt

from mrplattform.assessments.models import LEADERS, Assessment, Coding, Finding, Reading, Round
from mrplattform.core.dates import today
from mrplattform.organisations.models import Role

State = Assessment.State
FIRST, SECOND = Reading.Reader.FIRST, Reading.Reader.SECOND


def leads(user, authority_id: int) -> bool:
    """Coordinates the work of that authority."""
    return user.standing.has_role(Role.STRATEGIST, authority_id=authority_id)


def can_start_round(user) -> bool:
    return user.standing.has_role(*LEADERS)


def can_ask_country(user) -> bool:
    return user.standing.has_role(Role.NATIONAL_COORDINATOR)


def can_manage_round(user, round: Round) -> bool:
    """A strategist leads what her authority asks itself, a national coordinator also what her
    organisation asks the country."""
    roles = [Role.NATIONAL_COORDINATOR] if round.asks_country else LEADERS
    return user.standing.has_role(*roles, authority_id=round.authority_id)


def reads_round(user, round: Round) -> bool:
    """Belongs to the authority that asks, and so reads what has been handed in."""
    return round.authority_id in user.standing.authority_ids


def works_for(user, assessment: Assessment) -> bool:
    """Belongs to the asked unit, or answers or approves for it."""
    standing = user.standing
    return (
        ({assessment.reporter_id, assessment.approver_id} - {None}) & standing.function_ids
        or any(f.organisation_id == assessment.organisation_id for f in standing.functions)
        or assessment.organisation_id in standing.units_as(Role.REPORTER, Role.MANAGER)
    ) and True


def can_read_answers(user, assessment: Assessment) -> bool:
    """Before they are handed in, answers are for the unit and for who coordinates; afterwards for
    everyone who may see the round (ask Round.visible_to first). Over the country they are for the
    authority itself, for who asked, and for the others only when it shares them."""
    # Most often, and so first: a page may ask of a thousand units.
    if assessment.is_handed_in and not assessment.round.asks_country:
        return True
    if leads(user, assessment.authority_id) or works_for(user, assessment):
        return True
    if not assessment.is_handed_in:
        return False
    return (
        assessment.shared
        or reads_round(user, assessment.round)
        or assessment.authority_id in user.standing.authority_ids
    )


def answers_for(user, assessment: Assessment) -> bool:
    """Holds the function that answers, or reports for the unit."""
    standing = user.standing
    return assessment.reporter_id in standing.function_ids or (  # None is in no set of functions
        assessment.organisation_id in standing.units_as(Role.REPORTER)
    )


def is_answerable(assessment: Assessment, on: dt.date | None = None) -> bool:
    """What was returned may be put right also after the last day, while the round is not closed."""
    round = assessment.round
    if round.state != Round.State.OPEN:
        return False
    begun = round.opens <= (on or today()) <= assessment.last_day
    return assessment.state == State.RETURNED or (assessment.state == State.DRAFT and begun)


def can_answer(user, assessment: Assessment, on: dt.date | None = None) -> bool:
    return is_answerable(assessment, on) and answers_for(user, assessment)


def can_share(user, assessment: Assessment) -> bool:
    """Lets the others who answer over the country see the answers: the authority's own choice,
    before they are handed in and after."""
    return assessment.round.asks_country and leads(user, assessment.authority_id)


def can_submit(user, assessment: Assessment, on: dt.date | None = None) -> bool:
    return can_answer(user, assessment, on)


def can_review(user, assessment: Assessment) -> bool:
    """Opens the page where answers are approved: who approves, and who coordinates the round."""
    if assessment.approver_id in user.standing.function_ids:
        return True
    if assessment.round.asks_country:
        return can_manage_round(user, assessment.round)
    return leads(user, assessment.authority_id)


def can_discuss(user, assessment: Assessment) -> bool:
    """Takes part in what is said about the answers: who answers, approves or coordinates."""
    return answers_for(user, assessment) or (
        can_review(user, assessment) and can_read_answers(user, assessment)
    )


def is_discussable(assessment: Assessment) -> bool:
    round = assessment.round
    return round.state == Round.State.OPEN and not round.is_anonymous


def can_approve(user, assessment: Assessment) -> bool:
    """Only the function that the round names; a strategist can name another."""
    return (
        assessment.state == State.SUBMITTED and assessment.approver_id in user.standing.function_ids
    )


def can_send_back(user, assessment: Assessment) -> bool:
    """Return, or reopen: only while the round lets the unit answer again."""
    return (
        assessment.is_handed_in
        and assessment.round.state == Round.State.OPEN
        and can_review(user, assessment)
    )


def can_write_finding(user, authority_id: int) -> bool:
    return leads(user, authority_id)


def can_change_finding(user, finding: Finding) -> bool:
    return leads(user, finding.authority_id)


# --- Coding ------------------------------------------------------------------------------------


def can_start_coding(user, authority_id: int | None = None) -> bool:
    return user.standing.has_role(*LEADERS, authority_id=authority_id)


def can_manage_coding(user, coding: Coding) -> bool:
    """Texts in, readers, quotes, closing: whoever coordinates, and who reads first."""
    return can_start_coding(user, coding.authority_id) or reader_of(user, coding) == FIRST


def reader_of(user, coding: Coding) -> str:
    """Which of the two readers the person is; empty for neither."""
    functions = user.standing.function_ids
    if coding.first_id in functions:
        return FIRST
    return SECOND if coding.second_id in functions else ""


def sees_coding(user, coding: Coding) -> bool:
    """Says the same of one as Coding.objects.visible_to."""
    return can_start_coding(user, coding.authority_id) or bool(reader_of(user, coding))


def can_change_themes(user, coding: Coding) -> bool:
    """The code book is for those who read with it, and who coordinates."""
    return bool(reader_of(user, coding)) or can_manage_coding(user, coding)


def can_see_readings(user, coding: Coding, left: int) -> bool:
    """What the other saw is not shown to one who has texts left to read."""
    return not left or not reader_of(user, coding) or coding.state == Coding.State.CLOSED

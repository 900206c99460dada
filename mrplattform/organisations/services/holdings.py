"""Who holds a function, from which day to which: beginning, ending, handing over."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from mrplattform.core.dates import today
from mrplattform.core.history import readable, record
from mrplattform.core.look import short_date
from mrplattform.organisations.models import Function, Holding, Organisation, Role, Term
from mrplattform.organisations.models.time import day_before
from mrplattform.organisations.services import words  # noqa: F401 (words names the deeds)


@transaction.atomic
def begin_holding(
    function: Function,
    person,
    *,
    starts: dt.date,
    by,
    ends: dt.date | None = None,
    stand_in: bool = False,
    why: str = "",
) -> Holding:
    """The person holds the function from that day. An elected one holds it to the end of the term
    at most, and to its end when nothing else is said."""
    term = None
    if function.role == Role.ELECTED:
        term = term_on(function.authority, starts)
        ends = ends or term.ends
        _must_fit(term, ends)
    _check_days(function, person, starts, ends)
    holding = Holding.objects.create(
        function=function, person=person, starts=starts, ends=ends, stand_in=stand_in, term=term
    )
    forget_standing(person)
    record(by, "holding_began", function, why=why, changes=_told(None, holding))
    return holding


@transaction.atomic
def end_holding(holding: Holding, *, ends: dt.date, by, why: str = "") -> None:
    """The last day. What the function answers for stays with the function."""
    if ends < holding.starts:
        raise ValidationError(
            _("Innehavet började %s. Sista dagen kan inte vara tidigare än så.")
            % short_date(holding.starts)
        )
    if holding.term:
        _must_fit(holding.term, ends)
    before = _tell(holding)
    holding.ends = ends
    holding.save(update_fields=["ends"])
    forget_standing(holding.person)
    changes = {"innehavare": [before, _tell(holding)]}
    record(by, "holding_ended", holding.function, why=why, changes=changes)


@transaction.atomic
def cancel_holding(holding: Holding, *, by, why: str = "") -> None:
    """Take away a holding that has not begun: it was never held."""
    if holding.starts <= today():
        raise ValidationError(_("Innehavet har redan börjat. Avsluta det i stället."))
    record(by, "holding_cancelled", holding.function, why=why, changes=_told(holding, None))
    holding.delete()


@transaction.atomic
def hand_over(
    function: Function, to_person, *, starts: dt.date, by, from_person=None, why: str = ""
) -> Holding:
    """The person takes the function over from that day: everything that hangs on it comes along.

    Those who held it ordinarily stop the day before; with `from_person` only that one does.
    """
    held = function.holdings.on(starts).filter(stand_in=False).exclude(person=to_person)
    if from_person:
        held = held.filter(person=from_person)
    for holding in held:
        if holding.starts >= starts:
            raise ValidationError(
                _("%(person)s tillträder samma dag eller senare. Ta bort det innehavet först.")
                % {"person": holding.person}
            )
        end_holding(holding, ends=day_before(starts), by=by, why=why)
    return begin_holding(function, to_person, starts=starts, by=by, why=why)


# --- Terms of office -------------------------------------------------------------------------


def term_on(authority: Organisation, day: dt.date) -> Term:
    term = authority.terms.on(day).first()
    if not term:
        raise ValidationError(
            _("Lägg in mandatperioden som gäller %s först. Uppdraget följer den.") % short_date(day)
        )
    return term


@transaction.atomic
def open_term(authority: Organisation, *, starts: dt.date, ends: dt.date, by) -> Term:
    _check_term(authority, starts, ends)
    term = Term.objects.create(authority=authority, starts=starts, ends=ends)
    record(by, "term_opened", authority, changes={"mandatperiod": [None, _days(term)]})
    return term


@transaction.atomic
def change_term(term: Term, *, starts: dt.date, ends: dt.date, by) -> None:
    """New days for the term; those whose holding ended with it end with it still."""
    _check_term(term.authority, starts, ends, but=term)
    before, old_end = _days(term), term.ends
    term.starts, term.ends = starts, ends
    term.save()
    for holding in term.holding_set.select_related("function", "person").all():
        if holding.ends == old_end or holding.ends is None or holding.ends > ends:
            told = _tell(holding)
            holding.ends = max(ends, holding.starts)
            holding.save(update_fields=["ends"])
            changes = {"innehavare": [told, _tell(holding)]}
            record(by, "holding_ended", holding.function, changes=changes)
    changes = {"mandatperiod": [before, _days(term)]}
    record(by, "term_changed", term.authority, changes=changes)


def _must_fit(term: Term, ends: dt.date | None) -> None:
    if term.ends and (ends is None or ends > term.ends):
        raise ValidationError(
            _("Mandatperioden slutar %s. Ett uppdrag kan inte vara längre än så.")
            % short_date(term.ends)
        )


def _check_term(authority, starts, ends, but=None) -> None:
    if ends < starts:
        raise ValidationError({"ends": _("Mandatperioden kan inte sluta innan den börjar.")})
    others = authority.terms.exclude(pk=but.pk if but else None)
    overlap = others.filter(starts__lte=ends).filter(Q(ends__isnull=True) | Q(ends__gte=starts))
    if overlap.exists():
        raise ValidationError(
            {"starts": _("Perioden går in i en annan mandatperiod. Ändra datumen.")}
        )


def forget_standing(person) -> None:
    """Let the standing be read anew: it may have been asked earlier in the same request."""
    person.__dict__.pop("standing", None)


def _check_days(function, person, starts, ends) -> None:
    if ends and ends < starts:
        raise ValidationError({"ends": _("Sista dagen kan inte vara före den första.")})
    if starts < function.starts:
        raise ValidationError(
            {
                "starts": _("Funktionen finns från och med %s. Välj den dagen eller en senare.")
                % short_date(function.starts)
            }
        )
    if function.ends and (ends is None or ends > function.ends):
        if function.ends >= starts:
            raise ValidationError({"ends": _("Funktionen upphör %s.") % short_date(function.ends)})
        raise ValidationError(
            _("Funktionen upphörde %s. Öppna den igen först.") % short_date(function.ends)
        )
    _must_have_a_place(function, starts)
    same = function.holdings.filter(person=person)
    same = same.filter(Q(ends__isnull=True) | Q(ends__gte=starts))
    if ends:
        same = same.filter(starts__lte=ends)
    if there := same.first():
        raise ValidationError(
            _("%(person)s har redan funktionen från %(day)s.")
            % {"person": person, "day": short_date(there.starts)}
        )


def _must_have_a_place(function: Function, starts: dt.date) -> None:
    """A function that stayed when its unit closed is moved before somebody takes it on."""
    for period in function.periods.filter(Q(ends__isnull=True) | Q(ends__gte=starts)):
        unit = period.organisation
        if unit.ends and unit.ends < max(starts, period.starts):
            raise ValidationError(
                _("%(unit)s stängdes %(day)s. Flytta funktionen till en annan enhet först.")
                % {"unit": unit, "day": short_date(unit.ends)}
            )


def _told(before: Holding | None, after: Holding | None) -> dict:
    return {"innehavare": [before and _tell(before), after and _tell(after)]}


def _tell(holding: Holding) -> dict:
    """A holding as history keeps it: whom, and which days."""
    kind = f" ({_('ersättare')})" if holding.stand_in else ""
    return readable(holding.person) | {"text": f"{holding.person}{kind}, {_days(holding)}"}


def _days(dated) -> str:
    return f"{dated.starts}–{dated.ends or ''}"

"""Quotes that may be shown: words from a text without what could tell who wrote them."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mrplattform.assessments.models import Coding, Passage, Quote, Theme
from mrplattform.assessments.quoting import Names, revealing
from mrplattform.assessments.services.coding import held
from mrplattform.assessments.services.errors import NotReady
from mrplattform.core.dates import now
from mrplattform.core.history import VERBS, record
from mrplattform.organisations.models import Organisation, OrganisationPeriod, Person

VERBS.update(
    quote_kept=gettext_lazy("sparade ett citat"),
    quote_taken_back=gettext_lazy("tog tillbaka ett citat"),
)


@transaction.atomic
def keep(passage: Passage, text: str, *, theme: Theme | None = None, by) -> Quote:
    """Refused while it tells of somebody, or when so few wrote that anybody could be meant."""
    coding = held(passage.coding)
    if reason := why_not(coding, text):
        raise NotReady([reason])
    quote = Quote.objects.create(passage=passage, theme=theme, text=text)
    record(by, "quote_kept", coding, changes={_("citat"): [None, text]})
    return quote


@transaction.atomic
def take_back(quote: Quote, *, by) -> None:
    """No longer shown; the history keeps that it was."""
    if quote.removed_at:
        return
    quote.removed_at = now()
    quote.save(update_fields=["removed_at"])
    record(by, "quote_taken_back", quote.passage.coding, changes={_("citat"): [quote.text, None]})


def why_not(coding: Coding, text: str) -> str:
    """Why these words may not be quoted; empty when they may."""
    if is_small(coding):
        return _("Texterna är för få. Då kan läsaren räkna ut vem som har skrivit.")
    found = revealing(text, known_names(coding))
    words = ngettext(
        "Citatet visar fortfarande vem eller var det handlar om: %s. Byt ut det.",
        "Citatet visar fortfarande vem eller var det handlar om: %s. Byt ut dem.",
        len(found),
    )
    return words % ", ".join(found) if found else ""


def is_small(coding: Coding) -> bool:
    smallest = coding.round.shown_from if coding.round else settings.SMALLEST_SHOWN_GROUP
    return coding.passages.count() < smallest


def known_names(coding: Coding) -> Names:
    """People and units, now and before, of the authority and of those that its round asks."""
    authorities = {coding.authority_id}
    if coding.round and coding.round.asks_country:
        authorities |= set(coding.round.assessments.values_list("authority_id", flat=True))
    people = Person.objects.filter(holdings__function__authority__in=authorities)
    units = Organisation.objects.filter(authority__in=authorities)
    periods = OrganisationPeriod.objects.filter(organisation__in=units)
    named = [*units.values_list("name", "short_name"), *periods.values_list("name", "short_name")]
    return Names(
        people=frozenset(people.values_list("name", flat=True)),
        units=frozenset(name for row in named for name in row if name),
    )

"""The code book: themes are made, worded, put in order, merged, split off and removed, and what was
coded follows."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.assessments.models import Basis, Coding, Passage, Quote, Reading, Theme
from mrplattform.assessments.services.coding import held
from mrplattform.assessments.services.errors import NotReady
from mrplattform.core.history import VERBS, changed_values, record
from mrplattform.organisations.services.editions import ChangedMeanwhile

VERBS.update(
    theme_made=gettext_lazy("lade till ett tema"),
    theme_changed=gettext_lazy("ändrade ett tema"),
    themes_ordered=gettext_lazy("ändrade temanas ordning"),
    themes_merged=gettext_lazy("slog ihop två teman"),
    theme_split=gettext_lazy("delade ett tema"),
    theme_removed=gettext_lazy("tog bort ett tema"),
)
Link = Reading.themes.through


@transaction.atomic
def make(coding: Coding, name: str, *, meaning: str = "", by) -> Theme:
    coding = held(coding)
    theme = _new(coding, name, meaning)
    record(by, "theme_made", coding, changes={_("tema"): [None, theme.name]})
    return theme


@transaction.atomic
def change(theme: Theme, *, edition: int, name: str, meaning: str, by) -> Theme:
    """Who saves on top of another's wording is asked to choose."""
    coding = held(theme.coding)
    current = Theme.objects.get(pk=theme.pk)
    if current.edition != edition:
        raise ChangedMeanwhile(current)
    _refuse_taken(coding, name, but=current)
    if changes := changed_values(current, name=name, meaning=meaning):
        current.save()
        record(by, "theme_changed", coding, changes={_("tema"): [theme.name, name]} | changes)
    return current


@transaction.atomic
def move(theme: Theme, places: int, *, by) -> None:
    """So many places down the list (or up, with a minus)."""
    coding = held(theme.coding)
    themes = list(coding.themes.all())
    old = next(place for place, one in enumerate(themes) if one.pk == theme.pk)
    new = min(max(old + places, 0), len(themes) - 1)
    if new == old:
        return
    themes.insert(new, themes.pop(old))
    for place, one in enumerate(themes, start=1):
        one.order = place
    Theme.objects.bulk_update(themes, ["order"])
    record(by, "themes_ordered", coding, changes={theme.name: [old + 1, new + 1]})


@transaction.atomic
def merge(theme: Theme, into: Theme, *, by) -> Theme:
    """All that was coded with the one is coded with the other; its quotes and findings follow."""
    coding = held(theme.coding)
    count = theme.readings.count()
    _replace(Link.objects.filter(theme=theme), into)
    Quote.objects.filter(theme=theme).update(theme=into)
    there = Basis.objects.filter(theme=into).values("finding")
    Basis.objects.filter(theme=theme).exclude(finding__in=there).update(theme=into)
    Basis.objects.filter(theme=theme).delete()
    record(
        by,
        "themes_merged",
        coding,
        changes={_("tema"): [theme.name, into.name], _("läsningar"): [None, count]},
    )
    theme.delete()
    return into


@transaction.atomic
def split(theme: Theme, name: str, passages: Collection[Passage], *, meaning="", by) -> Theme:
    """A theme of its own for some of the texts, whoever coded them."""
    coding = held(theme.coding)
    new = _new(coding, name, meaning)
    _replace(Link.objects.filter(theme=theme, reading__passage__in=passages), new)
    Quote.objects.filter(theme=theme, passage__in=passages).update(theme=new)
    changes = {_("tema"): [theme.name, new.name], _("texter"): [None, len(passages)]}
    record(by, "theme_split", coding, changes=changes)
    return new


@transaction.atomic
def remove(theme: Theme, *, read_again: bool, by) -> None:
    """Texts with no other theme are read again, or stay read as without a theme."""
    coding = held(theme.coding)
    if theme.bases.exists():
        raise NotReady([_("En slutsats bygger på temat. Ta bort temat ur slutsatsen först.")])
    if read_again:
        alone = _alone(theme)
        again = Reading.objects.filter(pk__in=alone, reader=Reading.Reader.BOTH)
        Passage.objects.filter(readings__in=again).update(settled=False)
        Reading.objects.filter(pk__in=alone).delete()
    record(by, "theme_removed", coding, changes={_("tema"): [theme.name, None]})
    theme.delete()


def _new(coding: Coding, name: str, meaning: str) -> Theme:
    _refuse_taken(coding, name)
    last = coding.themes.aggregate(last=Max("order"))["last"] or 0
    return coding.themes.create(name=name, meaning=meaning, order=last + 1)


def _refuse_taken(coding: Coding, name: str, but: Theme | None = None) -> None:
    taken = coding.themes.exclude(pk=but.pk if but else None).values_list("name", flat=True)
    if name.casefold() in {one.casefold() for one in taken}:
        raise ValidationError(_("Temat finns redan."), code="taken")


def _replace(links, theme: Theme) -> None:
    """The theme instead; a reading that has it already only loses the other."""
    has = list(Link.objects.filter(theme=theme).values_list("reading", flat=True))
    links.filter(reading__in=has).delete()  # no history: the caller records
    links.update(theme=theme)  # no history: the caller records


def _alone(theme: Theme) -> list[int]:
    """The readings that saw this theme and no other."""
    others = Link.objects.exclude(theme=theme).values("reading")
    return list(theme.readings.exclude(pk__in=others).values_list("pk", flat=True))

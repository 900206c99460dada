"""The grid of roles and principles, as pictures in a table and as the numbers behind them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from mrplattform.assessments.results import Tally
from mrplattform.core.charts import ridge, tallest_share
from mrplattform.core.exports.document import (
    Cell,
    Column,
    Paragraph,
    Picture,
    Run,
    Table,
    Text,
    sentence,
    text,
)
from mrplattform.reports.material import Material, Place


def grid(material: Material) -> Table:
    """Roles down, principles across: the most common level, how the answers lie, movement."""
    roles = list({one.role.pk: one.role for one in material.places}.values())
    principles = list({one.principle.pk: one.principle for one in material.places}.values())
    by_place = {(one.role.pk, one.principle.pk): one for one in material.places}
    top = tallest_share(*(counts(one, material) for one in _tallies(material)))
    rows = [
        (
            role.name,
            *(_cell(material, by_place.get((role.pk, one.pk)), top) for one in principles),
        )
        for role in roles
    ]
    columns = (Column(_("Roll"), share=4), *(Column(one.name, share=5) for one in principles))
    return Table(_caption(material), columns, rows, name=_("Rutnät"), twin=twin(material))


def _caption(material: Material) -> Text:
    where = _results_url(material)
    earlier = material.report.compared_with
    if not earlier:
        return sentence(_("Figur 1. [Vanligaste nivå och antal svar per nivå]."), where)
    return sentence(
        _(
            "Figur 1. [Vanligaste nivå, antal svar per nivå och förflyttning]. "
            "Streckad linje: {earlier}."
        ),
        where,
        earlier=earlier.opens.year,
    )


def _cell(material: Material, place: Place | None, top: float):
    if place is None:
        return _("Inga frågor")
    compared = material.report.compared_with is not None and bool(place.before.asked)
    picture = ridge(
        counts(place.now, material)[:-1],
        material.levels,
        unknown=place.now.unknown,
        before=counts(place.before, material)[:-1] if compared else None,
        before_unknown=place.before.unknown,
        subject=f"{place.role.name}, {place.principle.name}",
        tallest=top,
    )
    return Cell(
        most_common(place.now, material.levels),
        Picture(picture.svg, picture.alt, width=40),
        moved(place.now) if compared else "",
    )


def most_common(tally: Tally, levels: list[str]) -> Text:
    """The most common level in words; two that tie are both named."""
    most = tally.most_common
    if not most:
        return text(_("Inga svar"))
    if len(most) == 1:
        return text(Run(levels[most[0]], sign=f"g{min(most[0], 4)}", bold=True))
    runs: list[Run] = []
    for place, level in enumerate(most):
        if place:
            runs.append(Run(_(" och ") if place == len(most) - 1 else ", ", bold=True))
        runs.append(Run(str(level), sign=f"g{min(level, 4)}", bold=True))
    return (*runs, Run(_(" lika"), bold=True))


def moved(tally: Tally) -> str:
    if tally.forward or tally.backward:
        return _("%(forward)d framåt, %(backward)d bakåt") % {
            "forward": tally.forward,
            "backward": tally.backward,
        }
    return _("oförändrat") if tally.same else _("inget att jämföra med")


def legend(material: Material) -> Paragraph:
    """The signs and their words, in one line."""
    runs: list[Run] = []
    signs = [
        (f"g{min(level, 4)}", f"{level} {label}") for level, label in enumerate(material.levels)
    ]
    for name, label in [*signs, ("gu", _("Vet ej"))]:
        if runs:
            runs.append(Run("\u2003"))
        runs.append(Run(label, sign=name))
    return Paragraph(tuple(runs))


def twin(material: Material) -> Table:
    columns = [
        Column(_("Roll"), share=3),
        Column(_("Princip"), share=4),
        *(Column(str(level), "number") for level in range(len(material.levels))),
        Column(_("Vet ej"), "number"),
        Column(_("Ej aktuellt"), "number"),
        Column(_("Saknas"), "number"),
    ]
    compared = material.report.compared_with is not None
    if compared:
        columns += [Column(_("Framåt"), "number"), Column(_("Bakåt"), "number")]
    rows = [
        (
            one.role.name,
            one.principle.name,
            *counts(one.now, material),
            one.now.not_applicable,
            one.now.missing,
            *((one.now.forward, one.now.backward) if compared else ()),
        )
        for one in material.places
    ]
    caption = _("Tabell 1. Antal svar per roll, princip och nivå")
    return Table(caption, tuple(columns), rows, name=_("Roller och principer"))


def counts(tally: Tally, material: Material) -> list[int]:
    """Per level, and last the unknown."""
    return [tally.levels[level] for level in range(len(material.levels))] + [tally.unknown]


def _tallies(material: Material):
    for place in material.places:
        yield place.now
        if material.report.compared_with and place.before.asked:
            yield place.before


def _results_url(material: Material) -> str:
    return reverse("assessments:results", args=[material.round.pk])

"""What to notice, in words: the largest step, what stands still, what nobody knows."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mrplattform.assessments.results import Spread


def notice(spread: list[Spread], *, compared: bool) -> list[tuple[str, str]]:
    found = []
    if compared and any(one.forward for one in spread):
        best = max(spread, key=lambda one: one.forward - one.backward)
        words = _("%(place)s: %(forward)d svar framåt, %(backward)d bakåt.")
        numbers = {"place": _name(best), "forward": best.forward, "backward": best.backward}
        found.append((_("Störst steg framåt"), words % numbers))
    if compared and any(one.backward for one in spread):
        worst = max(spread, key=lambda one: one.backward - one.forward)
        if worst.backward > worst.forward:
            words = _("%(place)s: %(backward)d svar bakåt, %(forward)d framåt.")
            numbers = {"place": _name(worst), "forward": worst.forward, "backward": worst.backward}
            found.append((_("Mest bakåt"), words % numbers))
    still = [one for one in spread if one.same and not (one.forward or one.backward)]
    if compared and still:
        found.append((_("Står stilla"), "; ".join(_name(one) for one in still) + "."))
    unknown = sum(one.unknown for one in spread)
    if unknown:
        most = max(spread, key=lambda one: one.unknown)
        words = ngettext(
            "Ett svar är ”vet ej”, i %(place)s. Det är ett resultat att arbeta med.",
            "%(count)d svar är ”vet ej”, flest i %(place)s. Det är ett resultat att arbeta med.",
            unknown,
        )
        found.append((_("Vi vet inte"), words % {"count": unknown, "place": _name(most)}))
    return found


def _name(one: Spread) -> str:
    return f"{one.role.name}, {one.principle.name[:1].lower()}{one.principle.name[1:]}"

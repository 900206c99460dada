"""What the views share: finding, the way back, forms with one purpose, two versions."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mrplattform.assessments.models import Assessment, Finding, Portion, Round


def find_round(user, pk: int) -> Round:
    rows = Round.objects.visible_to(user).select_related(
        "version__framework", "authority", "owner__organisation"
    )
    return get_object_or_404(rows, pk=pk)


def find_own(user, pk: int) -> Assessment:
    """An assessment of one's own unit, or any of the authority that one coordinates."""
    return get_object_or_404(_assessments(Assessment.objects.visible_to(user)), pk=pk)


def find_to_answer(user, pk: int, *, quick: bool = False) -> Assessment | None:
    """One that the person answers, or sees. `quick`: with no more than a save needs."""
    mine = Q(reporter_id__in=user.standing.function_ids)
    mine |= Q(pk__in=Portion.objects.of(user).values("assessment"))
    rows = Assessment.objects.filter(pk=pk)
    own = rows.filter(mine)
    own = own.select_related("round", "sheet", "organisation") if quick else _assessments(own)
    return own.first() or _assessments(rows.visible_to(user)).first()


def find_handed_in(user, pk: int) -> Assessment:
    """An assessment of a round that one may see; ask rules.can_read_answers before showing it."""
    rows = Assessment.objects.filter(round__in=Round.objects.visible_to(user))
    return get_object_or_404(_assessments(rows), pk=pk)


def find_finding(user, pk: int) -> Finding:
    rows = Finding.objects.visible_to(user).select_related("round", "authority")
    return get_object_or_404(rows, pk=pk)


def _assessments(rows):
    return rows.select_related(
        "round__version__framework",
        "organisation",
        "sheet__version",
        "authority",
        "reporter__organisation",
        "approver__organisation",
    )


def crumbs(*steps) -> list[tuple[str, str]]:
    """From the list of rounds down to the page above: (label, address) pairs or things."""
    found = [(_("Kartläggningar"), reverse("assessments:rounds"))]
    for step in steps:
        found.append(step if isinstance(step, tuple) else (str(step), step.get_absolute_url()))
    return found


def form_page(request, form, round, **words):
    context = {"form": form, "back": round.get_absolute_url(), "crumbs": crumbs(round), **words}
    return render(request, "assessments/form.html", context)


def moved_on(request, round):
    """The page that was pressed on is out of date: say so and show what is so now."""
    current = Round.objects.filter(pk=round.pk).first()
    if current is None:
        raise Http404
    words = _("Läget har ändrats sedan du öppnade sidan. Så här är det nu: %s.")
    messages.warning(request, words % current.get_state_display().lower())
    return redirect(current)


# --- Two people who change the same thing ---


def posted(request, thing):
    """The posted form; who chose "keep mine" saves on top of what is stored now."""
    if request.method != "POST":
        return None
    posted = request.POST.copy()
    if posted.get("keep") == "mine":
        posted["edition"] = posted.get("theirs_edition") or thing.edition
    return posted


def versions_side_by_side(form, theirs) -> list[dict]:
    """Rows for the conflict element: where the two versions differ."""
    rows = []
    for name, mine in form.values.items():
        field = form.fields[name]
        stored = getattr(theirs, name)
        if hasattr(stored, "all"):
            mine, stored = list(mine), list(stored.all())
        if mine != stored:
            rows.append(
                {
                    "label": field.label,
                    "name": name,
                    "mine": _shown(field, mine),
                    "theirs": _shown(field, stored),
                }
            )
    return rows


def _shown(field, value) -> str:
    if isinstance(value, list):
        return "\n".join(str(one) for one in value)
    choices = dict(getattr(field, "choices", []) or []) if not hasattr(field, "queryset") else {}
    return str(choices.get(value, value))

"""What the frame around every page needs to know: the six places, whose house it is, the footer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mrplattform.organisations.models import Role


@dataclass(frozen=True)
class Place:
    """One of the six. `home` is where it leads; `parts` are the beginnings of its addresses."""

    label: Any
    home: str
    parts: tuple[str, ...]


# Samverkan stands here when agreements and networks are built: no link leads nowhere.
PLACES = [
    Place(_("Nuläge"), "project:situation", ("/nulage/",)),
    Place(
        _("Styrning"),
        "rights:recommendations",
        ("/rattigheter/rekommendationer/", "/arshjul/"),
    ),
    Place(_("Insatser"), "plans:measures", ("/insatser/",)),
    Place(_("Uppföljning"), "assessments:rounds", ("/uppfoljning/", "/rapporter/", "/fragor/")),
    Place(_("Lärande"), "rights:grid", ("/rattigheter/", "/amne/")),
]
# Who only answers questions meets only what that takes.
FOR_REPORTERS = {"assessments:rounds", "rights:grid"}
FOOTER = [
    (_("Om tillgänglighet"), "project:accessibility"),
    (_("Personuppgifter"), "project:personal_data"),
    (_("Hjälp"), "project:help"),
]


def page(request):
    user = getattr(request, "user", None)
    frame = {
        "home_url": reverse("project:start"),
        "footer_links": [{"label": label, "url": reverse(name)} for label, name in FOOTER],
    }
    if not user or not user.is_authenticated:
        return frame
    functions = user.standing.functions
    first = functions[0] if functions else None
    return frame | {
        "menu": menu(functions, request.path) if functions else [],
        "search_url": reverse("project:search"),
        "place": {
            "organisation": first.authority.name if first else "",
            "person": user.name,
            "function": first.title if first else "",
            "account_url": reverse("account_home"),
        },
    }


def menu(functions, path: str) -> list[dict]:
    only_reports = {function.role for function in functions} == {Role.REPORTER}
    places = [one for one in PLACES if not only_reports or one.home in FOR_REPORTERS]
    here = _place_of(path)
    return [
        {"label": place.label, "url": reverse(place.home), "current": place is here}
        for place in places
    ]


def _place_of(path: str) -> Place | None:
    """The place with the longest matching beginning: a part may stand inside another's."""
    matches = [
        (len(part), number)
        for number, place in enumerate(PLACES)
        for part in place.parts
        if path.startswith(part)
    ]
    return PLACES[max(matches)[1]] if matches else None

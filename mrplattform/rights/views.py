"""Pages of the vocabulary and the recommendations. They only read."""

from __future__ import annotations

from django.db.models import Count, F
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.history import history
from mrplattform.core.sorting import swedish
from mrplattform.core.tables import Column, Table
from mrplattform.rights import reading
from mrplattform.rights.forms import ParentFilter, RecommendationFilter
from mrplattform.rights.models import Recommendation, ReviewBody, Topic

# The address of each kind's list, and what the list is called.
KINDS = {
    "roller": (Topic.Kind.ROLE, gettext_lazy("Fyra roller")),
    "principer": (Topic.Kind.PRINCIPLE, gettext_lazy("Tre principer")),
    "kriterier": (Topic.Kind.CRITERION, gettext_lazy("Kriterier")),
    "rattigheter": (Topic.Kind.RIGHT, gettext_lazy("Mänskliga rättigheter")),
    "omraden": (Topic.Kind.CLUSTER, gettext_lazy("Områden i barnkonventionen")),
    "artiklar": (Topic.Kind.ARTICLE, gettext_lazy("Barnkonventionen")),
    "grunder": (Topic.Kind.GROUND, gettext_lazy("Diskrimineringsgrunder")),
    "grupper": (Topic.Kind.GROUP, gettext_lazy("Grupper som berörs")),
    "mal": (Topic.Kind.GOAL, gettext_lazy("Globala mål")),
}
WHOLE_KIND = 100  # the longest kind has 54 and is read as one list


def crumbs(*more) -> list[tuple[str, str]]:
    return [(_("Rättigheter"), reverse("rights:grid")), *more]


def kind_crumb(topic: Topic) -> tuple[str, str]:
    slug = next(slug for slug, (kind, _title) in KINDS.items() if kind == topic.kind)
    return str(KINDS[slug][1]), reverse("rights:topics", args=[slug])


def grid(request):
    topics = Topic.objects.visible_to(request.user).current()
    counts = dict(topics.order_by().values_list("kind").annotate(Count("pk")))
    kinds = [
        {"title": title, "url": reverse("rights:topics", args=[slug]), "count": counts[kind]}
        for slug, (kind, title) in KINDS.items()
        if counts.get(kind)
    ]
    rows = reading.grid(request.user)
    return render(request, "rights/grid.html", {"rows": rows, "kinds": kinds})


# --- Topics ----------------------------------------------------------------------------------


def topics(request, kind):
    if kind not in KINDS:
        raise Http404
    chosen, title = KINDS[kind]
    rows = Topic.objects.visible_to(request.user).current().kind(chosen).select_related("parent")
    rows = rows.annotate(asked=Count("recommendations"))
    filters = ParentFilter(request.GET, kind=chosen) if chosen in HAVE_PARENTS else None
    table = Table(
        request,
        rows,
        topic_columns(chosen),
        order="namn",
        name=title,
        filters=filters,
        page_size=WHOLE_KIND,
    )
    if table.wants_file:
        return table.file()
    context = {"table": table, "title": title, "crumbs": crumbs()}
    return render(request, "rights/topics.html", context)


HAVE_PARENTS = {Topic.Kind.CRITERION, Topic.Kind.ARTICLE, Topic.Kind.GROUP}


def topic_columns(kind: str) -> list[Column]:
    """Sorted by name means in the order of the source: article 2 before article 10."""
    columns = [
        Column("namn", _("Namn"), "name", sort=F("order"), cell=_linked_topic),
        Column("nummer", _("Nummer"), "number", only_in_file=True),
        Column("nyckel", _("Nyckel"), "key", only_in_file=True),
        Column("beskrivning", _("Beskrivning"), "description", only_in_file=True),
    ]
    if kind in HAVE_PARENTS:
        columns.append(Column("hor_till", _("Hör till"), "parent.name"))
    return [
        *columns,
        Column("rekommendationer", _("Rekommendationer"), "asked", sort=True, kind="number"),
        Column("kalla", _("Källa"), "source", only_in_file=True),
        Column("om_texten", _("Om texten"), "wording_note", only_in_file=True),
    ]


def _linked_topic(topic: Topic):
    return format_html('<a href="{}">{}</a>', topic.get_absolute_url(), topic.full_name)


def topic(request, key):
    found = get_object_or_404(
        Topic.objects.visible_to(request.user).select_related("parent"), key=key
    )
    trail = crumbs(kind_crumb(found))
    if found.parent:
        trail.append((found.parent.full_name, found.parent.get_absolute_url()))
    context = {
        "topic": found,
        "crumbs": trail,
        "children": found.children.current().visible_to(request.user),
        "links_out": reading.links_out(found),
        "links_in": reading.links_in(found),
        "recommendations": found.recommendations.select_related("body"),
        "deeds": history(found),
    }
    return render(request, "rights/topic.html", context)


# --- Recommendations -------------------------------------------------------------------------


def _linked_recommendation(one: Recommendation):
    return format_html('<a href="{}">{}</a>', one.get_absolute_url(), one.text)


RECOMMENDATION_COLUMNS = [
    Column("text", gettext_lazy("I korthet"), cell=_linked_recommendation),
    Column("organ", gettext_lazy("Granskningsorgan"), "body.name", sort="body__name"),
    Column("ar", gettext_lazy("År"), "year", sort=F("year"), cell=lambda one: one.year),
    Column("rackvidd", gettext_lazy("Räckvidd"), "get_reach_display", sort="reach"),
    Column("dokument", gettext_lazy("Dokument"), "document", sort=True, only_in_file=True),
    Column("punkt", gettext_lazy("Punkt"), "paragraph", only_in_file=True),
    Column("varfor", gettext_lazy("Varför den räckvidden"), "reach_why", only_in_file=True),
    Column("sakerhet", gettext_lazy("Hur säker texten är"), "get_standing_display"),
    Column(
        "amnen",
        gettext_lazy("Ämnen"),
        lambda one: ", ".join(topic.full_name for topic in one.topics.all()),
        only_in_file=True,
    ),
    Column("kalla", gettext_lazy("Källa"), "source", only_in_file=True),
]


def recommendations(request):
    rows = Recommendation.objects.visible_to(request.user).select_related("body")
    rows = rows.prefetch_related("topics")
    table = Table(
        request,
        rows,
        RECOMMENDATION_COLUMNS,
        name=_("Rekommendationer"),
        filters=RecommendationFilter,
    )
    if table.wants_file:
        return table.file()
    bodies = ReviewBody.objects.order_by(swedish("name"))
    context = {"table": table, "bodies": bodies, "crumbs": crumbs()}
    return render(request, "rights/recommendations.html", context)


def recommendation(request, key):
    found = get_object_or_404(
        Recommendation.objects.visible_to(request.user).select_related("body"), key=key
    )
    context = {
        "recommendation": found,
        "crumbs": crumbs((_("Rekommendationer"), reverse("rights:recommendations"))),
        "topics": found.topics.all(),
        "deeds": history(found),
    }
    return render(request, "rights/recommendation.html", context)

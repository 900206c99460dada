"""Search over everything the person may see, and what there is about one topic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mrplattform.core.sorting import swedish_key
from mrplattform.organisations.models import Organisation
from mrplattform.project import kinds
from mrplattform.project.index.excerpt import excerpt, marked
from mrplattform.project.index.find import Search, shown
from mrplattform.project.index.refresh import is_behind
from mrplattform.project.index.wake import wake
from mrplattform.project.models import Entry
from mrplattform.questions.models import FrameworkVersion, Question
from mrplattform.rights.models import Topic

MOST_TOPICS = 12
MOST_QUESTIONS = 10  # on a topic's page; the framework has them all


@dataclass
class Choice:
    """One narrowing of the result: its words, how many hits, and the address that takes it."""

    label: Any
    count: int
    value: str
    current: bool = False


def search(request):
    chosen = request.GET.get("slag", "")
    found = Search(
        request.user,
        request.GET.get("q", "")[:200],
        kinds.from_key(chosen),
        request.GET.get("amne", "")[:80],
    )
    page = Paginator(found.chosen, 20).get_page(request.GET.get("sida"))
    topics = _topics(request.user, found)
    hits = [Hit(entry, found.query) for entry in shown(list(page.object_list))]
    add_places(hits, request.user)
    context = {
        "query": found.query,
        "topic": next((one.label for one in topics if one.current), ""),
        "count": len(found.chosen),
        "is_cut": found.is_cut,
        "page": page,
        "hits": hits,
        "kinds": _kinds(found),
        "topics": topics,
        "asked": bool(found.query.strip() or found.topic),
    }
    if is_behind():
        wake()  # deeds done with many things at once wake nobody by themselves
    return render(request, "project/search.html", context)


def topic(request, key):
    """Everything that touches one topic: questions, findings, measures and what else there is."""
    thing = get_object_or_404(Topic.objects.visible_to(request.user), key=key)
    found = Search(request.user, topic=key)
    counts = sorted(found.kinds.items(), key=lambda pair: swedish_key(str(kinds.plural(pair[0]))))
    first = {kind: [pk for pk, other in found.hits if other == kind][:5] for kind, _n in counts}
    entries = shown([pk for some in first.values() for pk in some])
    groups = [
        {
            "label": kinds.plural(kind),
            "key": kinds.key(kind),
            "count": count,
            "entries": [entry for entry in entries if entry.content_type_id == kind],
        }
        for kind, count in counts
    ]
    crumbs = [(_("Ämnen"), reverse("rights:grid")), (thing.name, thing.get_absolute_url())]
    questions = _questions(request.user, thing)
    context = {
        "topic": thing,
        "groups": groups,
        "crumbs": crumbs,
        "questions": questions[:MOST_QUESTIONS],
        "more_questions": len(questions) > MOST_QUESTIONS,
    }
    return render(request, "project/topic.html", context)


def _questions(user, topic: Topic) -> list[Question]:
    """Those in use that ask about the topic."""
    versions = FrameworkVersion.objects.visible_to(user).in_use()
    rows = Question.objects.filter(topics=topic, version__in=versions.values("pk"))
    return list(rows.select_related("version").order_by("version", "order")[: MOST_QUESTIONS + 1])


class Hit:
    """An entry as the result page shows it."""

    def __init__(self, entry: Entry, query: str):
        self.entry = entry
        self.title = marked(entry.title, query)
        self.text = excerpt(entry.text, query) if entry.text else ""
        self.kind = kinds.singular(entry.content_type_id)
        self.place = ""


def add_places(hits: list[Hit], user) -> None:
    """Say whose it is when it is not the reader's own."""
    own = user.standing.authority_ids
    others = {hit.entry.authority_id for hit in hits} - own - {None}
    names = dict(Organisation.objects.filter(pk__in=others).values_list("pk", "name"))
    for hit in hits:
        hit.place = names.get(hit.entry.authority_id or 0, "")


def _kinds(found: Search) -> list[Choice]:
    counts = found.kinds.items()
    choices = [
        Choice(kinds.plural(kind), count, kinds.key(kind), kind == found.kind)
        for kind, count in counts
    ]
    return sorted(choices, key=lambda one: swedish_key(str(one.label)))


def _topics(user, found: Search) -> list[Choice]:
    counts = found.topics
    if found.topic:
        counts[found.topic] = counts.get(found.topic, 0)
    wanted = {key for key, _count in counts.most_common(MOST_TOPICS)} | {found.topic}
    topics = Topic.objects.visible_to(user).filter(key__in=wanted)
    choices = [Choice(one.name, counts[one.key], one.key, one.key == found.topic) for one in topics]
    return sorted(choices, key=lambda one: (-one.count, swedish_key(str(one.label))))

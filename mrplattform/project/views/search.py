"""Search over everything the person may see, and what there is about one topic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mrplattform.core.sorting import swedish_key
from mrplattform.organisations.models import Organisation
from mrplattform.project import kinds
from mrplattform.project.index.excerpt import excerpt, marked
from mrplattform.project.index.find import Search, shown
from mrplattform.project.index.refresh import is_behind
from mrplattform.project.index.spelling import corrected
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
    address: str = ""


@dataclass
class Choices:
    """A way to narrow the result."""

    label: Any
    name: str  # in the address
    choices: list[Choice]
    asked: QueryDict
    least: int = 1  # so many to choose between, or it is not worth its place

    def __post_init__(self):
        for one in self.choices:
            address = self.asked.copy()
            address.pop("sida", None)
            address.pop(self.name, None)
            if not one.current:
                address[self.name] = one.value
            one.address = f"?{address.urlencode()}"

    @property
    def is_shown(self) -> bool:
        return len(self.choices) >= self.least or any(one.current for one in self.choices)


def search(request):
    asked = request.GET
    found = Search(
        request.user,
        asked.get("q", "")[:200],
        kinds.from_key(asked.get("slag", "")),
        asked.get("amne", "")[:80],
        _number(asked.get("vems")),
        _number(asked.get("ar")),
    )
    page = Paginator(found.chosen, 20).get_page(request.GET.get("sida"))
    topics = _topics(request.user, found)
    hits = [Hit(entry, found.query) for entry in shown(list(page.object_list))]
    names = dict(Organisation.objects.filter(pk__in=_whose(found)).values_list("pk", "name"))
    add_places(hits, request.user, names)
    context = {
        "query": found.query,
        "topic": next((one.label for one in topics if one.current), ""),
        "count": len(found.chosen),
        "is_cut": found.is_cut,
        "page": page,
        "hits": hits,
        "choices": [
            Choices(_("Slag"), "slag", _kinds(found), asked),
            Choices(_("Ämnen"), "amne", topics, asked),
            Choices(_("Kommun eller region"), "vems", _authorities(found, names), asked, least=2),
            Choices(_("År"), "ar", _years(found), asked, least=2),
        ],
        "meant": corrected(request.user, found.query) if not found.hits else "",
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
    first = {kind: [hit.entry for hit in found.hits if hit.kind == kind][:5] for kind, _n in counts}
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


def add_places(hits: list[Hit], user, names: dict[int, str]) -> None:
    """Say whose it is when it is not the reader's own."""
    own = user.standing.authority_ids
    for hit in hits:
        if hit.entry.authority_id not in own:
            hit.place = names.get(hit.entry.authority_id or 0, "")


def _kinds(found: Search) -> list[Choice]:
    counts = found.kinds.items()
    choices = [
        Choice(kinds.plural(kind), count, kinds.key(kind), kind == found.kind)
        for kind, count in counts
    ]
    return sorted(choices, key=lambda one: swedish_key(str(one.label)))


def _whose(found: Search) -> set[int]:
    return {hit.authority for hit in found.hits} | {found.authority or 0}


def _authorities(found: Search, names: dict[int, str]) -> list[Choice]:
    """Whose it is; what belongs to nobody is common to all."""
    counts = found.authorities
    if found.authority is not None:
        counts[found.authority] += 0
    names = names | {0: _("Gemensamt för alla")}
    choices = [
        Choice(names[pk], count, str(pk), pk == found.authority)
        for pk, count in counts.most_common(MOST_TOPICS)
        if pk in names
    ]
    return sorted(choices, key=lambda one: (-one.count, swedish_key(str(one.label))))


def _years(found: Search) -> list[Choice]:
    counts = found.years
    if found.year is not None:
        counts[found.year] += 0
    return [
        Choice(year, counts[year], str(year), year == found.year)
        for year in sorted(counts, reverse=True)[:MOST_TOPICS]
    ]


def _number(written: str | None) -> int | None:
    return int(written) if written and written.isdecimal() and len(written) < 10 else None


def _topics(user, found: Search) -> list[Choice]:
    counts = found.topics
    if found.topic:
        counts[found.topic] = counts.get(found.topic, 0)
    wanted = {key for key, _count in counts.most_common(MOST_TOPICS)} | {found.topic}
    topics = Topic.objects.visible_to(user).filter(key__in=wanted)
    choices = [Choice(one.name, counts[one.key], one.key, one.key == found.topic) for one in topics]
    return sorted(choices, key=lambda one: (-one.count, swedish_key(str(one.label))))

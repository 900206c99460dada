"""The questions of a draft: added, changed, moved, removed and brought back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.history import VERBS
from mrplattform.organisations.services.editions import ChangedMeanwhile
from mrplattform.questions.models import FrameworkVersion, Kind, Question, Section
from mrplattform.questions.services import keys
from mrplattform.questions.services.drafts import as_changes, held, told
from mrplattform.questions.services.rows import QUESTION_FIELDS
from mrplattform.questions.services.sections import renumber, step
from mrplattform.questions.wording import Lines, question_lines, seal
from mrplattform.rights.models import Topic

VERBS.update(
    question_added=gettext_lazy("lade till en fråga"),
    question_edited=gettext_lazy("ändrade en fråga"),
    question_moved=gettext_lazy("flyttade en fråga"),
    question_removed=gettext_lazy("tog bort en fråga"),
    question_brought_back=gettext_lazy("tog tillbaka en fråga"),
)
LAST = 32_000  # behind all others, until they are counted anew


def lines_of(question: Question, version: FrameworkVersion) -> Lines:
    return question_lines(question, version.languages)


@transaction.atomic
def add(
    section: Section, *, by, topics: Iterable[Topic] = (), key: str = "", **values: Any
) -> Question:
    version = held(section.version_id)
    taken = _keys(version)
    key = key or keys.new_key(values["texts"]["sv"], taken)
    keys.check(key, taken)
    values.pop("everywhere", None)
    question = Question.objects.create(
        version=version, section=section, key=key, order=LAST, **_with_notes(version, values)
    )
    question.topics.set(topics)
    renumber(version)
    told(version, by=by, verb="question_added", changes={key: [None, question.text]})
    return question


@transaction.atomic
def edit(
    question: Question,
    *,
    by,
    seen: str,
    topics: Iterable[Topic],
    key: str,
    section: Section,
    everywhere: bool = False,
    **values: Any,
) -> Question:
    """Raises ChangedMeanwhile unless `seen` is the seal of what is stored. `everywhere` takes new
    words for the levels to all questions that had the old ones."""
    version = held(question.version_id)
    rows = version.questions.select_related("section").prefetch_related("topics")
    stored = rows.get(pk=question.pk)
    before = lines_of(stored, version)
    if seal(before) != seen:
        raise ChangedMeanwhile(stored)
    keys.check(key, _keys(version) - {stored.key})
    if key != stored.key:
        _follow_key(version, stored.key, key)
    options = stored.options
    moved = stored.section_id != section.pk
    for name, value in _with_notes(version, values).items():
        setattr(stored, name, value)
    stored.key, stored.section = key, section
    stored.order = LAST if moved else stored.order
    stored.save()
    stored.topics.set(topics)
    if everywhere:
        _follow_scale(version, options, stored.options)
    if moved:
        renumber(version)
    changes = as_changes(before, lines_of(rows.get(pk=stored.pk), version), key)
    if changes:
        told(version, by=by, verb="question_edited", changes=changes)
    return stored


@transaction.atomic
def move(question: Question, *, up: bool, by) -> None:
    """One step within its section."""
    version = held(question.version_id)
    rows = list(question.section.questions.order_by("order"))
    if step(rows, question.pk, up):
        Question.objects.bulk_update(rows, ["order"])  # no history: told below
        renumber(version)
        place = _("ett steg upp") if up else _("ett steg ned")
        told(version, by=by, verb="question_moved", changes={question.key: [None, place]})


@transaction.atomic
def remove(question: Question, *, by) -> None:
    """Its words stay in the history. One that others wait for must be let go by them first."""
    version = held(question.version_id)
    waiting = [
        one.key
        for one in version.questions.only("key", "condition")
        if one.condition.get("question") == question.key
    ]
    if waiting:
        words = _("Frågan styr om %s ställs. Ändra villkoret där först.")
        raise ValidationError(words % ", ".join(waiting))
    before = lines_of(question, version)
    question.delete()
    renumber(version)
    told(version, by=by, verb="question_removed", changes=as_changes(before, {}, question.key))


@transaction.atomic
def bring_back(version: FrameworkVersion, key: str, *, by) -> Question:
    """A question of the version that the draft was copied from, last in its section."""
    version = held(version.pk)
    keys.check(key, _keys(version))
    earlier = Question.objects.filter(version=version.based_on_id)
    old = earlier.select_related("section").get(key=key)
    section = version.sections.filter(key=old.section.key).first() or version.sections.last()
    if section is None:
        raise ValidationError(_("Lägg till ett avsnitt först."))
    values = {name: getattr(old, name) for name in QUESTION_FIELDS}
    if values["condition"].get("question") not in _keys(version):
        values["condition"] = {}
    question = Question.objects.create(version=version, section=section, order=LAST, **values)
    question.topics.set(old.topics.all())
    renumber(version)
    told(version, by=by, verb="question_brought_back", changes={key: [None, question.text]})
    return question


# --- What follows ----------------------------------------------------------------------------


def _keys(version: FrameworkVersion) -> set[str]:
    return set(version.questions.values_list("key", flat=True))


def _with_notes(version: FrameworkVersion, values: dict[str, Any]) -> dict[str, Any]:
    """Left empty, source and note are the whole framework's."""
    for name in ("source", "wording_note"):
        values[name] = values.get(name) or getattr(version, name)
    return values


def _follow_key(version: FrameworkVersion, old: str, new: str) -> None:
    """Conditions that looked at the question still do."""
    rows = [one for one in version.questions.all() if one.condition.get("question") == old]
    for one in rows:
        one.condition["question"] = new
    Question.objects.bulk_update(rows, ["condition"])  # no history: told with the question


def _follow_scale(version: FrameworkVersion, before: list[dict], after: list[dict]) -> None:
    """Each level that read as the old one reads as the new; words of one's own stay."""
    new = {option["value"]: option for option in after}
    old = {option["value"]: option for option in before}
    if new.keys() != old.keys():
        return
    rows = [
        one
        for one in version.questions.filter(kind=Kind.LEVEL)
        if [(o["value"], o["label"]) for o in one.options]
        == [(o["value"], o["label"]) for o in before]
    ]
    for one in rows:
        one.options = [_step(option, old, new) for option in one.options]
    Question.objects.bulk_update(rows, ["options"])  # no history: told with the question


def _step(option: dict, old: dict, new: dict) -> dict:
    value = option["value"]
    if option.get("description") == old[value].get("description"):
        return new[value]
    return option | {"label": new[value]["label"]}

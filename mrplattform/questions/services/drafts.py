"""A draft: copied or begun, told about in its own words, put away and taken back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mrplattform.core.history import VERBS, changed_values, record
from mrplattform.organisations.models import Organisation
from mrplattform.organisations.services.editions import ChangedMeanwhile
from mrplattform.questions.models import Framework, FrameworkVersion, Question, Section
from mrplattform.questions.reading import questions_of, sections_of
from mrplattform.questions.services.publishing import NotAllowed, move, newest_number
from mrplattform.questions.services.rows import VERSION_FIELDS
from mrplattform.questions.wording import Lines, differences, seal, version_lines

VERBS.update(
    framework_begun=gettext_lazy("skapade ett utkast"),
    framework_copied=gettext_lazy("kopierade till ett utkast"),
    framework_edited=gettext_lazy("ändrade utkastet"),
    framework_removed=gettext_lazy("tog bort utkastet"),
    framework_restored=gettext_lazy("tog tillbaka utkastet"),
)
State = FrameworkVersion.State


class DraftExists(ValidationError):
    """A framework has one draft at a time, so that two people do not write past each other."""

    def __init__(self, draft: FrameworkVersion):
        words = _("Ni har redan ett utkast av det här ramverket. Ändra det, eller ta bort det.")
        super().__init__(words, code="draft")
        self.draft = draft


# --- A new draft -----------------------------------------------------------------------------


@transaction.atomic
def start(authority: Organisation, *, title: str, key: str = "", by) -> FrameworkVersion:
    """An empty one, in the authority's own words until told otherwise."""
    draft = new_draft(
        _new_framework(authority, title, key),
        titles={"sv": title},
        source=authority.name,
        wording_note=_("Egen formulering."),
    )
    record(by, "framework_begun", draft)
    return draft


@transaction.atomic
def copy(
    version: FrameworkVersion, authority: Organisation, *, by, title: str = "", key: str = ""
) -> FrameworkVersion:
    """All of the version in a draft of one's own. With a new title it becomes a framework of its
    own; without, the next version or the authority's own wording of a shared one, with the same
    keys, so that trends go on."""
    if title:
        framework = _new_framework(authority, title, key)
    else:
        framework = own_framework(version.framework.key, authority)
    values = {name: getattr(version, name) for name in VERSION_FIELDS if name != "news"}
    if title:
        values["titles"] = version.titles | {"sv": title}
    draft = new_draft(framework, based_on=version, **values)
    _copy_rows(version, draft)
    record(by, "framework_copied", draft, changes={_("kopia av"): [None, str(version)]})
    return draft


def own_framework(key: str, authority: Organisation) -> Framework:
    framework, _created = Framework.objects.get_or_create(key=key, authority=authority)
    return framework


def new_draft(framework: Framework, **values: Any) -> FrameworkVersion:
    """The next version of the framework. Raises DraftExists."""
    refuse_second_draft(framework)
    number = newest_number(framework) + 1
    return FrameworkVersion.objects.create(
        framework=framework, authority=framework.authority, number=number, **values
    )


def refuse_second_draft(framework: Framework) -> None:
    Framework.objects.select_for_update().get(pk=framework.pk)
    other = framework.versions.filter(state=State.DRAFT).first()
    if other:
        raise DraftExists(other)


def _new_framework(authority: Organisation, title: str, key: str) -> Framework:
    key = key or slugify(title)[:60].strip("-") or _("fragor")
    taken = Framework.objects.filter(key=key)
    if taken.filter(authority__isnull=True).exists():
        raise ValidationError(
            {
                "key": _(
                    "Ett gemensamt ramverk har nyckeln %s. "
                    "Kopiera det i stället, om svaren ska gå att jämföra."
                )
                % key
            }
        )
    if taken.filter(authority=authority).exists():
        raise ValidationError({"key": _("Ni har redan ett ramverk med nyckeln %s.") % key})
    return Framework.objects.create(key=key, authority=authority)


def _copy_rows(source: FrameworkVersion, draft: FrameworkVersion) -> None:
    sections, questions = sections_of(source), questions_of(source)
    new: dict[int, Section] = {}
    for old, section in zip(sections, _copies(draft, sections), strict=True):
        new[old.pk] = section
    _copies(draft, questions, section=lambda question: new[question.section_id])


def _copies(draft: FrameworkVersion, rows: list, **changes) -> list:
    """The same rows in the draft, with their topics: two inserts."""
    if not rows:
        return []
    model = type(rows[0])
    fields = [one.name for one in model._meta.concrete_fields if one.name not in ("id", "version")]
    made = model.objects.bulk_create(  # no history: told with the draft
        model(
            version=draft,
            **{
                name: changes[name](row) if name in changes else getattr(row, name)
                for name in fields
            },
        )
        for row in rows
    )
    through, name = model.topics.through, model._meta.model_name
    through.objects.bulk_create(  # no history: told with the draft
        through(**{name: copied, "topic": topic})
        for row, copied in zip(rows, made, strict=True)
        for topic in row.topics.all()
    )
    return made


# --- Changed ---------------------------------------------------------------------------------


def held(version_id: int) -> FrameworkVersion:
    """The draft as it stands now, held until the transaction ends."""
    rows = FrameworkVersion.objects.select_for_update().select_related("framework")
    version = rows.get(pk=version_id)
    if version.state != State.DRAFT:
        raise NotAllowed(version)
    return version


def told(version: FrameworkVersion, *, by, verb="framework_edited", changes=None) -> None:
    """One more edition; the rows are no longer the file that was loaded."""
    version.edition += 1
    version.source_text = version.sha256 = ""
    version.save()
    record(by, verb, version, changes=changes)


def as_changes(before: Lines, after: Lines, named: str = "") -> dict[str, list]:
    """Lines that differ, as the history keeps them."""
    return {
        f"{named} · {one.label}" if named else one.label: [one.before, one.after]
        for one in differences(before, after)
    }


@transaction.atomic
def edit(version: FrameworkVersion, *, by, seen: str, **values: Any) -> None:
    """Its name, introduction, whose words it has. Raises ChangedMeanwhile unless `seen` is the
    seal of what is stored."""
    stored = held(version.pk)
    before = version_lines(stored)
    if seal(before) != seen:
        raise ChangedMeanwhile(stored)
    earlier = {name: getattr(stored, name) for name in ("source", "wording_note")}
    if not changed_values(stored, **values):
        return
    _follow(stored, earlier)
    told(stored, by=by, changes=as_changes(before, version_lines(stored)))


def _follow(version: FrameworkVersion, earlier: dict[str, str]) -> None:
    """Questions that had the whole framework's source or note have the new one."""
    for name, old in earlier.items():
        new = getattr(version, name)
        if new != old:
            rows = Question.objects.filter(version=version, **{name: old})
            rows.update(**{name: new})  # no history: told with the version


# --- Put away --------------------------------------------------------------------------------


@transaction.atomic
def remove(version: FrameworkVersion, *, by) -> None:
    stored = held(version.pk)
    move(stored, State.REMOVED)
    stored.save(update_fields=["state"])
    record(by, "framework_removed", stored)


@transaction.atomic
def restore(version: FrameworkVersion, *, by) -> None:
    refuse_second_draft(version.framework)
    move(version, State.DRAFT)
    version.save(update_fields=["state"])
    record(by, "framework_restored", version)

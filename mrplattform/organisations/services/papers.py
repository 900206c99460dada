"""The authority's own Word template: take one into use, go back to an earlier one, use none."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from mrplattform.core.attachments import keep
from mrplattform.core.dates import now
from mrplattform.core.exports.word import Unusable, render_word
from mrplattform.core.history import record
from mrplattform.core.models import Attachment
from mrplattform.organisations.models import Organisation, WordTemplate
from mrplattform.organisations.papers import sample
from mrplattform.organisations.services import words  # noqa: F401 (words names the deeds)

KINDS = ("docx", "dotx")


@transaction.atomic
def use_template(authority: Organisation, file: File, *, by) -> WordTemplate:
    """Keep the template when a whole document can be written in it; refuse with words otherwise."""
    kept = keep(file, by=by, allowed=KINDS)
    file.seek(0)
    try:
        render_word(sample(authority), template=file.read())
    except Unusable as problem:
        raise ValidationError({"file": str(problem)}) from problem
    return _begin(authority, kept, by)


@transaction.atomic
def use_again(earlier: WordTemplate, *, by) -> WordTemplate:
    if earlier.ended_at is None:
        raise ValidationError(_("Mallen används redan."))
    return _begin(earlier.authority, earlier.file, by)


@transaction.atomic
def use_none(authority: Organisation, *, by) -> None:
    ended = _end(authority)
    if ended:
        record(by, "word_template_changed", authority, changes={"Word-mall": [ended, ""]})


def _begin(authority: Organisation, file: Attachment, by) -> WordTemplate:
    ended = _end(authority)
    begun = WordTemplate.objects.create(authority=authority, file=file)
    record(by, "word_template_changed", authority, changes={"Word-mall": [ended, file.name]})
    return begun


def _end(authority: Organisation) -> str:
    """The name of the one that was in use. The authority is held, so that two don't begin at once."""
    Organisation.objects.select_for_update().get(pk=authority.pk)
    current = authority.word_templates.filter(ended_at__isnull=True).first()
    if not current:
        return ""
    current.ended_at = now()
    current.save(update_fields=["ended_at"])
    return str(current)

"""Keeping a file that somebody sent: looked into first, told by what it is and not by its name."""

from __future__ import annotations

import hashlib

from django.core.files import File

from mrplattform.core.models import Attachment
from mrplattform.core.uploads import DOCUMENTS, check_upload

# What a browser is told that a file is; never what the sender said.
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
    "txt": "text/plain",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
}


def keep(file: File, *, by, allowed: tuple[str, ...] = DOCUMENTS) -> Attachment:
    """Raises ValidationError, in words for the sender, when it may not be kept."""
    ending = check_upload(file, allowed=allowed)
    return Attachment.objects.create(
        file=file,
        name=file.name or ending,
        content_type=CONTENT_TYPES[ending],
        size=file.size,
        sha256=_sha256(file),
        by=by,
    )


def keep_made(file: File, *, name: str, content_type: str, by) -> Attachment:
    """Keep a file that the platform made itself, for whoever asked for it."""
    kept = Attachment(
        name=name, content_type=content_type, size=file.size, sha256=_sha256(file), by=by
    )
    kept.file.save(name, file)
    return kept


def _sha256(file: File) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()

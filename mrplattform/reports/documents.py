"""The document of a report: as it fills itself now, or as it was decided."""

from __future__ import annotations

from dataclasses import replace

from mrplattform.core.exports.document import Document
from mrplattform.core.exports.keep import from_json
from mrplattform.reports.books import composed
from mrplattform.reports.models import Report
from mrplattform.reports.sections import line


def document_of(report: Report, *, whole: bool = False) -> Document:
    if not report.is_locked or report.locked_copy is None:
        return composed(report, whole=whole)
    # What the registrar learnt after the decision (its paragraph, say) is no part of what was adopted.
    return replace(from_json(report.locked_copy), line=line(report))

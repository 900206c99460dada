"""What findings rest on, in words with counts: all answers to a question or a section, of all units
or of one; or a theme in what was written.

A constant number of questions to the database, however many findings and however many answers. Only
what the reader may read is counted as read; the rest is told as a number.
"""

from mrplattform.assessments.basis.grounds import (
    Ground,
    Grounds,
    with_all_that_is_said,
    written_at,
)

__all__ = ["Ground", "Grounds", "with_all_that_is_said", "written_at"]

"""The parts of the demo world, in row order. The texts and people stand under demo/."""

from __future__ import annotations

import demo.assessments
import demo.organisations
import demo.plans
import demo.questions
import demo.reports
import demo.rights

PARTS = [
    demo.organisations.build,
    demo.rights.build,
    demo.questions.build,
    demo.assessments.build,
    demo.plans.build,
    demo.reports.build,
]

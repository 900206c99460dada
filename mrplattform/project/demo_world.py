"""The parts of the demo world, as they happened. The texts and people stand under demo/."""

from __future__ import annotations

import demo.agreements
import demo.assessments
import demo.organisations
import demo.papers
import demo.plans
import demo.post
import demo.questions
import demo.reports
import demo.rights
import demo.year

PARTS = [
    demo.organisations.build,
    demo.rights.build,
    demo.questions.build,
    demo.assessments.begin,
    demo.organisations.go_on,
    demo.assessments.build,
    demo.plans.build,
    demo.agreements.build,
    demo.papers.build,
    demo.reports.build,
    demo.year.build,
    demo.post.deliver,
]

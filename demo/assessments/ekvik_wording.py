"""Ekvik says two of the criteria in its own words from 2026 on. The keys are kept, so the trend
goes on, and says where the words changed."""

from __future__ import annotations

import datetime as dt

from demo.clock import at
from mrplattform.questions.models import FrameworkVersion
from mrplattform.questions.services import drafts, publishing, questions
from mrplattform.questions.wording import question_lines, seal, version_lines

COPIED, PUBLISHED = dt.date(2026, 8, 24), dt.date(2026, 9, 7)
TITLES = {
    "sv": "Plattformens kriterier med Ekviks ord",
    "en": "The platform's criteria in Ekvik's words",
}
WORDS = {
    "D6": {
        "sv": "Den som behöver oss förstår våra brev, webbsidor och e-tjänster, också på lätt "
        "svenska och på sitt språk",
        "en": "Those who need us understand our letters, web pages and e-services, also in easy "
        "Swedish and in their language",
    },
    "V4": {
        "sv": "När rättigheter krockar får medarbetaren stöd samma dag, och den som berörs får veta "
        "hur vi vägde",
        "en": "When rights collide the employee gets support the same day, and those concerned "
        "learn how we weighed",
    },
}


def reword(world, version: FrameworkVersion) -> FrameworkVersion:
    by = world.strategist
    with at(COPIED):
        draft = drafts.copy(version, world.ekvik, by=by)
        drafts.edit(
            draft,
            by=by,
            seen=seal(version_lines(draft)),
            titles=TITLES,
            news="Två kriterier är omskrivna sedan enheter läste dem på olika sätt.",
        )
        for key, words in WORDS.items():
            question = draft.questions.select_related("section").get(key=key)
            questions.edit(
                question,
                by=by,
                seen=seal(question_lines(question, draft.languages)),
                topics=question.topics.all(),
                key=key,
                section=question.section,
                texts=words,
                source=question.source,
                wording_note="Ekviks egen formulering.",
            )
    with at(PUBLISHED):
        return publishing.publish(FrameworkVersion.objects.get(pk=draft.pk), by=by)

"""Movement in words, with the numbers in them, and the pictures beside."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mrplattform.assessments.models import Round
from mrplattform.assessments.results import lower_median
from mrplattform.assessments.results.movement import Move, Moved, Movement, Step, Way
from mrplattform.core.charts import Chart, Line, lines, three_points
from mrplattform.questions.models import Question, Section
from mrplattform.questions.reading import by_section


def round_labels(rounds: Sequence[Round]) -> list[str]:
    """The years; the titles when two rounds share a year."""
    years = [str(one.opens.year) for one in rounds]
    return years if len(set(years)) == len(years) else [one.title for one in rounds]


def moved_words(moved: Moved) -> str:
    """'14 svar framåt, 6 bakåt, 380 oförändrade'."""
    if not moved.compared:
        return _("Inga svar går att jämföra.")
    return ngettext(
        "%(forward)d svar framåt, %(backward)d bakåt, %(same)d oförändrat.",
        "%(forward)d svar framåt, %(backward)d bakåt, %(same)d oförändrade.",
        moved.same,
    ) % {"forward": moved.forward, "backward": moved.backward, "same": moved.same}


def besides(step: Step) -> list[str]:
    """What the three numbers leave out."""
    said = []
    if count := step.total.learned:
        said.append(
            ngettext(
                "Ett svar var ”vet ej” och har nu en nivå.",
                "%(count)d svar var ”vet ej” och har nu en nivå.",
                count,
            )
            % {"count": count}
        )
    if count := step.total.rescaled:
        said.append(
            ngettext(
                "Ett svar gäller en ny skala och jämförs inte.",
                "%(count)d svar gäller en ny skala och jämförs inte.",
                count,
            )
            % {"count": count}
        )
    if count := len(step.new):
        said.append(
            ngettext(
                "En enhet är ny eller svarade inte förra gången.",
                "%(count)d enheter är nya eller svarade inte förra gången.",
                count,
            )
            % {"count": count}
        )
    return said


def way_words(way: str, is_reworded: bool = False) -> str:
    words = {
        Way.FORWARD: _("Framåt"),
        Way.BACKWARD: _("Bakåt"),
        Way.LEARNED: _("Vet nu"),
        Way.RESCALED: _("Ny skala, jämförs inte"),
        Way.SAME: _("Oförändrat"),
    }[way]
    return _("%s, frågan har ny lydelse") % words if is_reworded else words


def through_time(steps: Sequence[Step]) -> Chart | None:
    """How many answers went which way at each step; with one step there is nothing to draw."""
    if len(steps) < 2:
        return None
    series = [
        Line(_("Framåt"), [one.total.forward for one in steps]),
        Line(_("Bakåt"), [one.total.backward for one in steps]),
    ]
    times = round_labels([one.now for one in steps])
    return lines(series, times, subject=_("Svar framåt och bakåt"), unit="", what=_("Svar"), low=0)


def middles(step: Step, questions: Sequence[Question]) -> tuple[int | None, int | None]:
    """The lower median then and now, of the answers that were compared."""
    keys = [one.key for one in questions]
    then = [level for key in keys for level in step.then[key].elements()]
    now = [level for key in keys for level in step.levels[key].elements()]
    return lower_median(then), lower_median(now)


def section_moves(
    movement: Movement, step: Step, labels: dict[int, str]
) -> list[tuple[Section, Moved, str, Chart | None]]:
    """Each section with what moved: its answers counted, in words and as two points on a line."""
    found = []
    for section, questions in by_section(movement.questions[step.now.pk]):
        moved = step.of(questions)
        was, now = middles(step, questions)
        chart = three_points(was, now, None, high=max(labels, default=4), unit="")
        words = ""
        if was is not None and now is not None:
            names = labels.get(was, str(was)), labels.get(now, str(now))
            words = (
                _("Mittersta svaret är %s, som förra gången.") % names[1]
                if was == now
                else _("Mittersta svaret har gått från %(was)s till %(now)s.")
                % {"was": names[0], "now": names[1]}
            )
        if moved:
            found.append((section, moved, words, chart if moved.compared else None))
    return found


def level_words(move: Move, labels: dict[int, str]) -> tuple[str, str]:
    """Before and now as words; before on its own scale."""
    now = f"{move.now} {labels.get(move.now, '')}".strip()
    if move.before is None:
        return _("Vet ej"), now
    before = labels.get(move.before, "")
    if move.change and move.change.before:
        before = move.change.before.label_of(move.before)
    return f"{move.before} {before}".strip(), now

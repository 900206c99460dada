"""Ask the worker to read on, once however many deeds were done."""

from django.contrib.contenttypes.models import ContentType
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from mrplattform.project import house
from mrplattform.project.index.refresh import refresh_later
from mrplattform.project.index.touches import SHOWN_BY


def is_shown(kind: int) -> bool:
    """Does the index show things of this kind, or something that they change?"""
    model = ContentType.objects.get_for_id(kind).model_class()
    return kind in house.findables() or any(done_with is model for done_with, *_ in SHOWN_BY)


def wake() -> None:
    waiting = DBTaskResult.objects.filter(
        task_path=refresh_later.module_path, status=TaskResultStatus.READY
    )
    if not waiting.exists():
        refresh_later.enqueue()

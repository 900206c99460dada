from django.apps import AppConfig
from django.db import connection, transaction
from django.db.models.signals import post_save


class ProjectConfig(AppConfig):
    name = "mrplattform.project"

    def ready(self):
        # A signal, where a direct call is our habit: core may not know of the index. It only wakes
        # the worker; what to refresh is read from the history, so that no lost call is a lost deed.
        post_save.connect(after_deed, sender="core.Deed", dispatch_uid="project.index")


def after_deed(sender, instance, **kwargs) -> None:
    from mrplattform.project.index.wake import is_shown, wake  # noqa: PLC0415  (models first)

    waiting = any(call[1] is wake for call in connection.run_on_commit)
    if not waiting and is_shown(instance.content_type_id):
        transaction.on_commit(wake)

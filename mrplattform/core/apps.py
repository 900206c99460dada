from django.apps import AppConfig
from django.db.backends.signals import connection_created


class CoreConfig(AppConfig):
    name = "mrplattform.core"

    def ready(self):
        from mrplattform.core.forms import speak_plainly  # noqa: PLC0415
        from mrplattform.core.sorting import prepare_connection  # noqa: PLC0415

        connection_created.connect(prepare_connection, dispatch_uid="core.sorting")
        speak_plainly()

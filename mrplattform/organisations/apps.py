from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "mrplattform.organisations"

    def ready(self) -> None:
        from mrplattform.organisations import receivers  # noqa: F401, PLC0415 (models first)

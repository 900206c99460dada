from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "mrplattform.questions"

    def ready(self):
        from mrplattform.questions import freezing  # noqa: F401, PLC0415  (connects its receivers)

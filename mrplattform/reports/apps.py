from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "mrplattform.reports"

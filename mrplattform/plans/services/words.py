"""What the deeds are called on the page."""

from django.utils.translation import gettext_lazy as _

from mrplattform.core.history import VERBS

VERBS.update(
    plan_created=_("skapade planen"),
    plan_edited=_("ändrade planen"),
    plan_adopted=_("förde in beslutet om planen"),
    part_added=_("lade till"),
    part_changed=_("ändrade"),
    part_removed=_("tog bort"),
    part_restored=_("lade tillbaka"),
    progress_noted=_("antecknade vad som har hänt"),
    measure_created=_("skapade insatsen"),
    measure_edited=_("ändrade insatsen"),
    measure_judged=_("bedömde insatsen"),
    reason_added=_("lade till ett skäl"),
    reason_removed=_("tog bort ett skäl"),
    measure_removed=_("tog bort insatsen"),
    measure_restored=_("lade tillbaka insatsen"),
)

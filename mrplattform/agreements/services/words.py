"""What the deeds of this app are called on the history of a page."""

from django.utils.translation import gettext_lazy as _

from mrplattform.core.history import VERBS

VERBS.update(
    agreement_created=_("förde in överenskommelsen"),
    agreement_edited=_("ändrade överenskommelsen"),
    agreement_removed=_("tog bort överenskommelsen"),
    agreement_restored=_("lade tillbaka överenskommelsen"),
    agreement_part_added=_("lade till"),
    agreement_part_changed=_("ändrade"),
    agreement_part_removed=_("tog bort"),
    agreement_part_restored=_("lade tillbaka"),
    agreement_paper_added=_("lade till en handling"),
    agreement_paper_removed=_("tog bort en handling"),
    due_delivered=_("lämnade"),
    due_taken_back=_("tog tillbaka leveransen"),
    due_received=_("tog emot"),
    due_moved=_("flyttade dagen för"),
)

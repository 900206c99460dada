"""What allauth tells about second steps, kept in history and in the session."""

from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.dispatch import receiver

from mrplattform.core.history import record
from mrplattform.organisations.adapters import SECOND_STEP_DONE


@receiver(authenticator_added)
def second_step_added(sender, request, user, authenticator, **kwargs):
    request.session[SECOND_STEP_DONE] = user.pk
    changes = {"andra steg": [None, str(authenticator.get_type_display())]}
    record(user, "second_step_added", user, changes=changes)


@receiver(authenticator_removed)
def second_step_removed(sender, request, user, authenticator, **kwargs):
    changes = {"andra steg": [str(authenticator.get_type_display()), None]}
    record(user, "second_step_removed", user, changes=changes)

"""The topics of a published version do not change either. Many-to-many fields have no save()."""

from django.db.models.signals import m2m_changed
from django.dispatch import receiver

from mrplattform.questions.models import Question, Section
from mrplattform.questions.models.frameworks import refuse_frozen


@receiver(m2m_changed, sender=Question.topics.through)
@receiver(m2m_changed, sender=Section.topics.through)
def refuse_new_topics(instance, action, reverse, model, pk_set, **_kwargs):
    if not action.startswith("pre_"):
        return
    if not reverse:
        refuse_frozen([instance.version_id])
    elif pk_set:  # topic.questions.add(…)
        refuse_frozen(model.objects.filter(pk__in=pk_set).values("version"))

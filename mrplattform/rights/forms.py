"""What the lists can be narrowed by."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mrplattform.core.tables import FilterForm
from mrplattform.rights.models import Recommendation, ReviewBody, Topic


class TopicChoice(forms.ModelChoiceField):
    def label_from_instance(self, topic):
        return topic.full_name


class ParentFilter(FilterForm):
    parent = TopicChoice(queryset=None, label=_("Hör till"), empty_label=_("Alla"))

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        parents = Topic.objects.filter(children__kind=kind, authority__isnull=True).distinct()
        self.fields["parent"].queryset = parents  # type: ignore[attr-defined]


class RecommendationFilter(FilterForm):
    body = forms.ModelChoiceField(
        ReviewBody.objects.filter(recommendations__isnull=False).distinct(),
        label=_("Granskningsorgan"),
        empty_label=_("Alla"),
    )
    reach = forms.ChoiceField(
        choices=[("", _("Alla")), *Recommendation.Reach.choices], label=_("Räckvidd")
    )
    topic = TopicChoice(
        Topic.objects.filter(recommendations__isnull=False).distinct(),
        label=_("Ämne"),
        empty_label=_("Alla"),
        to_field_name="key",
    )

    def narrow_topic(self, rows, topic):
        return rows.filter(topics=topic)

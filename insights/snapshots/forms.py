from django import forms
from django.utils.translation import gettext_lazy as _

from programme.models import Cohort
from safekeeping.once import OnceForm
from schools.models import Region

from ..models import Snapshot


class SnapshotForm(OnceForm):
    name = forms.CharField(
        label=_("What is it for?"), max_length=120, help_text=_("For example: Yearly report to UNESCO, spring 2025.")
    )
    cohort = forms.ModelChoiceField(Cohort.objects.all(), label=_("Cohort"), empty_label=None)
    region = forms.ModelChoiceField(
        Region.objects.none(), label=_("Region"), required=False, empty_label=_("All regions")
    )
    readers = forms.ChoiceField(
        label=_("Who will read it?"),
        choices=[
            ("funders", _("Funders and partners: figures of fewer than five people are hidden")),
            ("ourselves", _("Coordinators only: every figure is shown, and it can never be published")),
        ],
        initial="funders",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_programme = Region.objects.filter(districts__schools__communities__isnull=False).distinct()
        self.fields["region"].queryset = in_programme.order_by("sort_key")
        current = Cohort.objects.current()
        if current:
            self.initial.setdefault("cohort", current.pk)

    @property
    def asked(self):
        """Arguments of the work that freezes the figures: plain data."""
        typed = self.cleaned_data
        return {
            "name": typed["name"],
            "cohort": typed["cohort"].pk,
            "region": typed["region"].pk if typed["region"] else None,
            "hides_few": typed["readers"] == "funders",
        }


class CompareForm(forms.Form):
    """Two snapshots that the reader may see; the other cannot be the same one."""

    a = forms.ModelChoiceField(Snapshot.objects.none(), label=_("First"))
    b = forms.ModelChoiceField(Snapshot.objects.none(), label=_("Second"))

    def __init__(self, *args, snapshots, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("a", "b"):
            self.fields[name].queryset = snapshots
            self.fields[name].label_from_instance = told
        self.use_required_attribute = False


def told(snapshot):
    return f"{snapshot.name} · {snapshot.frozen_on:%d.%m.%Y}"

"""What may be typed about certificates: names, searches, rules, reasons."""

import re

from django import forms
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from certification.models import (
    Batch,
    CertificateKind,
    CertificateStatus,
    ConfirmedName,
    DecisionList,
    NameCorrection,
    Revocation,
)
from certification.printing.letters import refuse_lacking
from languages.alphabet import mend_script
from programme.models import Cohort
from safekeeping.once import OnceForm
from safekeeping.versions import Conflict, VersionedForm

from . import entitled, requirements
from .names import SPELLINGS, proposed

CYRILLIC = re.compile(r"[Ѐ-ӿ]")
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
MOST_ASKED = 999  # of anything that a rule counts


class NamesMixin:
    """Three spellings, each in its letters; blanks are made single, a Latin letter among Cyrillic ones is mended."""

    def set_up_names(self):
        hints = {
            "kk": _("For papers in Kazakh: as in your identity document."),
            "ru": _("For papers in Russian."),
            "latin": _("For papers in English: as in your passport, if you have one."),
        }
        for spelling, hint in hints.items():
            self.fields[spelling].help_text = hint
            self.fields[spelling].widget.attrs["autocomplete"] = "off"
            self.fields[spelling].validators.append(refuse_lacking)

    def clean_kk(self):
        return self.in_cyrillic("kk")

    def clean_ru(self):
        return self.in_cyrillic("ru")

    def in_cyrillic(self, spelling):
        name = mend_script(" ".join(self.cleaned_data[spelling].split()))
        if LATIN.search(name) or not CYRILLIC.search(name):
            raise forms.ValidationError(_("Write this name in Cyrillic letters."))
        return name

    def clean_latin(self):
        name = " ".join(self.cleaned_data["latin"].split())
        if CYRILLIC.search(name) or not LATIN.search(name):
            raise forms.ValidationError(_("Write this name in Latin letters."))
        return name


class ConfirmedNameForm(NamesMixin, VersionedForm):
    class Meta:
        model = ConfirmedName
        fields = SPELLINGS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.set_up_names()
        if self.instance._state.adding:
            self.initial |= proposed(self.instance.person)

    def save(self, commit=True):
        """To confirm is an act, also where she changed nothing of what was proposed."""
        self.instance.confirmed_at = timezone.now()
        if not self.instance._state.adding:
            self.instance.save_as_of(self.cleaned_data["version"], [*SPELLINGS, "confirmed_at"])
            return self.instance
        try:
            with transaction.atomic():
                self.instance.save(force_insert=True)
        except IntegrityError:  # confirmed on another phone meanwhile
            raise Conflict(ConfirmedName.objects.get(pk=self.instance.pk)) from None
        return self.instance


class CorrectionForm(NamesMixin, OnceForm, forms.ModelForm):
    class Meta:
        model = NameCorrection
        fields = (*SPELLINGS, "why")

    def __init__(self, *args, confirmed, **kwargs):
        super().__init__(*args, **kwargs)
        self.confirmed = confirmed
        self.set_up_names()
        self.fields["why"].help_text = _("For example: a letter is missing in the surname.")
        for spelling in SPELLINGS:
            self.initial.setdefault(spelling, getattr(confirmed, spelling))

    def clean(self):
        typed = super().clean()
        if not self.errors and all(typed[one] == getattr(self.confirmed, one) for one in SPELLINGS):
            raise forms.ValidationError(_("Nothing is different. Change the name that is misspelt."))
        return typed

    @property
    def names(self):
        return {spelling: self.cleaned_data[spelling] for spelling in SPELLINGS}


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Why it stays as it is"), help_text=_("She reads this."), max_length=300, widget=forms.Textarea
    )


# Lists ------------------------------------------------------------------------------------------------------


class CertificateSearchForm(forms.Form):
    q = forms.CharField(label=_("Number or name"), max_length=100, required=False)
    kind = forms.ModelChoiceField(
        CertificateKind.objects.all(), label=_("Kind"), required=False, empty_label=_("All kinds"), to_field_name="key"
    )
    cohort = forms.ModelChoiceField(Cohort.objects.all(), label=_("Cohort"), required=False, empty_label=_("All"))
    status = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("Any state")),
            *CertificateStatus.choices,
            ("asked", pgettext_lazy("certificates", "revocation asked for")),
        ],
    )
    batch = forms.ModelChoiceField(Batch.objects.all(), required=False, widget=forms.HiddenInput)

    @property
    def chosen(self):
        """The values that make sense; the rest is as if it were not asked for."""
        self.is_valid()
        return self.cleaned_data

    @property
    def is_narrowed(self):
        return any(self.chosen.values())

    def find(self, certificates):
        chosen = self.chosen
        found = certificates.matching(chosen.get("q") or "")
        for name in ("kind", "cohort", "batch"):
            if chosen.get(name):
                found = found.filter(**{name: chosen[name]})
        if chosen.get("status") == "asked":
            return found.filter(pk__in=Revocation.objects.waiting().values("certificate"))
        return found.filter(status=chosen["status"]) if chosen.get("status") else found


class GroupForm(forms.Form):
    """Whom of a cohort to show against the rule of a kind."""

    cohort = forms.ModelChoiceField(Cohort.objects.all(), label=_("Cohort"), required=False, empty_label=None)
    occasion = forms.ChoiceField(label=_("Conference"), required=False)
    state = forms.ChoiceField(
        label=pgettext_lazy("certificates", "Show"),
        required=False,
        choices=[
            ("", pgettext_lazy("people", "all")),
            (entitled.State.READY, _("can be issued now")),
            (entitled.State.NAME, _("name not confirmed")),
            (entitled.State.NOT_YET, _("not earned yet")),
            (entitled.State.HAS, _("has it already")),
            (entitled.State.REVOKED, _("was revoked")),
        ],
    )
    q = forms.CharField(label=_("Name"), max_length=100, required=False)

    def __init__(self, data, *, kind):
        super().__init__(data)
        self.kind = kind
        self.is_valid()
        self.cohort = self.cleaned_data.get("cohort") or Cohort.objects.current()
        self.occasions = entitled.occasions_of(kind, self.cohort) if self.cohort else []
        if self.occasions:
            language = get_language()
            self.fields["occasion"].choices = [(pk, names[language]) for pk, names in self.occasions]
        else:
            del self.fields["occasion"]

    @property
    def occasion_chosen(self):
        asked = self.data.get("occasion", "")
        known = [pk for pk, _names in self.occasions]
        if asked in known:
            return asked
        return known[0] if known else ""

    @property
    def state_chosen(self):
        return self.cleaned_data.get("state", "")

    @property
    def words(self):
        return self.cleaned_data.get("q", "")

    @property
    def group(self):
        return entitled.Group(self.kind, self.cohort, self.occasion_chosen)


# Acts -------------------------------------------------------------------------------------------------------


class BatchForm(OnceForm):
    decision_list = forms.ModelChoiceField(
        DecisionList.objects.none(), label=_("Decision list"), required=False, empty_label=_("All signed lists")
    )

    def __init__(self, *args, lists, **kwargs):
        super().__init__(*args, **kwargs)
        if lists is None:
            del self.fields["decision_list"]
        else:
            self.fields["decision_list"].queryset = lists
            self.fields["decision_list"].label_from_instance = lambda one: (
                _("List %(number)d of %(date)s")
                % {
                    "number": one.number,
                    "date": timezone.localdate(one.signed_at).strftime("%d.%m.%Y"),
                }
            )


class ReplaceForm(forms.Form):
    why = forms.ChoiceField(
        label=_("Why"),
        widget=forms.RadioSelect,
        choices=[
            ("name", _("the name is misspelt")),
            ("text", _("there is a mistake in the text")),
            ("paper", _("signatures or marks have to be changed")),
        ],
    )


class RevokeForm(forms.ModelForm):
    class Meta:
        model = Revocation
        fields = ("reason", "note")
        widgets = {"reason": forms.RadioSelect, "note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "reason": _("Whoever checks the number reads this reason."),
            "note": _("What you know and from whom. The second chief reviewer reads it; the holder does not."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [one for one in self.fields["reason"].choices if one[0]]


class RuleForm(VersionedForm):
    """A box and a number for each requirement that this kind may ask for."""

    stored = ()  # the rule that somebody saved meanwhile, in words

    class Meta:
        model = CertificateKind
        fields = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        lines = {line["needs"]: line for line in self.instance.rule}
        self.known = requirements.known_to(self.instance.recipient)
        for one in self.known:
            self.add_fields(one, lines.get(one.key))

    def add_fields(self, one, line):
        locked = self.is_locked(one)
        self.fields[f"needs_{one.key}"] = forms.BooleanField(
            label=entitled.sentence(one.name),
            required=False,
            initial=line is not None,
            disabled=locked,
            help_text=_("Always: certificates of this kind come from a signed decision list only.") if locked else "",
        )
        if one.is_number:
            usual = _("Leave it empty to take the cohort’s own number.") if one.usual else ""
            self.fields[f"number_{one.key}"] = forms.IntegerField(
                label=_("At least"),
                required=False,
                min_value=1,
                max_value=MOST_ASKED,
                initial=(line or {}).get("at_least"),
                help_text=usual,
            )

    def is_locked(self, one):
        return one.key == "decision" and self.instance.needs_decision

    def clean(self):
        typed = super().clean()
        for one in self.known:
            if self.needs(one) and one.is_number and not one.usual and not typed.get(f"number_{one.key}"):
                self.add_error(f"number_{one.key}", _("Say how many."))
        if not any(map(self.needs, self.known)):
            raise forms.ValidationError(_("A certificate that asks for nothing is worth nothing: choose something."))
        return typed

    def needs(self, one):
        return self.is_locked(one) or self.cleaned_data.get(f"needs_{one.key}", False)

    @property
    def rule(self):
        lines = []
        for one in filter(self.needs, self.known):
            number = {"at_least": self.cleaned_data.get(f"number_{one.key}")} if one.is_number else {}
            lines.append({"needs": one.key, **number})
        return lines

    def save(self, commit=True):
        """A rule that says the same keeps its number."""
        if self.rule != self.instance.rule:
            self.instance.rule, self.instance.rule_number = self.rule, self.instance.rule_number + 1
        self.instance.save_as_of(self.cleaned_data["version"], ["rule", "rule_number"])
        return self.instance

    def show_conflict(self, current):
        super().show_conflict(current)
        self.stored = entitled.in_words(current.rule)

"""What chief reviewers type into a rubric: a criterion with its levels, in three languages, on one page."""

from django import forms
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from certification.criteria import columns, default_criteria, source_for
from certification.models import Criterion, Level, Rubric
from languages.fields import CODES, columns_of
from programme.forms_texts import OWN_NAMES, InLanguages
from programme.models import StagePart
from safekeeping.once import OnceForm
from safekeeping.versions import VersionedForm

from . import acts
from .ready import missing_in_scale

MOST_LEVELS = 6
TEXTS = columns_of("name", "hint")
TEXTS_OF_LEVEL = columns_of("name", "description")


class LevelPart:
    """The fields of one place in the scale, as the page shows them."""

    def __init__(self, form, number):
        self.number = number
        self.is_new = number >= form.levels_stored
        self.place, self.is_enough = form[f"level{number}_place"], form[f"level{number}_is_enough"]
        self.remove = None if self.is_new else form[f"level{number}_remove"]
        self.languages = [
            (code, OWN_NAMES[code], [form[f"level{number}_name_{code}"], form[f"level{number}_description_{code}"]])
            for code in CODES
        ]


class CriterionTexts(InLanguages):
    """Mix in: texts of a criterion and of up to six levels. A level without a name in any language is none."""

    class Meta:
        model = Criterion
        fields = ("part", *TEXTS)
        widgets = dict.fromkeys(columns_of("hint"), forms.Textarea({"rows": 2}))
        help_texts = {"hint_kk": _("A question that the reader should ask herself.")}

    def add_levels(self, scale):
        self.levels_stored = len(scale)
        for number in range(MOST_LEVELS):
            level = scale[number] if number < len(scale) else Level()
            for code in CODES:
                self.add_text(f"level{number}_name_{code}", Level, f"name_{code}", level, rows=None)
                self.add_text(f"level{number}_description_{code}", Level, f"description_{code}", level, rows=2)
            self.add_place(number, level)
        self.fields["part"].choices = [("", _("the portfolio as a whole")), *StagePart.choices[1:]]
        for field in self.fields.values():
            field.hide_optional = True

    def add_place(self, number, level):
        self.fields[f"level{number}_is_enough"] = forms.BooleanField(
            label=_("This level is enough to be accepted"), initial=level.is_enough, required=False
        )
        self.fields[f"level{number}_place"] = forms.IntegerField(
            label=_("Place (1 is the lowest)"), initial=number + 1, min_value=1, max_value=MOST_LEVELS, required=False
        )
        if number < self.levels_stored:
            self.fields[f"level{number}_remove"] = forms.BooleanField(label=_("Remove this level"), required=False)

    def add_text(self, name, model, column, row, rows):
        field = model._meta.get_field(column).formfield(required=False)
        if rows:
            field.widget = forms.Textarea({"rows": rows, "maxlength": field.max_length})
        code = column.rpartition("_")[2]
        field.widget.attrs["lang"] = code
        field.label = format_lazy("{} ({})", field.label, OWN_NAMES[code])
        field.initial = getattr(row, column)
        self.fields[name] = field

    @property
    def own_languages(self):
        """As `languages`, of the criterion alone."""
        return [(code, OWN_NAMES[code], [self[f"name_{code}"], self[f"hint_{code}"]]) for code in CODES]

    @property
    def level_parts(self):
        return [LevelPart(self, number) for number in range(MOST_LEVELS)]

    def levels_typed(self):
        """(number of its fields, unsaved level), in the order asked for; those with any text and not taken out."""
        typed = self.cleaned_data
        levels = []
        for number in range(MOST_LEVELS):
            texts = {name: typed.get(f"level{number}_{name}", "") for name in TEXTS_OF_LEVEL}
            if any(texts.values()) and not typed.get(f"level{number}_remove"):
                levels.append((number, Level(is_enough=typed.get(f"level{number}_is_enough", False), **texts)))
        return sorted(levels, key=lambda pair: self.place_of(pair[0]))

    def place_of(self, number):
        """One that was moved up goes behind the one that stands there, one that was moved down before it."""
        own, asked = number + 1, self.cleaned_data.get(f"level{number}_place") or number + 1
        return asked + (asked > own) / 2 - (asked < own) / 2

    def clean(self):
        typed = super().clean()
        levels = self.levels_typed()
        for number, level in levels:
            if not level.name:
                self.add_error(f"level{number}_name_kk", _("Give the level a name in at least one language."))
        for problem in missing_in_scale([level for _number, level in levels]):
            self.add_error("level0_is_enough" if len(levels) > 1 else "level1_name_kk", problem)
        return typed

    @property
    def levels(self):
        return [level for _number, level in self.levels_typed()]


class CriterionNewForm(CriterionTexts, OnceForm, forms.ModelForm):
    class Meta(CriterionTexts.Meta):
        pass

    def __init__(self, *args, rubric, **kwargs):
        super().__init__(*args, **kwargs)
        self.rubric = rubric
        self.add_levels(first_scale(rubric))

    def make(self, by, **keys):
        typed = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return acts.add_criterion(self.rubric, by, typed, self.levels, **keys)


def first_scale(rubric):
    """The names of levels of the criterion before: a rubric mostly has one scale. Descriptions are its own."""
    last = rubric.criteria.order_by("-number").with_scale().first()
    scale = last.scale if last else default_criteria()[0].scale
    return [Level(**columns(level, ("is_enough", *columns_of("name")))) for level in scale]


class CriterionForm(CriterionTexts, VersionedForm):
    class Meta(CriterionTexts.Meta):
        pass

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.add_levels(list(self.instance.levels.order_by("number")))

    @transaction.atomic
    def save(self, commit=True):
        own = [name for name in self.changed_data if name in self._own_columns()]
        acts.change_criterion(self.instance, self.by, self.cleaned_data["version"], own, self.levels)
        return self.instance

    def show_conflict(self, current):
        super().show_conflict(current)
        stored = list(current.levels.order_by("number"))
        for number in range(MOST_LEVELS):
            level = stored[number] if number < len(stored) else Level()
            for name in TEXTS_OF_LEVEL:
                if getattr(level, name) != self.cleaned_data.get(f"level{number}_{name}", ""):
                    self.conflicts.append((self[f"level{number}_{name}"], getattr(level, name)))


class BeginForm(forms.Form):
    """From what the next version is copied. A cohort that has one begins from it."""

    source = forms.ModelChoiceField(
        Rubric.objects.none(),
        label=pgettext_lazy("rubric", "Begin from"),
        required=False,
        empty_label=_("the portal’s own criteria"),
    )

    def __init__(self, *args, cohort, **kwargs):
        super().__init__(*args, auto_id=f"id_{cohort.pk}_%s", **kwargs)
        others = Rubric.objects.in_use().select_related("cohort").order_by("-in_use_since").with_criteria()
        self.fields["source"].queryset = others
        last = source_for(cohort)
        self.initial.setdefault("source", last.pk if last else None)


class PlaceForm(forms.Form):
    to = forms.IntegerField(min_value=1)


class SeenForm(forms.Form):
    """The button of a confirmation: which version of the rubric was on the page when it was pressed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class InForm(forms.Form):
    """In which language a preview is shown."""

    shown_in = forms.ChoiceField(choices=[(code, code) for code in CODES], required=False)

"""The form of one reading: a level and a comment by criterion, earlier comments ticked off, words about the whole."""

from dataclasses import dataclass

from django import forms
from django.db import transaction
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safekeeping.versions import VersionedForm

from .models import CriterionMark, Review


@dataclass(frozen=True)
class Beside:
    """What the reader writes by one criterion, as the page shows it: her level, her comment."""

    criterion: object
    level: object  # bound field
    comment: object  # bound field
    options: list  # (Level, id of its button, is it chosen)


@dataclass(frozen=True)
class EarlierComment:
    """A comment on an earlier version: to be ticked off (`field`), or ticked off in a reading before this one."""

    mark: CriterionMark
    field: object = None  # bound field
    is_ticked: bool = False


class ReviewForm(VersionedForm):
    """Levels, comments, ticks, the word about the whole and the university's note, saved together.

    criteria: with their `scale`; earlier: marks of earlier readings that she may see (see earlier_marks).
    """

    class Meta:
        model = Review
        fields = ("overall", "private_note")
        widgets = {"overall": forms.Textarea(attrs={"rows": 4}), "private_note": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "overall": gettext_lazy("She reads this first. Begin with what is good."),
            "private_note": gettext_lazy("The teacher never sees this."),
        }

    def __init__(self, *args, criteria, earlier=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria, self.earlier = list(criteria), list(earlier)
        self.stored = stored_marks(self.instance)
        own = {name: self.fields.pop(name) for name in ("overall", "private_note")}
        for criterion in self.criteria:
            self.add_criterion(criterion)
        for mark in self.to_tick():
            self.add_tick(mark)
        self.fields |= own
        for name in self.fields:
            self.fields[name].hide_optional = True

    def add_criterion(self, criterion):
        mark = self.stored.get(criterion.pk)
        self.fields[level_name(criterion)] = forms.TypedChoiceField(
            label=_("%(criterion)s: level") % {"criterion": criterion},
            help_text=escape(criterion.hint),
            choices=[("", _("Not chosen yet")), *((level.pk, in_words(level)) for level in criterion.scale)],
            coerce=int,
            empty_value=None,
            initial=mark.level_id if mark else None,
            widget=forms.RadioSelect,
            required=False,
        )
        self.fields[comment_name(criterion)] = forms.CharField(
            label=_("%(criterion)s: comment") % {"criterion": criterion},
            initial=mark.text if mark else "",
            widget=forms.Textarea(attrs={"rows": 3}),
            max_length=5000,
            required=False,
        )

    def to_tick(self):
        """Earlier comments but those that an earlier reading has ticked off."""
        return [mark for mark in self.earlier if not was_ticked_before(mark, self.instance)]

    def add_tick(self, mark):
        self.fields[tick_name(mark)] = forms.BooleanField(
            label=_("Done: %(criterion)s") % {"criterion": mark.criterion},
            help_text=escape(mark.text),
            initial=mark.settled_in_id is not None and mark.settled_in_id == self.instance.pk,
            required=False,
        )

    # What the page shows ------------------------------------------------------------------------

    @property
    def besides(self):
        """[Beside] in order of the criteria."""
        return [self.beside(criterion) for criterion in self.criteria]

    def beside(self, criterion):
        level = self[level_name(criterion)]
        chosen = str(level.value() or "")
        options = [(one, f"{level.auto_id}_{one.number}", str(one.pk) == chosen) for one in criterion.scale]
        return Beside(criterion, level, self[comment_name(criterion)], options)

    @property
    def earlier_comments(self):
        """[EarlierComment], the newest version's first."""
        return [
            EarlierComment(mark, is_ticked=True)
            if was_ticked_before(mark, self.instance)
            else EarlierComment(mark, self[tick_name(mark)], bool(self[tick_name(mark)].value()))
            for mark in self.earlier
        ]

    @property
    def levels_chosen(self):
        return sum(bool(self[level_name(criterion)].value()) for criterion in self.criteria)

    # Saving -------------------------------------------------------------------------------------

    @transaction.atomic
    def save(self, commit=True):
        super().save()
        typed = self.cleaned_data
        for criterion in self.criteria:
            self.instance.mark(criterion, typed[level_name(criterion)], typed[comment_name(criterion)])
        self.instance.tick_off([mark.pk for mark in self.to_tick() if typed[tick_name(mark)]])
        return self.instance

    def ask_for_levels(self):
        """Says so beside each criterion without a level; True when there is one. The words are stored already."""
        missing = [one for one in self.criteria if self.cleaned_data[level_name(one)] is None]
        for criterion in missing:
            words = _("Choose a level: without one the portfolio cannot be accepted.")
            self.add_error(level_name(criterion), words)
        self.show_version(self.instance.version)
        return bool(missing)

    def show_version(self, version):
        """The form is shown again though its words are stored by now: it goes on from this version."""
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = version

    def show_conflict(self, current):
        super().show_conflict(current)
        stored = stored_marks(current)
        for criterion in self.criteria:
            mark = stored.get(criterion.pk) or CriterionMark()
            if mark.level_id != self.cleaned_data.get(level_name(criterion)):
                words = in_words(mark.level) if mark.level_id else _("Not chosen yet")
                self.conflicts.append((self[level_name(criterion)], words))
            if mark.text != self.cleaned_data.get(comment_name(criterion), ""):
                self.conflicts.append((self[comment_name(criterion)], mark.text))


def level_name(criterion):
    return f"level_{criterion.pk}"


def comment_name(criterion):
    return f"criterion_{criterion.pk}"


def tick_name(mark):
    return f"settled_{mark.pk}"


def in_words(level):
    return f"{level.name} – {level.description}" if level.description else str(level.name)


def stored_marks(review):
    """{criterion id: mark}"""
    if review._state.adding:
        return {}
    return {mark.criterion_id: mark for mark in review.marks.all()}


def was_ticked_before(mark, review):
    settled = mark.settled_in
    return settled is not None and settled.pk != review.pk and settled.is_decided


def earlier_marks(version, user):
    """Comments on earlier versions that the teacher was told and this reader may know, the newest version's first."""
    readings = Review.objects.of_portfolio(version.portfolio_id).open_to(user).told()
    marks = CriterionMark.objects.filter(review__in=readings, review__version_read__number__lt=version.number)
    marks = marks.exclude(text="").select_related("criterion", "level", "review__version_read", "settled_in")
    return marks.order_by("-review__version_read__number", "criterion__number", "pk")

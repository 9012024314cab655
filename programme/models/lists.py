"""Lists that coordinators keep in three languages: themes, subjects, research methods, tools of the method."""

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from languages.fields import CODES, TranslatedField


class Named(models.Model):
    """A row of a list that coordinators keep in three languages."""

    key = models.SlugField(_("key"), max_length=40, unique=True)
    name = TranslatedField(models.CharField, _("name"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        abstract = True
        ordering = ("order", "key")

    def __str__(self):
        return self.name


class Theme(Named):
    class Meta(Named.Meta):
        verbose_name, verbose_name_plural = _("theme"), _("themes")


class Subject(Named):
    class Meta(Named.Meta):
        verbose_name, verbose_name_plural = pgettext_lazy("school", "subject"), _("subjects")


class ResearchMethod(Named):
    class Meta(Named.Meta):
        verbose_name, verbose_name_plural = _("research method"), _("research methods")


class Tool(Named):
    """A tool of the method: a card that a facilitator uses in a session."""

    TEXTS = ("name", "summary", "purpose", "group", "materials", "steps")

    summary = TranslatedField(models.TextField, _("in short"), blank=True)
    purpose = TranslatedField(models.TextField, _("what it is for"), blank=True)
    group = TranslatedField(models.CharField, _("how many people"), max_length=120, blank=True)
    materials = TranslatedField(models.TextField, _("what you need"), blank=True)
    steps = TranslatedField(models.TextField, _("steps, one a line"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    stages = models.CharField(
        _("stages"),
        max_length=40,
        blank=True,
        validators=[RegexValidator(r"^\d{1,2}(, ?\d{1,2})*$", _("Numbers of stages with commas between: 1, 2."))],
        help_text=_("Numbers of the stages in which it helps, with commas between: 1, 2."),
    )

    class Meta(Named.Meta):
        verbose_name, verbose_name_plural = _("tool"), _("tools")

    def get_absolute_url(self):
        return reverse("programme:tool", args=[self.key])

    @property
    def stage_numbers(self):
        return [int(number) for number in self.stages.split(",") if number.strip()]

    @property
    def step_lines(self):
        return [line.strip() for line in self.steps.splitlines() if line.strip()]

    @property
    def all_texts(self):
        """Its texts in every language, for searching."""
        columns = (f"{name}_{code}" for name in self.TEXTS for code in CODES)
        return " ".join(getattr(self, column) for column in columns)

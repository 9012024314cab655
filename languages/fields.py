"""Columns that know about languages: three columns for one text, the search text, the sort key."""

from django.db import models
from django.utils.translation import get_language

from .alphabet import fold, sort_key, words_of

CODES = ("kk", "ru", "en")


class Text(str):
    """A text that knows its language: templates write it into `lang` and say when it is not the reader's."""

    lang = ""

    @property
    def is_translated(self):
        return self.lang == get_language()


def told(text_in):
    """The Text to show, of text_in(code): the reader's language, else the first that is there."""
    for code in (get_language(), *CODES):
        value = text_in(code) if code in CODES else ""
        if value:
            text = Text(value)
            text.lang = code
            return text
    return Text("")


class Translated:
    """Reads `title_kk`, `title_ru`, `title_en` as `title`: the reader's language, else the first that is there."""

    def __init__(self, name):
        self.name = name

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return told(lambda code: getattr(instance, f"{self.name}_{code}", ""))


class TranslatedField:
    """Declares three columns and the attribute that reads them.

    `title = TranslatedField(models.CharField, _("title"), max_length=200)` makes `title_kk`, `title_ru`, `title_en`
    and `title`. The Kazakh column may stay empty only with blank=True; Russian and English always may.
    """

    def __init__(self, field, verbose_name, *, blank=False, **options):
        self.field, self.verbose_name, self.blank, self.options = field, verbose_name, blank, options

    def contribute_to_class(self, model, name):
        for code in CODES:
            column = self.field(self.verbose_name, blank=self.blank or code != "kk", default="", **self.options)
            column.language = code
            model.add_to_class(f"{name}_{code}", column)
        setattr(model, name, Translated(name))


def columns_of(*names):
    """For `only()`: the columns of translated fields. `columns_of("stage__title")`."""
    return tuple(f"{name}_{code}" for name in names for code in CODES)


def own_columns(model):
    """For `only()`: the model's own columns without those for searching, where only its relations are to be cut."""
    return [field.attname for field in model._meta.concrete_fields if field.name not in ("search_text", "sort_key")]


class Searchable(models.Model):
    """Keeps `search_text` (folded, contains-matching) and `sort_key` (Kazakh order) with every save.

    SEARCHED and SORTED name the attributes they are made of; SORTED may be empty.
    """

    SEARCHED = ()
    SORTED = ()

    search_text = models.TextField(editable=False, default="", blank=True)
    sort_key = models.CharField(max_length=255, editable=False, default="", blank=True, db_index=True)

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        self.make_searchable()
        if update_fields is not None:  # the two columns follow whatever part of the row is written
            update_fields = {*update_fields, "search_text", "sort_key"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def make_searchable(self):
        """Sets both columns from their sources; bulk_create callers call it, save() does."""
        self.search_text = fold(" ".join(str(getattr(self, name) or "") for name in self.SEARCHED))
        self.sort_key = sort_key(" ".join(str(getattr(self, name) or "") for name in self.SORTED))[:255]


class SearchQuerySet(models.QuerySet):
    def matching(self, words):
        """Rows in which every word of the query occurs, in any script and case."""
        found = self
        for word in words_of(words):
            found = found.filter(search_text__contains=word)
        return found

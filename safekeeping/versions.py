"""Two edits of one thing never silently lose one (promise A7)."""

from django import forms
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _


class Conflict(Exception):
    """Somebody saved in between. `current` is the row as it stands now."""

    def __init__(self, current):
        super().__init__(f"{current._meta.label} {current.pk} is now version {current.version}")
        self.current = current


class Versioned(models.Model):
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def save_as_of(self, version, fields):
        """Writes the named columns if the row still has this version, else raises Conflict and writes nothing."""
        row = type(self)._base_manager.filter(pk=self.pk, version=version)
        if not row.update(version=F("version") + 1):
            raise Conflict(type(self)._base_manager.get(pk=self.pk))
        self.version = version + 1
        if fields:
            self.save(update_fields=fields)

    save_as_of.alters_data = True


class VersionedForm(forms.ModelForm):
    """An edit that writes its own columns, and only over the version that its author has seen.

    `save_or_conflict()` returns True when saved. When somebody was quicker it returns False, `form.conflicts` holds
    (bound field, text now stored) for each field that differs, and the form, shown again, carries the new version:
    sending it once more is a decision, not an accident.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    conflicts = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version

    def save(self, commit=True):
        own = [name for name in self.changed_data if name in self._own_columns()]
        self.instance.save_as_of(self.cleaned_data["version"], own)
        self._save_m2m()
        return self.instance

    def save_or_conflict(self):
        try:
            self.save()
        except Conflict as conflict:
            self.show_conflict(conflict.current)
            return False
        return True

    def show_conflict(self, current):
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = current.version
        self.conflicts = [
            (self[name], self._as_read(current, name))
            for name in self._own_columns()
            if getattr(self.instance, name) != getattr(current, name)
        ]
        self.add_error(None, _("Somebody else saved this while you were writing. Both texts are below."))

    def _own_columns(self):
        concrete = {field.name for field in self._meta.model._meta.concrete_fields}
        return [name for name in self.fields if name in concrete and name != "version"]

    def _as_read(self, current, name):
        """The stored value as a person reads it: the label of a choice, the name of a related thing."""
        if current._meta.get_field(name).choices:
            return getattr(current, f"get_{name}_display")()
        value = getattr(current, name)
        return "" if value is None else value

"""What coordinators write in three languages: pages, news with their pictures, partners."""

from datetime import datetime, time

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry
from languages.fields import CODES
from safekeeping.once import OnceForm
from safekeeping.versions import VersionedForm
from uploads.fields import AboutFile, TakesFiles, UploadField
from uploads.limits import PICTURES, PNG, WEBP
from uploads.models import Faces

from .models import NewsItem, NewsPicture, Page, Partner

OWN_NAMES = {"kk": "қазақша", "ru": "русский", "en": "English"}
DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


def columns(*names):
    return tuple(f"{name}_{code}" for name in names for code in CODES)


class InLanguages(forms.Form):
    """Mix in: the fields of a language say so in their label and are written in it (spelling, screen readers)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            base, _underscore, code = name.rpartition("_")
            if base and code in OWN_NAMES:
                field.label = format_lazy("{} ({})", field.label, OWN_NAMES[code])
                field.widget.attrs["lang"] = code

    @property
    def languages(self):
        """[(code, the language's own name, its fields)], for a page with a part for each language."""
        return [
            (code, OWN_NAMES[code], [self[name] for name in self.fields if name.endswith(f"_{code}")]) for code in CODES
        ]

    @property
    def other_fields(self):
        own = {field.name for _code, _name, fields in self.languages for field in fields}
        return [field for field in self.visible_fields() if field.name not in own]


def touched(form):
    """The form's own columns that were changed, and the moment with them."""
    return [*(name for name in form.changed_data if name in form._own_columns()), "changed_at"]


class PageForm(InLanguages, VersionedForm):
    class Meta:
        model = Page
        fields = columns("title", "body")
        labels = dict.fromkeys(columns("title"), _("Headline"))
        widgets = dict.fromkeys(columns("body"), forms.Textarea({"rows": 12}))

    def save(self, commit=True):
        self.instance.save_as_of(self.cleaned_data["version"], touched(self))
        return self.instance


class NewsTexts(InLanguages):
    class Meta:
        model = NewsItem
        fields = columns("title", "body")
        labels = dict.fromkeys(columns("title"), _("Headline"))
        widgets = dict.fromkeys(columns("body"), forms.Textarea({"rows": 10}))
        help_texts = {"title_kk": _("One language is enough to begin with.")}

    def clean(self):
        typed = super().clean()
        if not any(typed.get(name) for name in columns("title")):
            self.add_error("title_kk", _("Write the title in at least one language."))
        return typed


class NewsNewForm(NewsTexts, OnceForm, forms.ModelForm):
    class Meta(NewsTexts.Meta):
        pass

    @transaction.atomic
    def make(self, by, **keys):
        item = NewsItem.objects.create(**{name: self.cleaned_data[name] for name in self.Meta.fields}, **keys)
        AuditEntry.objects.record(by, "news added", item)
        return item


class NewsForm(NewsTexts, VersionedForm):
    class Meta(NewsTexts.Meta):
        pass

    def save(self, commit=True):
        self.instance.save_as_of(self.cleaned_data["version"], touched(self))
        return self.instance


class PublishForm(forms.Form):
    day = forms.DateField(
        label=_("Date of the news"),
        widget=DAY,
        help_text=_("Today, or the day when it happened. With a day to come it appears by itself on that day."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("day", timezone.localdate())

    @property
    def moment(self):
        """Now for today, else the morning of that day."""
        day, now = self.cleaned_data["day"], timezone.now()
        if day == timezone.localdate(now):
            return now
        return timezone.make_aware(datetime.combine(day, time(9)))


class PictureTexts(InLanguages, AboutFile):
    """The file with its questions; what it shows is asked in three languages instead of one."""

    upload = UploadField(label=_("Picture"), types=PICTURES)

    class Meta:
        model = NewsPicture
        fields = ("upload", *columns("alt"))
        labels = dict.fromkeys(columns("alt"), _("What does it show?"))
        help_texts = {"alt_kk": _("One sentence for those who cannot see it. No pupils' names.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["alt"]
        self.fields["alt_kk"].required = True


class NewsPictureNewForm(PictureTexts, OnceForm, forms.ModelForm):
    class Meta(PictureTexts.Meta):
        pass

    @transaction.atomic
    def make(self, by, item, **keys):
        """The next number; the first picture is the cover."""
        NewsItem.objects.select_for_update().get(pk=item.pk)
        last = item.pictures.order_by("-number").first()
        picture = NewsPicture.objects.create(
            item=item,
            number=last.number + 1 if last else 1,
            is_cover=not item.pictures.filter(is_cover=True).exists(),
            **{name: self.cleaned_data[name] for name in self.Meta.fields},
            **keys,
        )
        self.describe_files()
        AuditEntry.objects.record(by, "news picture added", item, picture=picture.pk)
        return picture


class NewsPictureForm(PictureTexts, VersionedForm):
    class Meta(PictureTexts.Meta):
        pass


class PartnerTexts(InLanguages, TakesFiles):
    logo = UploadField(
        label=_("Logo"), types=(PNG, WEBP), required=False, help_text=_("Only if the partner allows its use.")
    )

    url = forms.URLField(
        label=_("Website"), required=False, assume_scheme="https", widget=forms.URLInput({"inputmode": "url"})
    )

    class Meta:
        model = Partner
        fields = (*columns("name", "role"), "url", "logo", "order", "since", "until")
        widgets = {
            "since": DAY,
            "until": DAY,
            **dict.fromkeys(columns("role"), forms.Textarea({"rows": 2})),
        }
        help_texts = {
            "until": _("Empty while the partner is with us. Afterwards it stands among the former partners."),
            "order": _("The smaller the number, the higher in the list."),
        }

    def settle_logo(self):
        """A logo shows nobody: everyone may see it."""
        logo = self.cleaned_data["logo"]
        if logo and logo.faces != Faces.NOBODY:
            logo.describe(self.owner, faces=Faces.NOBODY)


class PartnerNewForm(PartnerTexts, OnceForm, forms.ModelForm):
    class Meta(PartnerTexts.Meta):
        pass

    @transaction.atomic
    def make(self, by, **keys):
        partner = Partner.objects.create(**{name: self.cleaned_data[name] for name in self.Meta.fields}, **keys)
        self.settle_logo()
        AuditEntry.objects.record(by, "partner added", partner)
        return partner


class PartnerForm(PartnerTexts, VersionedForm):
    class Meta(PartnerTexts.Meta):
        pass


class PreviewForm(forms.Form):
    """What stands in an editing form just now: any of its texts, or none."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code in CODES:
            self.fields[f"title_{code}"] = forms.CharField(required=False, max_length=160)
            self.fields[f"body_{code}"] = forms.CharField(required=False, max_length=60_000)

    @property
    def texts(self):
        """[(code, own name, title, text)] of the languages that have any."""
        self.is_valid()
        typed = self.cleaned_data
        found = [
            (code, OWN_NAMES[code], typed.get(f"title_{code}", ""), typed.get(f"body_{code}", "")) for code in CODES
        ]
        return [one for one in found if one[2] or one[3]]

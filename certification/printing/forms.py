"""What chief reviewers change of a kind's paper: its texts, who signs, whose marks stand at the foot."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.models import CertificateKind, KindLogo, KindPicture, Signatory
from languages.fields import CODES
from programme.forms_texts import OWN_NAMES, InLanguages, columns
from safekeeping.once import OnceForm
from safekeeping.versions import VersionedForm
from uploads.fields import TakesFiles, UploadField
from uploads.limits import PICTURES

from . import samples
from .content import IN_BRACES, PLACEHOLDERS, unknown_placeholders
from .letters import refuse_lacking

NEEDED = ("heading", "body", "issuer")  # in each language of the paper
TOO_LONG = gettext_lazy("Too long: with the longest names the text would not fit on the page. Shorten it.")


def texts_of(form):
    """Names of the fields that are printed, or shown, in one language."""
    return [name for name in form.fields if name.rpartition("_")[2] in OWN_NAMES]


def look_at_letters(form):
    for name in texts_of(form):
        form.fields[name].validators.append(refuse_lacking)


class KindForm(InLanguages, VersionedForm):
    with_long_name = forms.BooleanField(
        label=gettext_lazy("Show the preview with a long name"), required=False, help_text=""
    )

    class Meta:
        model = CertificateKind
        fields = (
            "layout",
            "is_given",
            *(
                f"{text}_{code}"
                for code in CODES
                for text in ("name", "heading", "subheading", "before_name", "body", "issuer", "place")
            ),
        )
        widgets = dict.fromkeys(columns("body"), forms.Textarea({"rows": 4}))
        labels = {"is_given": gettext_lazy("Certificates of this kind are given")} | dict.fromkeys(
            columns("name"), gettext_lazy("Name in the portal’s lists")
        )
        help_texts = {
            "layout": gettext_lazy("With two languages the first stands larger. Changing it here changes the preview.")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["with_long_name"].hide_optional = self.fields["is_given"].hide_optional = True
        for name in columns(*NEEDED):
            self.fields[name].required = False  # which ones are needed depends on the languages of the paper
            self.fields[name].hide_optional = True
        look_at_letters(self)

    def clean(self):
        cleaned = super().clean()
        for name in texts_of(self):
            self._look_at_braces(name, cleaned.get(name, ""))
        for code in cleaned.get("layout", "").split("-"):
            for text in NEEDED:
                name = f"{text}_{code}"
                if name in self.fields and not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("This paper is printed in this language: the text is needed."))
        return cleaned

    def _look_at_braces(self, name, text):
        if unknown := unknown_placeholders(text):
            known = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
            said = _("{%(name)s} stands for nothing. You can write: %(known)s.")
            self.add_error(name, said % {"name": unknown[0], "known": known})
        elif set("{}") & set(IN_BRACES.sub("", text)):
            self.add_error(name, _("A brace is missing: write {school}, with both."))

    def _post_clean(self):
        """Last, once the instance has what was typed: does it fit on the page?"""
        super()._post_clean()
        if not self.errors:
            for name in samples.too_long(self.instance):
                self.add_error(name, TOO_LONG)


class PieceForm(InLanguages, TakesFiles):
    """A signatory or a mark. kind: whose paper it stands on."""

    picture = ""  # name of the field that holds the upload
    among = ""  # its list in `printed`

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        look_at_letters(self)

    def _post_clean(self):
        super()._post_clean()
        if not self.errors and not samples.fits(self._with_it(samples.longest(self.kind))):
            self.add_error(None, _("It does not fit on the page beside all the rest. Use shorter words."))

    def _with_it(self, content):
        """The longest paper with this piece as it is typed, in its place or as one more."""
        rows = list(getattr(self.kind, self.among).all())
        if self.instance not in rows:
            rows.append(self.instance)
        new = self.as_printed(self.kind.languages)
        listed = content[self.among]
        place = rows.index(self.instance)
        return {**content, self.among: [*listed[:place], new, *listed[place + 1 :]]}

    def said(self, name, languages):
        texts = {code: getattr(self.instance, f"{name}_{code}") for code in CODES}
        some = next(filter(None, texts.values()), "")
        return {code: texts[code] or some for code in languages}

    def keep_picture(self):
        """Certificates issued with it can be made again with it, whatever becomes of this row."""
        upload = self.cleaned_data[self.picture]
        if upload:
            KindPicture.objects.get_or_create(kind=self.kind, upload=upload)


class SignatoryFields(PieceForm):
    picture, among = "signature", "signatories"

    signature = UploadField(
        label=gettext_lazy("Picture of the signature"),
        types=PICTURES,
        required=False,
        help_text=gettext_lazy(
            "Written with a dark pen on white paper, cut close. Best is a PNG with a transparent background; from a "
            "photo on white paper the portal takes the white away. Only chief reviewers can open it. Without a "
            "picture the line stays free for a pen."
        ),
    )

    class Meta:
        model = Signatory
        fields = (*(f"{text}_{code}" for code in CODES for text in ("name", "post")), "signature")
        labels = dict.fromkeys(columns("name"), gettext_lazy("Name and initials"))

    def as_printed(self, languages):
        return {"name": self.said("name", languages), "post": self.said("post", languages), "signature": ""}


class LogoFields(PieceForm):
    picture, among = "upload", "logos"

    upload = UploadField(
        label=gettext_lazy("Picture of the mark"),
        types=PICTURES,
        help_text=gettext_lazy("Best is a PNG with a transparent background, at least 160 pixels high."),
    )

    class Meta:
        model = KindLogo
        fields = (*columns("name"), "upload")

    def as_printed(self, languages):
        return {"name": self.said("name", languages), "upload": self.cleaned_data["upload"].pk}


class EditPiece(VersionedForm):
    @transaction.atomic
    def save(self, commit=True):
        saved = super().save(commit)
        self.keep_picture()
        return saved


class NewPiece(OnceForm, forms.ModelForm):
    @transaction.atomic
    def make(self, **keys):
        """Stands last."""
        self.instance.kind = self.kind
        self.instance.order = getattr(self.kind, self.among).count() + 1
        for name, value in keys.items():
            setattr(self.instance, name, value)
        self.instance.save()
        self.keep_picture()
        return self.instance


class SignatoryForm(SignatoryFields, EditPiece):
    class Meta(SignatoryFields.Meta):
        pass


class SignatoryNewForm(SignatoryFields, NewPiece):
    class Meta(SignatoryFields.Meta):
        pass


class LogoForm(LogoFields, EditPiece):
    class Meta(LogoFields.Meta):
        pass


class LogoNewForm(LogoFields, NewPiece):
    class Meta(LogoFields.Meta):
        pass

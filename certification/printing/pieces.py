"""Signatories and marks: two lists at the foot of a paper that are kept in the same way."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .forms import LogoForm, LogoNewForm, SignatoryForm, SignatoryNewForm


@dataclass(frozen=True)
class Piece:
    """Words for people are lazy; verbs are those of the audit trail."""

    key: str  # first part of the names of its addresses
    related: str  # the kind's list of them
    form: type
    new_form: type
    most: int
    add: object
    enough: object
    what_is_removed: object
    added: str
    changed: str
    removed: str

    def rows(self, kind):
        return getattr(kind, self.related)


SIGNATORY = Piece(
    key="signatory",
    related="signatories",
    form=SignatoryForm,
    new_form=SignatoryNewForm,
    most=3,
    add=_("Add a signatory"),
    enough=_("Three people sign a paper at most. Remove one first."),
    what_is_removed=_("Remove this signatory from the paper?"),
    added="signatory added",
    changed="signatory changed",
    removed="signatory removed",
)
LOGO = Piece(
    key="logo",
    related="logos",
    form=LogoForm,
    new_form=LogoNewForm,
    most=6,
    add=_("Add a partner’s mark"),
    enough=_("A paper bears six marks at most. Remove one first."),
    what_is_removed=_("Remove this mark from the paper?"),
    added="mark added",
    changed="mark changed",
    removed="mark removed",
)

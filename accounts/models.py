"""Who signs in: every person is a user, claimed or not yet."""

import hashlib
import hmac
import json
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from languages.alphabet import sort_key
from languages.fields import Searchable, SearchQuerySet
from safekeeping.ids import short_id
from safekeeping.states import TransitionError
from safekeeping.versions import Versioned

from . import slips
from .names import full_name, normal_phone, proposed_latin_name, short_name
from .verbs import WORDS

COORDINATORS, UNIVERSITY, ORGANISERS, OBSERVERS = GROUPS = ("coordinators", "university", "organisers", "observers")
WIDE = (COORDINATORS, UNIVERSITY)  # read or decide beyond their own circle: only a superuser gives these groups


class Sex(models.TextChoices):
    FEMALE = "f", _("woman")
    MALE = "m", _("man")


class UserQuerySet(SearchQuerySet):
    def coordinators(self):
        return self.filter(is_active=True, groups__name=COORDINATORS)

    def invitable_by(self, user):
        """For whom the user may print slips: a superuser for all; coordinators for all but staff and those whose
        groups only a superuser gives; others as rooms say. A slip opens all that its person may see."""
        if user.is_anonymous:
            return self.none()
        people = self.filter(is_active=True).exclude(pk=user.pk)
        if user.is_superuser:
            return people
        people = people.filter(is_staff=False, is_superuser=False).exclude(groups__name__in=WIDE)
        if user.in_group(COORDINATORS):
            return people
        known = Q(pk__in=())
        for people_of in slips.inviters():
            known |= Q(pk__in=people_of(user))
        return people.filter(known, groups=None)

    def claimed(self):
        return self.filter(claimed_at__isnull=False)

    def unclaimed(self):
        return self.filter(claimed_at__isnull=True)

    def with_slips(self, now=None):
        """With `slip_until`: how long her open slip is valid, or None."""
        mine = Invitation.objects.open(now).filter(person=models.OuterRef("pk"))
        return self.annotate(slip_until=models.Subquery(mine.values("expires_at")[:1]))

    def namesakes(self, surname, given_name):
        return self.filter(sort_key__startswith=sort_key(f"{surname} {given_name}"))

    def by_login(self, text):
        """The account that this e-mail or phone belongs to (none or one)."""
        if "@" in text:
            return self.filter(email=text.strip().lower())
        phone = normal_phone(text)
        return self.filter(phone=phone) if phone else self.none()


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email=None, password=None, **fields):
        user = self.model(email=(email or "").strip().lower() or None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        fields = {"is_staff": True, "is_superuser": True, "claimed_at": timezone.now(), **fields}
        return self.create_user(email, password, **fields)


class User(AbstractBaseUser, PermissionsMixin, Searchable, Versioned):
    SEARCHED = ("surname", "given_name", "patronymic", "latin_name")
    SORTED = ("surname", "given_name", "patronymic")

    id = models.CharField(primary_key=True, max_length=12, default=short_id, editable=False)
    surname = models.CharField(_("surname"), max_length=80)
    given_name = models.CharField(_("given name"), max_length=80)
    patronymic = models.CharField(_("patronymic"), max_length=80, blank=True)
    latin_name = models.CharField(_("name in Latin letters"), max_length=160, blank=True)
    email = models.EmailField(_("e-mail"), null=True, blank=True, unique=True)
    phone = models.CharField(_("phone"), max_length=16, null=True, blank=True, unique=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="kk")
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("works in the admin"), default=False)
    joined_at = models.DateTimeField(_("entered"), default=timezone.now)
    claimed_at = models.DateTimeField(_("claimed"), null=True, blank=True)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["surname", "given_name"]

    objects = UserManager()

    class Meta:
        verbose_name, verbose_name_plural = _("person"), _("people")
        ordering = ("sort_key", "id")
        constraints = [
            models.CheckConstraint(name="accounts_user_email_or_null", condition=Q(email__isnull=True) | ~Q(email="")),
            models.CheckConstraint(
                name="accounts_user_phone_or_null", condition=Q(phone__isnull=True) | Q(phone__startswith="+")
            ),
        ]

    def __str__(self):
        return self.full_name

    def clean(self):
        self.email = (self.email or "").strip().lower() or None
        self.phone = self.phone or None

    def save(self, *args, **kwargs):
        if not self.latin_name and kwargs.get("update_fields") is None:
            self.latin_name = proposed_latin_name(self.surname, self.given_name)
        super().save(*args, **kwargs)

    @property
    def full_name(self):
        return full_name(self.surname, self.given_name, self.patronymic, self.erased_at)

    @property
    def short_name(self):
        """Given name and surname: how colleagues see each other."""
        return short_name(self.surname, self.given_name, self.patronymic, self.erased_at)

    def get_full_name(self):
        return self.full_name

    def get_short_name(self):
        return self.given_name

    def become_nobody(self):
        """The row stays for what points at it. Called by erasing.acts.erase, which forgets the rest."""
        self.surname = self.given_name = self.patronymic = self.latin_name = self.sex = ""
        self.email = self.phone = self.last_login = None
        self.is_active = self.is_staff = self.is_superuser = False
        self.language, self.erased_at = "kk", timezone.now()
        self.set_unusable_password()
        self.version += 1
        self.save()

    become_nobody.alters_data = True

    def in_group(self, name):
        """Asked many times a page, so the groups are read once for a request's user."""
        if not hasattr(self, "_group_names"):
            self._group_names = set(self.groups.values_list("name", flat=True))
        return self.is_active and name in self._group_names

    def has_wide_rights(self):
        """Her account opens so much that only a superuser looks after it."""
        return self.is_superuser or self.groups.filter(name__in=WIDE).exists()  # while the account is closed, too

    def needs_second_factor(self):
        """Staff and members of any group; others may choose one."""
        return self.is_staff or self.is_superuser or any(self.in_group(name) for name in GROUPS)


# Slips -----------------------------------------------------------------------------------------------

CODE_LETTERS = "234679ACDEFHJKMNPRTWXY"  # survive handwriting: no 0/O, 1/I/L, 5/S, 8/B, U/V, G/Q, Z
CODE_LENGTH = 9  # some 40 bits; tries are limited as well
VALID_FOR = timedelta(days=14)


def new_code():
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def code_hash(code):
    """What the database keeps of a code; spaces, dashes and case do not matter."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hmac.new(settings.SECRET_KEY.encode(), b"slip:" + plain.encode(), hashlib.sha256).hexdigest()


class InvitationQuerySet(models.QuerySet):
    def open(self, now=None):
        now = now or timezone.now()
        return self.filter(claimed_at=None, cancelled_at=None, expires_at__gt=now, person__is_active=True)

    def with_code(self, code):
        return self.open().filter(code_hash=code_hash(code)).select_related("person")


class InvitationManager(models.Manager.from_queryset(InvitationQuerySet)):
    @transaction.atomic
    def issue(self, person, by):
        """A new slip for the person, which cancels her earlier ones. Returns (invitation, code to print)."""
        User.objects.select_for_update().get(pk=person.pk)  # two coordinators printing at the same moment
        self.filter(person=person, claimed_at=None, cancelled_at=None).update(cancelled_at=timezone.now())
        code = new_code()
        slip = self.create(
            person=person, invited_by=by, code_hash=code_hash(code), expires_at=timezone.now() + VALID_FOR
        )
        AuditEntry.objects.record(by, "slip printed", person)
        return slip, code

    @transaction.atomic
    def issue_all(self, people, by):
        """[(invitation, code), …] in the order of the people."""
        return [self.issue(person, by) for person in people]


class Invitation(models.Model):
    """A printed slip. Only a hash of its code is kept: the code is on the paper."""

    person = models.ForeignKey(User, models.CASCADE, related_name="invitations", verbose_name=_("person"))
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("invited by"))
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("printed"), default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))
    claimed_at = models.DateTimeField(_("claimed"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)

    objects = InvitationManager()

    class Meta:
        verbose_name, verbose_name_plural = _("slip"), _("slips")
        constraints = [
            models.UniqueConstraint(
                name="accounts_invitation_one_open",
                fields=["person"],
                condition=Q(claimed_at=None, cancelled_at=None),
            )
        ]

    def __str__(self):
        return str(self.person)

    @transaction.atomic
    def claim(self, password, **details):
        """The person's account is hers: her password, and what she added (language, phone, email).

        TransitionError when the slip was used, cancelled or ran out in between. Her sessions elsewhere end with the old
        password.
        """
        now = timezone.now()
        mine = Invitation.objects.filter(pk=self.pk, claimed_at=None, cancelled_at=None, expires_at__gt=now)
        if not mine.update(claimed_at=now):
            raise TransitionError("The slip is not open any more.")
        person = User.objects.get(pk=self.person_id)
        person.claimed_at = person.claimed_at or now
        person.set_password(password)
        for name, value in details.items():
            setattr(person, name, value)
        person.save(update_fields=["claimed_at", "password", *details])
        AuditEntry.objects.record(person, "slip claimed", person)
        return person

    claim.alters_data = True


# Consent ---------------------------------------------------------------------------------------------


class ConsentText(models.Model):
    """A version of what people are asked to agree to, in one language. Never edited: a change is a new version."""

    kind = models.CharField(_("about"), max_length=30, default="personal-data")
    version = models.CharField(_("version"), max_length=20)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    text = models.TextField(_("text"))
    published_at = models.DateTimeField(_("published"), default=timezone.now)

    class Meta:
        verbose_name, verbose_name_plural = _("consent text"), _("consent texts")
        constraints = [
            models.UniqueConstraint(name="accounts_consenttext_once", fields=["kind", "version", "language"])
        ]

    def __str__(self):
        return f"{self.kind} {self.version} ({self.language})"


class ConsentQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawn_at=None)


class Consent(models.Model):
    """Who agreed to which words, when. Withdrawing adds a date; nothing is overwritten."""

    person = models.ForeignKey(User, models.CASCADE, related_name="consents", verbose_name=_("person"))
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="consents", verbose_name=_("text"))
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("consent"), _("consents")
        ordering = ("-given_at",)
        constraints = [
            models.UniqueConstraint(
                name="accounts_consent_once", fields=["person", "text"], condition=Q(withdrawn_at=None)
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.text}"


# Audit -----------------------------------------------------------------------------------------------


class AuditQuerySet(models.QuerySet):
    def about(self, thing):
        return self.filter(kind=ContentType.objects.get_for_model(thing), object_id=str(thing.pk))

    def update(self, **columns):
        raise PermissionError("The audit trail is only ever added to.")

    delete = update


class AuditManager(models.Manager.from_queryset(AuditQuerySet)):
    def record(self, actor, verb, thing, **changes):
        """One row for one act. changes: name -> [before, after], or any plain data worth keeping.

        What people share with a few only is not told here: its model has an `audit_label` without their words, and
        changes name such things by id.
        """
        entry = self._entry(actor, verb, thing, changes)
        entry.save(force_insert=True)
        return entry

    def record_many(self, actor, verb, acts):
        """The same for many things at once. acts: (thing, changes)."""
        self.bulk_create([self._entry(actor, verb, thing, changes) for thing, changes in acts], batch_size=500)

    def _entry(self, actor, verb, thing, changes):
        return self.model(
            actor=actor if actor is not None and actor.is_authenticated else None,
            actor_name=str(actor or ""),
            verb=verb,
            kind=ContentType.objects.get_for_model(thing),
            object_id=str(thing.pk),
            label=str(getattr(thing, "audit_label", thing))[:200],
            changes=json.loads(json.dumps(changes, cls=DjangoJSONEncoder, default=str)),
        )


class AuditEntry(models.Model):
    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        User, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, verbose_name=_("who")
    )
    actor_name = models.CharField(_("name then"), max_length=250)
    verb = models.CharField(pgettext_lazy("audit", "did"), max_length=60, db_index=True)
    kind = models.ForeignKey(ContentType, models.PROTECT, related_name="+", verbose_name=_("kind"))
    object_id = models.CharField(max_length=40)
    label = models.CharField(_("what"), max_length=200)
    changes = models.JSONField(_("changes"), default=dict, encoder=DjangoJSONEncoder)

    objects = AuditManager()

    class Meta:
        verbose_name, verbose_name_plural = _("audit entry"), _("audit trail")
        ordering = ("-at", "-id")
        indexes = [models.Index(fields=["kind", "object_id"], name="accounts_audit_thing")]

    def __str__(self):
        return f"{self.what}: {self.label}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise PermissionError("The audit trail is only ever added to.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise PermissionError("The audit trail is only ever added to.")

    @property
    def what(self):
        """The act in the reader's language."""
        return WORDS.get(self.verb, self.verb)


from .erasing.models import ErasedPerson, ErasureRequest  # noqa: E402, F401 (they point at the models above)

from functools import partial

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry
from accounts.names import names_of
from languages.fields import columns_of, own_columns
from outbox.letters import write_to
from programme.models import Stage
from safekeeping.once import SentOnce
from safekeeping.states import HasShortId

from .project import Project


class CommentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(project__in=Project.objects.readable_by(user))

    def settled_by(self, user):
        """Those that the user may mark as settled: what others said about her project."""
        return self.filter(project__in=Project.objects.led_by(user), answers=None)

    def answerable_by(self, user):
        """The author answers what was said about her work; whoever reads on may go on."""
        readable = Project.objects.readable_by(user).exclude(status="withdrawn")
        return self.filter(project__in=readable, answers=None)

    def begun(self):
        """Comments, without the answers to them."""
        return self.filter(answers=None)

    def unsettled(self):
        return self.begun().filter(settled_at=None)

    def with_replies(self):
        """Each with `thread`, its answers in their order."""
        replies = Comment.objects.for_reading().order_by("written_at")
        return self.for_reading().prefetch_related(models.Prefetch("replies", replies, to_attr="thread"))

    def for_reading(self):
        """With the author's name and the stage's title."""
        shown = (*own_columns(Comment), *names_of("author"), "stage__number", *columns_of("stage__title"))
        return self.select_related("author", "stage").only(*shown)


class CommentManager(models.Manager.from_queryset(CommentQuerySet)):
    @transaction.atomic
    def say(self, project, stage, author, text, **keys):
        """A comment on a stage; the project's lead gets a letter in her language."""
        comment = self.create(project=project, stage=stage, author=author, text=text, **keys)
        AuditEntry.objects.record(author, "comment written", project, stage=stage.number)
        comment.tell(project.lead, "project_comment")
        return comment

    @transaction.atomic
    def answer(self, comment, author, text, **keys):
        """An answer; the other of the two, author of the comment or lead of the project, gets a letter."""
        reply = self.create(
            project=comment.project, stage=comment.stage, answers=comment, author=author, text=text, **keys
        )
        AuditEntry.objects.record(author, "comment answered", comment.project, stage=comment.stage.number)
        reply.tell(comment.author if author != comment.author else comment.project.lead, "project_answer")
        return reply


class Comment(HasShortId, SentOnce):
    """What a colleague, facilitator or reviewer says at a stage; the author answers and marks it settled."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="comments", verbose_name=_("project"))
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="comments", verbose_name=_("stage"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="project_comments", verbose_name=_("author")
    )
    answers = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    text = models.TextField(_("comment"), max_length=5000)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    objects = CommentManager()

    class Meta:
        verbose_name, verbose_name_plural = _("comment"), _("comments")
        ordering = ("written_at",)
        constraints = [models.UniqueConstraint(name="projects_comment_once", fields=["author", "client_uuid"])]

    def __str__(self):
        return self.text[:80]

    def path_for(self, person):
        """Where this person reads it: the lead beside her text, others on the reading page."""
        name = "projects:stage" if person.pk == self.project.lead_id else "projects:project_read"
        args = [self.project_id, self.stage.number] if name == "projects:stage" else [self.project_id]
        return f"{reverse(name, args=args)}#comment-{self.answers_id or self.pk}"

    def tell(self, person, letter):
        """Nobody who has left the circle meanwhile."""
        if not Project.objects.readable_by(person).filter(pk=self.project_id).exists():
            return
        write_to(
            person,
            letter,
            path=partial(self.path_for, person),
            comment=self,
            project=self.project,
            stage=self.stage,
            who=self.author,
        )

    @transaction.atomic
    def settle(self, actor):
        self._set_settled_at(timezone.now(), actor, "comment settled")

    @transaction.atomic
    def reopen(self, actor):
        self._set_settled_at(None, actor, "comment reopened")

    def _set_settled_at(self, moment, actor, verb):
        if bool(self.settled_at) == bool(moment):
            return
        self.settled_at = moment
        self.save(update_fields=["settled_at"])
        AuditEntry.objects.record(actor, verb, self.project, stage=self.stage.number)

    settle.alters_data = reopen.alters_data = tell.alters_data = True

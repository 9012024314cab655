from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunitiesConfig(AppConfig):
    name = "communities"
    verbose_name = _("Communities")

    def ready(self):
        from accounts.slips import may_invite_through

        from .models import Community, Membership

        def members_of_hers(user):
            """A school facilitator prints slips for the members of her communities."""
            return Membership.objects.current().filter(community__in=Community.objects.managed_by(user)).values("person")

        may_invite_through(members_of_hers)

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunitiesConfig(AppConfig):
    name = "communities"
    verbose_name = _("Communities")

    def ready(self):
        from accounts import mydata, slips
        from outbox.guards import only_while
        from uploads.rights import open_through

        from . import mine, personal

        open_through(mine.pictures_open_to)
        slips.may_invite_through(mine.people_to_invite)
        mydata.section(_("My communities"), mine.my_communities)
        mydata.section(_("My sessions"), mine.my_sessions)
        mydata.section(_("My reflections"), mine.my_reflections)
        personal.register()
        only_while("communities:session", mine.may_open_session)

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self):
        from allauth.core.internal import ratelimit

        from . import consent, groups, mydata, slips
        from .erasing import own
        from .erasing.acts import forget_with

        slips.guard_logs()
        mydata.register_own_sections()
        forget_with(own.forget)
        own.hold_own_records()
        post_migrate.connect(consent.publish_texts, sender=self)
        post_migrate.connect(groups.after_migrate)
        # Sixty people behind one address wait for one counter; a second is too short, and giving up means "refused".
        ratelimit.CACHE_LOCK_WAIT_TIMEOUT = 8

"""The admin: the staff's workshop, behind the portal's own sign-in, limits and second factor."""

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.utils.translation import gettext_lazy as _


class Workshop(AdminSite):
    site_title = site_header = _("Auyldyq mektep shamy: workshop")
    index_title = _("What would you like to look after?")

    def login(self, request, extra_context=None):
        if request.user.is_authenticated and not self.has_permission(request):
            raise Http404  # signed in, but this is not their workshop
        return redirect_to_login(request.GET.get("next") or request.get_full_path())

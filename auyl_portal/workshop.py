"""The admin: the staff's workshop, behind the portal's own sign-in, limits and second factor."""

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.utils.translation import gettext_lazy as _


class AsksOnlyWhatItShows:
    """A list answers questions about what it shows; other columns could be guessed letter by letter."""

    def lookup_allowed(self, lookup, value, request):
        return lookup.split("__")[0] in self._shown(request) and super().lookup_allowed(lookup, value, request)

    def _shown(self, request):
        filters = (one[0] if isinstance(one, tuple) else one for one in self.get_list_filter(request))
        names = (one if isinstance(one, str) else getattr(one, "parameter_name", "") for one in filters)
        filtered = {name.split("__")[0] for name in names if name}
        return {"pk", "id", *filtered, *flatten_fieldsets(self.get_fieldsets(request))}


class Workshop(AdminSite):
    site_title = site_header = _("Auyldyq mektep shamy: workshop")
    index_title = _("What would you like to look after?")

    def register(self, model_or_iterable, admin_class=None, **options):
        admin_class = admin_class or ModelAdmin
        guarded = type(admin_class.__name__, (AsksOnlyWhatItShows, admin_class), {"__module__": admin_class.__module__})
        super().register(model_or_iterable, guarded, **options)

    def login(self, request, extra_context=None):
        if request.user.is_authenticated and not self.has_permission(request):
            raise Http404  # signed in, but this is not their workshop
        return redirect_to_login(request.GET.get("next") or request.get_full_path())

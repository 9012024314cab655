from openweb.sitemaps import Map

from .models import School


class SchoolMap(Map):
    def items(self):
        return School.objects.filter(is_active=True).order_by("pk").only("pk")

from django.contrib.admin.apps import AdminConfig


class WorkshopConfig(AdminConfig):
    default_site = "auyl_portal.workshop.Workshop"

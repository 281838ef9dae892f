"""The stock admin in house colours."""

from django.contrib.admin import AdminSite


class HouseAdminSite(AdminSite):
    site_header = "rightsadmin"

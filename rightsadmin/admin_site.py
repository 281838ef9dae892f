"""The stock admin in house colours: users and groups are kept here; what the ledger protects is only shown."""

from django.contrib.admin import AdminSite


class HouseAdminSite(AdminSite):
    """The admin under the house's own name; its templates and colours are in templates/admin and static/css."""

    site_header = "Administration"
    site_title = "Rights Agent back office"
    index_title = "What is on file"
    site_url = "/"

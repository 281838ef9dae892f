"""The addresses of the back office."""

urlpatterns = []

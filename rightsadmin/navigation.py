"""What the side bar shows."""


def context(request):
    return {}

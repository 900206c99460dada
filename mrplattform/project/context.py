"""What the frame around every page needs to know."""


def page(request):
    return {}

def showcase(request):
    return {}

from django.shortcuts import render


def start(request):
    """What should I do now?"""
    return render(request, "project/start.html")

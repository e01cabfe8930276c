"""What ``doctor`` does: look at one thing after the other, and say what is wrong and what to do about it.

``settings.py`` looks at what can be seen without a request, ``network.py`` at the way to the server, ``access.py`` at
what these credentials are given there. Every look gives findings and changes nothing, but that a token is requested if
the store holds none.
"""

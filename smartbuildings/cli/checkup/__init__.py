"""What ``doctor`` does: look at one thing after the other, and say what is wrong and what to do about it.

``environment.py`` checks what needs no request, ``network.py`` the way to the server, and ``access.py`` what these
credentials are allowed. Each check returns findings. It changes nothing, except that a token is requested if the store
holds none.
"""

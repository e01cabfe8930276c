"""The commands: each a function whose signature is its command line and whose docstring is its help.

They import what talks to the API only when they run, so that ``--help`` stays quick.
"""

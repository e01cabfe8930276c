"""Proof of the built site: served as its host does, every page opened in a Chromium, and used as a reader does."""

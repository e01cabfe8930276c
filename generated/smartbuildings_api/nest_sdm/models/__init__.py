"""The data models, one module each: import a model from its module."""

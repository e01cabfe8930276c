"""Code generated from descriptions of the vendors' APIs, one package each. Do not edit."""

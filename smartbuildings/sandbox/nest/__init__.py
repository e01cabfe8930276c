"""Google Nest emulated: the Smart Device Management API with its OAuth, and the token endpoint of Works with Nest."""

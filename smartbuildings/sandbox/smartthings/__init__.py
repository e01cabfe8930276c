"""The SmartThings API: locations with mixed devices behind hubs and clouds, consents, its routes and its wording."""

"""SmartThings: everything about it that awaits."""

"""The emulated world that every vendor stands in front of: clock, weather, places and rooms that warm and cool.

Nothing here knows a vendor, a request or a wire format.
"""

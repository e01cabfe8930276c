"""Installed apps, which are consents, and their subscriptions."""

from __future__ import annotations

from datetime import datetime

import attrs

from smartbuildings._core.fields import wire
from smartbuildings._core.kinds import ANY, FLAG, MOMENT, TEXT, TEXTS, one_of
from smartbuildings._core.model import ApiModel, Model
from smartbuildings.smartthings.enums import InstalledAppStatus, InstalledAppType, SubscriptionSource

__all__ = ["InstalledApp", "Subscription", "SubscriptionFilter"]


@attrs.frozen(repr=False, kw_only=True)
class InstalledApp(ApiModel):
    """A consent: an application with access to one location."""

    id: str | None = wire("installedAppId", TEXT)
    """Its id."""
    building_id: str | None = wire("locationId", TEXT)
    """The location that it has access to."""
    scopes: tuple[str, ...] = wire("scope", TEXTS, default=())
    """Its scopes. The API reports them only to the app itself."""
    type: InstalledAppType | None = wire("installedAppType", one_of(InstalledAppType))
    """The kind of application."""
    status: InstalledAppStatus | None = wire("installedAppStatus", one_of(InstalledAppStatus))
    """Whether it may act."""
    name: str | None = wire("displayName", TEXT)
    """The application's name."""
    app_id: str | None = wire("appId", TEXT)
    """The application."""
    created_at: datetime | None = wire("createdDate", MOMENT)
    """When the user consented."""
    modified_at: datetime | None = wire("lastUpdatedDate", MOMENT)
    """When it was last changed."""


@attrs.frozen(repr=False, kw_only=True)
class SubscriptionFilter(Model):
    """Which events a subscription delivers; ``*`` means all."""

    device_id: str | None = wire("deviceId", TEXT)
    """Of this device."""
    device_ids: tuple[str, ...] = wire("deviceIds", TEXTS, default=())
    """Of these devices."""
    building_id: str | None = wire("locationId", TEXT)
    """Of this location."""
    component: str | None = wire("componentId", TEXT)
    """Of this component."""
    capability: str | None = wire("capability", TEXT)
    """Of this capability."""
    attribute: str | None = wire("attribute", TEXT)
    """Of this attribute."""
    value: object = wire("value", ANY)
    """With this value."""
    is_only_changes: bool | None = wire("stateChangeOnly", FLAG)
    """Only if the value has changed."""
    name: str | None = wire("subscriptionName", TEXT)
    """The subscription's name, unique in the installed app."""
    modes: tuple[str, ...] = wire("modes", TEXTS, default=())
    """Only while the location is in one of these modes."""


@attrs.frozen(repr=False, kw_only=True)
class Subscription(ApiModel):
    """A subscription of an installed app: which events the vendor sends to the application."""

    id: str | None = wire("id", TEXT)
    """Its id."""
    installed_app_id: str | None = wire("installedAppId", TEXT)
    """The installed app."""
    source: SubscriptionSource | None = wire("sourceType", one_of(SubscriptionSource))
    """The source of its events."""
    filter: SubscriptionFilter = attrs.field(factory=SubscriptionFilter)
    """Which events it delivers. The API has it under a name that follows from ``source``."""
